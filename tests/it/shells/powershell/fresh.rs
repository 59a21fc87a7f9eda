//! `check --all-shells` where there is a PowerShell: its profile works, breaks, and hangs.

use std::time::{Duration, Instant};

use super::world::{World, exe};
use crate::support::program::pwsh;

const PROFILE: &str = "home/.config/powershell/profile.ps1";

/// A pin in `p`, and a profile with this text, around what `setup` wrote where it says `@`.
fn settled(text: &str) -> Option<World> {
    let pwsh = pwsh()?;
    let dir = pwsh.strip_suffix("/pwsh").unwrap();
    let world = World::with_shells().var("PATH", format!("{dir}:/usr/bin:/bin"));
    world.write("p/.go-version", "1.22.5\n");
    world.program("other/go/bin/go", "#!/bin/sh\n");
    world.write(PROFILE, "");
    if text.contains('@') {
        world.shims();
        world.run(&["setup", "--shell", "powershell"]).exits(0);
    }
    let ours = std::fs::read_to_string(world.path(PROFILE)).unwrap();
    let text = text
        .replace('@', &ours)
        .replace("/W", &world.show("other/go/bin"))
        .replace("/P", &world.show("pids"));
    world.write(PROFILE, &text);
    Some(world)
}

/// What is said of PowerShell: the verdicts in the order of the columns, and all of it.
fn told(world: &World, limit: &str) -> (Option<i32>, String, String) {
    let mut command = world.command(exe());
    command.args(["check", "--all-shells", "--format", "json", "--time-limit", limit]);
    let output = command.current_dir(world.path("p")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).replace(&world.show(""), "W/");
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let mut rows = json["shells"].as_array().unwrap().iter();
    let row = rows.find(|row| row["name"] == "pwsh").unwrap_or_else(|| panic!("{said}"));
    let modes = row["modes"].as_array().unwrap().iter();
    let verdicts: Vec<&str> = modes.map(|mode| mode["verdict"].as_str().unwrap()).collect();
    (output.status.code(), verdicts.join(" "), format!("{row:#}"))
}

const MATCHES: &str = "matches matches matches matches";
const DRIFT: &str = "drift drift drift drift";
const NO_ANSWER: &str = "no-answer no-answer no-answer no-answer";

/// PowerShell reads its profile in every mode.
#[test]
fn fresh_powershell_is_told_by_what_its_profile_does() {
    for (text, verdicts, says) in [
        ("@", MATCHES, ""),
        ("", DRIFT, "goenvmgr setup --shell powershell"),
        ("@$env:GOROOT = '/opt/other'\n", DRIFT, "profile.ps1:"),
        ("@$env:PATH = \"/W:$env:PATH\"\n", DRIFT, "W/other/go/bin/go"),
        ("@Set-Alias go Get-Item\n", DRIFT, "it is an alias in"),
        ("@function go { 'no' }\n", DRIFT, "it is a function in"),
        ("[Environment]::Exit(3)\n@", NO_ANSWER, "ended with 3 before it could answer"),
        ("throw 'broken'\n@", DRIFT, "broken"),
        ("@if (\n", DRIFT, "Missing"),
        ("@[Console]::WriteLine('x' * 300000)\n", MATCHES, ""),
    ] {
        let Some(world) = settled(text) else { return };
        let (_, rows, all) = told(&world, "60");
        assert_eq!(rows, verdicts, "{text}: {all}");
        assert!(all.contains(says), "{text}: {says}: {all}");
    }
}

/// The cure that is printed is followed to the letter, and then all is well.
#[test]
fn fresh_powershell_is_cured_by_what_is_printed() {
    let Some(world) = settled("@$env:PATH = \"/W:$env:PATH\"\n") else { return };
    let (code, _, said) = told(&world, "60");
    assert_eq!(code, Some(1), "{said}");
    let named = said.split("take out ").nth(1).unwrap_or_else(|| panic!("{said}"));
    let place = named.split([',', '"']).next().unwrap();
    let (file, line) = place.strip_prefix("W/").unwrap().rsplit_once(':').unwrap();
    let text = std::fs::read_to_string(world.path(file)).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(line.parse::<usize>().unwrap() - 1);
    world.write(file, &(lines.join("\n") + "\n"));
    let (_, rows, said) = told(&world, "60");
    assert_eq!(rows, MATCHES, "{said}");
}

/// One that never ends is cut off with all that it started, and one that never stops printing.
#[test]
fn fresh_powershell_that_hangs_is_cut_off_and_leaves_nothing_running() {
    let hang = "[IO.File]::AppendAllText('/P', \"$PID`n\"); sh -c 'echo $$ >>/P; exec sleep 300'\n";
    let Some(world) = settled(hang) else { return };
    let begun = Instant::now();
    let (code, rows, said) = told(&world, "5");
    assert_eq!((code, &*rows), (Some(1), "time-limit time-limit time-limit time-limit"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(60), "{said}");
    let pids = std::fs::read_to_string(world.path("pids")).unwrap_or_default();
    assert!(pids.lines().count() >= 2, "{pids}");
    let deadline = Instant::now() + Duration::from_secs(20);
    for pid in pids.lines() {
        let exe = format!("/proc/{pid}/exe");
        // A number may be another's by now; then its program is neither.
        let runs = || {
            let exe = std::fs::read_link(&exe);
            exe.is_ok_and(|exe| exe.ends_with("sleep") || exe.ends_with("pwsh"))
        };
        while runs() && Instant::now() < deadline {
            std::thread::yield_now();
        }
        assert!(!runs(), "{pid} still runs");
    }
}
