//! Other tools that rewrite PATH in the same PowerShell, and the prompt: what runs and what GOROOT says
//! never disagree.

use super::world::{World, exe};
use crate::support::program::pwsh;

/// A prompt that says the version of GOROOT and the go that ran.
const AT: &str = "function at($label) { $null = prompt; \"$label $([IO.Path]::GetFileName(\"$env:GOROOT\")) $(go)\" }";

/// What direnv's own hook does at a prompt; the direnv of today's distributions has none for PowerShell.
const DIRENV: &str = "function envrc {
    $said = direnv export json 2>$null
    if (-not $said) { return }
    foreach ($it in ($said | ConvertFrom-Json -AsHashtable).GetEnumerator()) {
        if ($null -eq $it.Value) { [Environment]::SetEnvironmentVariable($it.Key, [NullString]::Value) }
        else { [Environment]::SetEnvironmentVariable($it.Key, $it.Value) }
    }
}";

fn world() -> World {
    let world = World::with_two_pins();
    world.write("p/.envrc", "PATH_add bin\nexport OF_P=1\n");
    world.write("p/bin/x", "");
    world.program("other/bin/go", "#!/bin/sh\necho \"other GOROOT=${GOROOT-none}\"\n");
    world
}

/// A label, the version of GOROOT, and the go that ran, at each prompt.
fn pairs(said: &str) -> Vec<[String; 3]> {
    let line = |line: &str| {
        // Activate.ps1 writes its name in front of a prompt.
        let before = line.trim_start_matches("(venv) ").split_once(" GOROOT=")?.0;
        let words: Vec<&str> = before.split(' ').collect();
        let [label, root, go] = words[..] else { return None };
        Some([label, root, go].map(str::to_owned))
    };
    said.lines().filter_map(line).collect()
}

#[track_caller]
fn agree(said: &str, expected: &str) {
    let pairs = pairs(said);
    let went: Vec<String> = pairs.iter().map(|[label, _, go]| format!("{label} {go}")).collect();
    assert_eq!(went.join(", "), expected, "{said}");
    for [label, root, go] in pairs {
        assert!(root == go || (root.is_empty() && go == "other"), "{label}:\n{said}");
    }
}

#[test]
fn direnv_before_and_behind_powershells_prompt_leaves_no_pair_that_disagrees() {
    if pwsh().is_none() {
        return;
    }
    for ours_first in [true, false] {
        let world = world();
        let init = world.init("pwsh");
        let lines = match ours_first {
            true => format!(
                "{init}\n$inner = ${{function:prompt}}\nfunction prompt {{ envrc; & $inner }}"
            ),
            false => format!("function prompt {{ envrc; 'PS> ' }}\n{init}"),
        };
        let script = format!(
            "{DIRENV}\n{lines}\n{AT}\ndirenv allow p 2>$null\n\
             cd p; at in; at idle; touch .envrc; at touched; cd ../q; at over; cd ../p; at back\n\
             goenvmgr use 1.23.1; at used; touch .envrc; at touched; goenvmgr use; at free\n\
             echo 1.23.1 >.go-version; touch .envrc; at edited; cd ..; $null = prompt; cd q; at over\n"
        );
        let said = world.bare_script("pwsh", &[], &script, &[("DIRENV_LOG_FORMAT", "")]);
        agree(
            &said,
            "in go1.22.5, idle go1.22.5, touched go1.22.5, over go1.23.1, back go1.22.5, \
             used go1.23.1, touched go1.23.1, free go1.22.5, edited go1.23.1, over go1.23.1",
        );
    }
}

/// `Activate.ps1` in one project and `deactivate` in another gives back the PATH of the first, and so
/// does the prompt, which it keeps as a function and sets again.
#[test]
fn virtualenv_that_powershell_leaves_elsewhere_leaves_no_pair_that_disagrees() {
    if pwsh().is_none() {
        return;
    }
    let world = world();
    let made = world.command("python3").args(["-m", "venv", "--without-pip", "venv"]).status();
    assert!(made.unwrap().success());
    let script = format!(
        "{}\n{AT}\ncd p; at in; . ../venv/bin/Activate.ps1; at inside; cd ../q; at over\n\
         \"venv $([IO.Path]::GetFileName($env:VIRTUAL_ENV)) $(prompt)\"\n\
         deactivate; at left; at idle; cd ../p; at back\n",
        world.init("pwsh")
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    assert!(said.contains("(venv) venv venv "), "{said}");
    agree(
        &said,
        "in go1.22.5, inside go1.22.5, over go1.23.1, left go1.23.1, idle go1.23.1, back go1.22.5",
    );
}

/// Somebody's go that was put in front stays there, with no GOROOT of ours, and that is said once.
#[test]
fn go_that_was_put_in_front_in_powershell_stays_in_front_with_its_own_goroot() {
    if pwsh().is_none() {
        return;
    }
    let world = world();
    let front = |dir: &str| format!("$env:PATH = \"{}:$env:PATH\"", world.show(dir));
    let script = format!(
        "{}\n{AT}\ncd p; at in; {}; at taken; at idle; cd ../q; at over; goenvmgr check --fix; at fixed; {}; cd ../p; at kept\n",
        world.init("pwsh"),
        front("other/bin"),
        front("p/bin"),
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    agree(&said, "in go1.22.5, taken other, idle other, over other, fixed go1.23.1, kept go1.22.5");
    assert_eq!(said.matches("W/other/bin/go comes first").count(), 1, "{said}");
}

/// One of the two ways by which PowerShell tells of a change was taken: by the other one it switches, and
/// whoever reads `init` again has both, once.
#[test]
fn powershell_prompt_or_event_that_was_taken_away_leaves_the_other() {
    if pwsh().is_none() {
        return;
    }
    let action = "$ExecutionContext.SessionState.InvokeCommand.LocationChangedAction";
    for (lost, at, count) in [
        ("function prompt { 'mine> ' }".to_owned(), "", 1),
        (format!("{action} = $null"), "$null = prompt", 1),
        (format!("{action} = {{ $null }}"), "$null = prompt", 2),
    ] {
        let world = World::with_two_pins();
        let init = world.init("pwsh");
        let script = format!(
            "{init}\n{lost}\ncd p; {at}; go; cd ../q; {at}; go\n{init}\n$null = prompt; goenvmgr check --fix\n{init}\n\
             \"$({action}.GetInvocationList().Count)\"\n\
             cd ../p; go; echo 1.23.1 >.go-version; $null = prompt; go\n"
        );
        let said = world.bare_script("pwsh", &[], &script, &[]);
        let went: Vec<&str> =
            said.lines().map(|line| line.split(" GOROOT").next().unwrap()).collect();
        let count = count.to_string();
        let expected = ["go1.22.5", "go1.23.1", &count, "go1.22.5", "go1.23.1"];
        assert_eq!(went, expected, "{lost}:\n{said}");
    }
}

/// A prompt of somebody else's around ours, before and after, stays; so does the program's own name.
#[test]
fn powershell_prompts_of_others_stay_around_ours() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    let init = world.init("pwsh");
    let script = format!(
        "function prompt {{ 'first> ' }}\n{init}\n{init}\n\"$(prompt)|\"\n\
         $inner = ${{function:prompt}}\nfunction prompt {{ 'outer ' + (& $inner) }}\n\"$(prompt)|\"\n\
         cd p; \"$(prompt)| $([IO.Path]::GetFileName($env:GOROOT))\"\ngoenvmgr deactivate\n\"$(prompt)|\"\n\
         goenvmgr use 1.23.1\n\"$(prompt)| $([IO.Path]::GetFileName($env:GOROOT))\"\n& '{}' --version | ForEach-Object {{ 'ran' }}\n",
        exe()
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    let lines: Vec<&str> = said.lines().filter(|line| !line.contains("in this shell")).collect();
    let expected = [
        "first> |",
        "outer first> |",
        "outer first> | go1.22.5",
        "outer first> |",
        "outer first> | go1.23.1",
        "ran",
    ];
    assert_eq!(lines, expected, "{said}");
}
