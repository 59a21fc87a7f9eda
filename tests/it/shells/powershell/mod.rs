//! PowerShell itself: it switches, restores, reads little, and takes a newer function over.

mod golden;
mod hook;
mod session;
mod syntax;
mod words;

use super::world::World;
use super::{terminal, world};
use crate::support::program::pwsh;

/// Runs wherever there is a `pwsh`; where there is none, the test says so.
#[test]
fn real_powershell_switches_and_restores() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let script = format!(
        "Set-StrictMode -Version Latest\n$before = $env:PATH\n(& '{}' init powershell) -join \"`n\" | Invoke-Expression\nSet-Location p\nprompt | Out-Null\n\"in $env:GOROOT\"\ngoenvmgr deactivate\n\"off $($env:PATH -ceq $before) [$env:GOROOT]\"\n",
        world::exe()
    );
    world.write("s.ps1", &script);
    let output =
        world.command(pwsh).args(["-NoProfile", "-File", &world.show("s.ps1")]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("/toolchains/go1.22.5") && said.contains("off True []"), "{said}");
}

/// As the kernel counts it: what the shell and all that it started have read.
#[test]
fn prompt_of_a_real_powershell_reads_little_of_any_file() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    world.write("p/go.mod", "");
    let go_mod = std::fs::File::options().write(true).open(world.path("p/go.mod"));
    go_mod.unwrap().set_len(200 << 20).unwrap();
    let count = "prompt | Out-Null\ngrep rchar /proc/$PID/io\n";
    let script = format!(
        "(& '{}' init powershell) -join \"`n\" | Invoke-Expression\n{count}Set-Location p\nprompt | Out-Null\nprompt | Out-Null\n{count}",
        world::exe()
    );
    world.write("s.ps1", &script);
    let output =
        world.command(pwsh).args(["-NoProfile", "-File", &world.show("s.ps1")]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let counts = said.lines().filter_map(|line| line.strip_prefix("rchar: "));
    let counts: Vec<u64> = counts.map(|count| count.trim().parse().unwrap()).collect();
    assert!(counts.len() == 2 && counts[1] - counts[0] < 64 << 20, "{output:?}");
}

/// A function of before an update asks without a form, evaluates what it gets, and has this program's
/// function from then on.
#[test]
fn powershell_function_of_another_form_is_given_anew_with_its_answer() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("q/.go-version", "1.23.1\n");
    for (before, question, after) in
        [("p", "hook", "go1.22.5"), ("p", "use 1.23.1", "go1.23.1"), ("q", "deactivate", "none")]
    {
        let script = format!(
            "Set-StrictMode -Version Latest\n$before = $env:PATH\n\
             function root {{ $null = prompt; if ($env:GOROOT) {{ [IO.Path]::GetFileName($env:GOROOT) }} else {{ 'none' }} }}\n\
             function goenvmgr {{\n  $env:__GOENVMGR_EMIT = 'powershell'\n\
             \x20 try {{ $said = (& '{}' @args) -join \"`n\" }} finally {{ $env:__GOENVMGR_EMIT = $null }}\n\
             \x20 Invoke-Expression $said\n}}\n\
             Set-Location {before}\ngoenvmgr {question}\n\"after $(root)\"\n\
             goenvmgr use\nSet-Location ../q\n\"moved $(root)\"\ngoenvmgr deactivate\n\
             \"off $(root) $($env:PATH -ceq $before)\"\n",
            world::exe()
        );
        world.write("s.ps1", &script);
        let mut command = world.command(&pwsh);
        let output = command.args(["-NoProfile", "-File", &world.show("s.ps1")]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let expected = format!("after {after}\nmoved go1.23.1\noff none True\n");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, expected, "{question}: {error}");
        assert!(!error.contains("Exception"), "{question}: {error}");
    }
}
