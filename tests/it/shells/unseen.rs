//! Changes that neither the name of a directory nor the value of a variable shows.

use super::world::{SHELLS, World, set, unset, with_powershell};

/// Questions are told as they are asked: a program between would have a directory name of its own.
fn tells(shell: &str) -> &'static str {
    match shell {
        "fish" => {
            "functions -c __goenvmgr_ask ask\nfunction __goenvmgr_ask; echo asked; ask $argv; end\n\
             function p; __goenvmgr_hook; echo \"$argv: \"(string replace -r '.*/' '' -- \"$GOROOT\"); end"
        }
        "pwsh" => {
            "$ask = ${function:__goenvmgr_ask}\nfunction global:__goenvmgr_ask { [Console]::WriteLine('asked'); & $ask @args }\n\
             function p($label) { __goenvmgr_hook; \"${label}: $([IO.Path]::GetFileName(\"$env:GOROOT\"))\" }"
        }
        "zsh" => {
            "functions[ask]=$functions[__goenvmgr_ask]\n__goenvmgr_ask() { echo asked; ask \"$@\"; }\n\
             p() { __goenvmgr_hook; echo \"$1: ${GOROOT##*/}\"; }"
        }
        _ => {
            "eval \"ask() $(declare -f __goenvmgr_ask | tail -n +2)\"\n__goenvmgr_ask() { echo asked; ask \"$@\"; }\n\
             p() { __goenvmgr_hook; echo \"$1: ${GOROOT##*/}\"; }"
        }
    }
}

fn said(world: &World, shell: &str, script: &str) -> String {
    let text = format!("{}\n{}\n{script}\n", world.init(shell), tells(shell));
    world.bare_script(shell, &[], &text, &[])
}

/// It is moved while a shell stands in it: pins are looked for where it is now.
#[test]
fn directory_that_was_moved_is_where_it_is() {
    // A PowerShell stands in a name, not in a directory.
    for shell in SHELLS {
        let world = World::with_shells();
        std::fs::create_dir_all(world.path("a/b")).unwrap();
        let said = said(
            &world,
            shell,
            "cd a/b; p before; mv ../../a ../../c; p moved; p idle; sh -c 'echo 1.22.5 >.go-version'; p pinned; p idle; \
             sh -c 'rm .go-version; echo 1.23.1 >../.go-version'; p above; p idle; sh -c 'mv ../../c ../../a'; p back; p idle",
        );
        let expected = [
            "before: ",
            "asked",
            "moved: ",
            "idle: ",
            "asked",
            "pinned: go1.22.5",
            "idle: go1.22.5",
            "asked",
            "above: go1.23.1",
            "idle: go1.23.1",
            "asked",
            "back: go1.23.1",
            "idle: go1.23.1",
        ];
        assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{shell}:\n{said}");
    }
}

/// Only what is exported is the program's, as it is any other's.
#[test]
fn variable_counts_from_its_export_to_the_end_of_it() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let [set, export, keep, unset] = match shell {
            "fish" => [
                "set -g GOENVMGR_VERSION 1.23.1",
                "set -gx GOENVMGR_VERSION $GOENVMGR_VERSION",
                "set -gu GOENVMGR_VERSION $GOENVMGR_VERSION",
                "set -e GOENVMGR_VERSION",
            ],
            "pwsh" => [
                "$GOENVMGR_VERSION = '1.23.1'",
                "$env:GOENVMGR_VERSION = $GOENVMGR_VERSION",
                "$env:GOENVMGR_VERSION = ''",
                "$env:GOENVMGR_VERSION = $null",
            ],
            _ => [
                "GOENVMGR_VERSION=1.23.1",
                "export GOENVMGR_VERSION",
                "typeset +x GOENVMGR_VERSION",
                "unset GOENVMGR_VERSION",
            ],
        };
        let script = format!(
            "cd p; p in; {set}; p set; {export}; p exported; p idle; {keep}; p kept; {export}; p again; {unset}; p gone"
        );
        let said = said(&world, shell, &script);
        let lines: Vec<&str> = said.lines().filter(|line| *line != "asked").collect();
        let expected = [
            "in: go1.22.5",
            "set: go1.22.5",
            "exported: go1.23.1",
            "idle: go1.23.1",
            "kept: go1.22.5",
            "again: go1.23.1",
            "gone: go1.22.5",
        ];
        assert_eq!(lines, expected, "{shell}:\n{said}");
        assert!(said.contains("exported: go1.23.1\nidle:"), "{shell}:\n{said}");
    }
}

/// A bash that has no word for attributes goes by values.
#[test]
fn bash_without_attributes_still_sees_values() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let script = "__goenvmgr_blunt='@a}='; __goenvmgr_plain='-}='\n\
        cd p; p in; p idle; export GOENVMGR_VERSION=1.23.1; p exported; unset GOENVMGR_VERSION; p gone; p idle; declare -f __goenvmgr_vars_$__goenvmgr_at | grep -c @a || :";
    let said = said(&world, "bash", script);
    let expected = [
        "asked",
        "in: go1.22.5",
        "idle: go1.22.5",
        "asked",
        "exported: go1.23.1",
        "asked",
        "gone: go1.22.5",
        "idle: go1.22.5",
        "0",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{said}");
}

/// A program that was killed in the middle of a question could name nothing that would have to change.
#[test]
fn question_that_was_killed_is_asked_again() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        std::fs::create_dir(world.path("none")).unwrap();
        world.program(
            "killed",
            &format!("#!/bin/sh\n'{}' \"$@\" | head -c 900\nkill -9 $$\n", super::world::exe()),
        );
        let exe = |name: &str| match shell {
            "fish" => format!("set -g __goenvmgr_exe '{}'", world.show(name)),
            "pwsh" => format!("$global:__goenvmgr_exe = '{}'", world.show(name)),
            _ => format!("__goenvmgr_exe='{}'", world.show(name)),
        };
        let (killed, count) = (exe("killed"), exe("count"));
        let script = format!(
            "{killed}; cd p; p killed; {count}; p back; p idle; {killed}; cd ../none; p none; cd ../p; p known; cd ..; p out"
        );
        let said = said(&world, shell, &script);
        let lines: Vec<&str> =
            said.lines().filter(|line| line.contains(": ") && !line.contains("illed ")).collect();
        let expected =
            ["killed: ", "back: go1.22.5", "idle: go1.22.5", "none: ", "known: go1.22.5", "out: "];
        assert_eq!(lines, expected, "{shell}:\n{said}");
        assert!(said.contains("back: go1.22.5\nidle:"), "{shell}:\n{said}");
    }
}

/// What was wrong is fixed where one stands, and is asked about once.
#[test]
fn fault_is_asked_about_until_it_is_fixed() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let script = "cd p; p in; echo 'x = = 1' >../data/config.toml; p broken; p idle; cd ../q; p there; p idle; rm ../data/config.toml; p fixed; p idle";
        let said = said(&world, shell, script);
        let lines: Vec<&str> = said.lines().filter(|line| !line.starts_with("error: ")).collect();
        let lines: Vec<&str> =
            lines.into_iter().filter(|line| !line.starts_with("hint: ")).collect();
        let expected = [
            "asked",
            "in: go1.22.5",
            "asked",
            "broken: go1.22.5",
            "idle: go1.22.5",
            "asked",
            "there: go1.22.5",
            "idle: go1.22.5",
            "asked",
            "fixed: go1.23.1",
            "idle: go1.23.1",
        ];
        assert_eq!(lines, expected, "{shell}:\n{said}");
    }
}

/// What led to a fault may be a variable that did not count before.
#[test]
fn variable_that_was_wrong_is_asked_about_again_when_it_is_another() {
    for shell in with_powershell() {
        let world = World::with_two_pins();
        let exe = super::world::exe();
        let (kept, eval) = match shell {
            "fish" => (format!("set text ({exe} init fish | string collect)"), "eval $text"),
            "pwsh" => (
                format!("$text = (& {exe} init powershell) -join \"`n\""),
                ". ([scriptblock]::Create($text))",
            ),
            _ => (format!("text=\"$({exe} init {shell})\""), "eval \"$text\""),
        };
        let (set, unset) = (|n: &str, value: &str| set(shell, n, value), |n: &str| unset(shell, n));
        let (garbage, fixed) = (set("GOENVMGR_GOROOT", "garbage"), unset("GOENVMGR_GOROOT"));
        let homeless = unset("GOENVMGR_HOME");
        let [here, there, none] =
            ["here", "there", "/none"].map(|value| set("XDG_DATA_HOME", value));
        let script = format!(
            "{kept}\ncd q; {garbage}; {eval}\n{}\np idle; {fixed}; p first; cd ../p; p in; {homeless}; \
             {here}; p here; p idle; {there}; p there; p idle; {none}; p none; p idle\n",
            tells(shell)
        );
        let said = world.bare_script(shell, &[], &script, &[]);
        let labels = ["idle", "first", "in", "here", "there", "none"];
        let label = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
        let lines = said.lines().map(label);
        let lines: Vec<String> =
            lines.filter(|word| word == "asked" || labels.contains(&word.as_str())).collect();
        let expected = "idle asked first asked in asked here idle asked there idle asked none idle";
        assert_eq!(lines.join(" "), expected, "{shell}:\n{said}");
        assert!(said.contains("first: go1.23.1"), "{shell}:\n{said}");
    }
}
