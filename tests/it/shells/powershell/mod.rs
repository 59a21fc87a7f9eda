//! PowerShell, in what only it has. What it has in common with bash, zsh and fish is rows of the tables beside
//! this folder (`with_powershell`). Scripts run in one that stays (`World::powershell`), under StrictMode and
//! without; a process of their own have sessions in a terminal (`session`, `setup`), panes, `fresh` shells,
//! and what counts words and reads text (`words`, `syntax`).

mod fresh;
mod golden;
mod hook;
mod lost;
mod others;
mod panes;
mod scripts;
mod session;
mod setup;
mod syntax;
mod words;

use super::world::{World, exe};
use super::{terminal, tmux, world};
use crate::support::program::pwsh;

/// Runs wherever there is a `pwsh`; where there is none, the test says so. A process of its own, by the line
/// that earlier versions wrote.
#[test]
fn real_powershell_switches_and_restores() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let script = format!(
        "Set-StrictMode -Version Latest\n$before = $env:PATH\n(& '{}' init powershell) -join \"`n\" | Invoke-Expression\nSet-Location p\nprompt | Out-Null\n\"in $env:GOROOT\"\ngoenvmgr deactivate\n\"off $($env:PATH -ceq $before) [$env:GOROOT]\"\n",
        exe()
    );
    world.write("s.ps1", &script);
    let output =
        world.command(pwsh).args(["-NoProfile", "-File", &world.show("s.ps1")]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("/toolchains/go1.22.5") && said.contains("off True []"), "{said}");
}

/// A function of before an update asks without a form, evaluates what it gets, and has this program's
/// function from then on.
#[test]
fn powershell_function_of_another_form_is_given_anew_with_its_answer() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    for (before, question, after) in
        [("p", "hook", "go1.22.5"), ("p", "use 1.23.1", "go1.23.1"), ("q", "deactivate", "none")]
    {
        let script = format!(
            "$before = $env:PATH\n\
             function root {{ $null = prompt; if ($env:GOROOT) {{ [IO.Path]::GetFileName($env:GOROOT) }} else {{ 'none' }} }}\n\
             function goenvmgr {{\n  $env:__GOENVMGR_EMIT = 'powershell'\n\
             \x20 try {{ $said = (& '{}' @args) -join \"`n\" }} finally {{ $env:__GOENVMGR_EMIT = $null }}\n\
             \x20 Invoke-Expression $said\n}}\n\
             Set-Location {before}\ngoenvmgr {question}\n\"after $(root)\"\n\
             goenvmgr use\nSet-Location ../q\n\"moved $(root)\"\ngoenvmgr deactivate\n\
             \"off $(root) $($env:PATH -ceq $before)\"\n",
            exe()
        );
        let said = world.powershell(&script, &[]);
        let expected = format!("after {after}\nmoved go1.23.1\noff none True\n");
        assert_eq!(said.out, expected, "{question}: {}", said.err);
        let error = said.err;
        assert!(!error.contains("Exception"), "{question}: {error}");
    }
}
