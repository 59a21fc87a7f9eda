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
        ("@[Console]::WriteLine('x' * 300000)\n", MATCHES, ""),
        ("", DRIFT, "goenvmgr setup --shell powershell"),
        ("@Set-Alias go Get-Item\n", DRIFT, "it is an alias in"),
        ("[Environment]::Exit(3)\n@", NO_ANSWER, "ended with 3 before it could answer"),
        ("@if (\n", DRIFT, "Missing"),
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
    let lines = "@$env:GOROOT = '/opt/other'\n$env:PATH = \"/W:$env:PATH\"\n";
    let Some(world) = settled(lines) else { return };
    let (code, rows, said) = told(&world, "60");
    assert_eq!((code, &*rows), (Some(1), DRIFT), "{said}");
    assert!(said.contains("W/other/go/bin/go") && said.contains("/opt/other"), "{said}");
    let places = said.split("take out ").skip(1);
    let places = places.filter_map(|rest| rest.split([',', '"']).next()?.strip_prefix("W/"));
    let mut places: Vec<(&str, usize)> = places
        .map(|place| place.rsplit_once(':').unwrap())
        .map(|(file, line)| (file, line.parse().unwrap()))
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 2, "{said}");
    for (file, line) in places.into_iter().rev() {
        let text = std::fs::read_to_string(world.path(file)).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines.remove(line - 1);
        world.write(file, &(lines.join("\n") + "\n"));
    }
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
    assert!(pids.lines().count() >= 1, "none of them began");
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
