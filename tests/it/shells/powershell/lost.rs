//! The hook is gone, or a profile is read again: who notices, and what is said of it.

use super::world::{World, exe};
use crate::support::program::pwsh;

#[test]
fn powershell_profile_that_is_read_three_times_doubles_nothing_and_keeps_the_hook() {
    if pwsh().is_none() {
        return;
    }
    let mine = "function prompt { 'MINE ' }";
    for (text, hooked) in [("@", true), ("MINE\n@", true), ("@\nMINE", false)] {
        let world = World::with_two_pins();
        world.write("rc.ps1", &text.replace("MINE", mine).replace('@', &world.init("pwsh")));
        let read = ". ./rc.ps1\n$before = prompt\n. ./rc.ps1\n. ./rc.ps1\n";
        let count = "$action = $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction\n\
            \"$($before -ceq (prompt)) $($action.GetInvocationList().Count) $(\"${function:prompt}\" -ceq \"$__goenvmgr_wrapper\")\"\n\
            cd p; [IO.Path]::GetFileName($env:GOROOT)\n";
        let said = world.bare_script("pwsh", &[], &format!("{read}{count}"), &[]);
        let hooked = if hooked { "True" } else { "False" };
        assert_eq!(said, format!("True 1 {hooked}\ngo1.22.5\n"), "{text}");
    }
}

/// PowerShell's is a function that others define again; where theirs runs ours it is not gone.
#[test]
fn powershell_prompt_that_a_profile_takes_away_is_named_with_its_line() {
    if pwsh().is_none() {
        return;
    }
    let profile = "home/.config/powershell/profile.ps1";
    for (behind, place) in [
        (
            "function prompt { 'mine> ' }",
            "W/home/.config/powershell/profile.ps1:2: function prompt",
        ),
        (
            "function global:prompt {\n  'mine> '\n}",
            "W/home/.config/powershell/profile.ps1:2: function",
        ),
        (
            "# prompt\n$function:prompt = { 'mine> ' }",
            "W/home/.config/powershell/profile.ps1:3: $function",
        ),
        ("$inner = ${function:prompt}; function prompt { \"mine $(& $inner)\" }", ""),
    ] {
        let world = World::with_two_pins();
        world.write(".go-version", "1.22.5\n");
        let exe = exe();
        let line = format!("(& '{exe}' init powershell) -join \"`n\" | Invoke-Expression");
        world.write(profile, &format!("{line}\n{behind}\n"));
        let script = ". ~/.config/powershell/profile.ps1\n$null = prompt\ngoenvmgr check\n\
                      $null = prompt\ngoenvmgr doctor --format json >doctor\n'FIX'\n$null = prompt\ngoenvmgr check --fix\n'FIXED'\n\
                      $null = prompt\ngoenvmgr check\n\"[$env:__GOENVMGR_HOOK] $(prompt)\"\n";
        let said = world.bare_script("pwsh", &[], script, &[]);
        let (before, after) =
            said.split_once("FIXED").unwrap_or_else(|| panic!("{behind}: {said}"));
        let doctor = std::fs::read_to_string(world.path("doctor")).unwrap();
        let gone = "the prompt hook is gone";
        assert_eq!(before.contains(gone), !place.is_empty(), "{behind}: {said}");
        assert_eq!(doctor.contains(gone), !place.is_empty(), "{behind}: {doctor}");
        assert!(before.contains(place), "{behind}: {place}: {said}");
        assert!(after.contains("this shell matches"), "{behind}: {said}");
        assert!(after.contains("[] mine"), "{behind}: {said}");
    }
}
