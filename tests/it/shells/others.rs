//! Other tools that rewrite PATH in the same shell: what runs and what GOROOT says never disagree.

use super::world::{SHELLS, World};

/// A line for a prompt: all hooks of the shell, as it would call them.
fn prompt(shell: &str) -> &'static str {
    match shell {
        "fish" => {
            "function at; emit fish_prompt; emit fish_preexec; echo $argv (path basename -- \"$GOROOT\") (go); end"
        }
        "zsh" => {
            "at() { for f in $precmd_functions; do $f; done; echo \"$1 ${GOROOT##*/} $(go)\" }"
        }
        _ => {
            "at() { local c; for c in \"${PROMPT_COMMAND[@]}\"; do eval \"$c\"; done; echo \"$1 ${GOROOT##*/} $(go)\"; }"
        }
    }
}

fn world() -> World {
    let world = World::with_two_pins();
    world.write("p/.envrc", "PATH_add bin\nexport OF_P=1\n");
    world.write("p/bin/x", "");
    world.program("other/bin/go", "#!/bin/sh\necho \"other GOROOT=${GOROOT-none}\"\n");
    world
}

/// What a shell says at each prompt: a label, the version of GOROOT, and the go that ran.
fn pairs(said: &str) -> Vec<(String, String, String)> {
    let line = |line: &str| {
        let (before, root) = line.split_once(" GOROOT=")?;
        let mut words = before.split_whitespace();
        let label = words.next()?.to_owned();
        let rest: Vec<&str> = words.collect();
        let go = (*rest.last()?).to_owned();
        let exported = rest.len().checked_sub(2).and_then(|at| rest.get(at)).unwrap_or(&"");
        let _ = root;
        Some((label, (*exported).to_owned(), go))
    };
    said.lines().filter_map(line).collect()
}

#[test]
fn direnv_in_either_order_leaves_no_pair_that_disagrees() {
    for shell in SHELLS {
        for ours_first in [true, false] {
            let world = world();
            let hook = match shell {
                "fish" => "direnv hook fish | source".to_owned(),
                other => format!("eval \"$(direnv hook {other})\""),
            };
            let lines = match ours_first {
                true => format!("{}\n{hook}", world.init(shell)),
                false => format!("{hook}\n{}", world.init(shell)),
            };
            let script = format!(
                "{lines}\n{}\ndirenv allow p 2>/dev/null\ncd p; at in; at idle; touch .envrc; at touched; cd ../q; at over; cd ../p; at back\n\
                 goenvmgr use 1.23.1; at used; touch .envrc; at touched; goenvmgr use; at free; echo 1.23.1 >.go-version; touch .envrc; at edited; cd ..; at out; cd q; at over\n",
                prompt(shell)
            );
            let said = world.bare_script(shell, &[], &script, &[("DIRENV_LOG_FORMAT", "")]);
            let pairs = pairs(&said);
            let expected = [
                ("in", "go1.22.5"),
                ("idle", "go1.22.5"),
                ("touched", "go1.22.5"),
                ("over", "go1.23.1"),
                ("back", "go1.22.5"),
                ("used", "go1.23.1"),
                ("touched", "go1.23.1"),
                ("free", "go1.22.5"),
                ("edited", "go1.23.1"),
                ("over", "go1.23.1"),
            ];
            let told: Vec<(&str, &str)> =
                pairs.iter().map(|(label, _, go)| (label.as_str(), go.as_str())).collect();
            assert_eq!(told, expected, "{shell}, ours first: {ours_first}\n{said}");
            for (label, exported, go) in &pairs {
                assert_eq!(exported, go, "{shell}, ours first: {ours_first}: {label}\n{said}");
            }
        }
    }
}

/// `activate` in one project and `deactivate` in another gives back the PATH of the first.
#[test]
fn virtualenv_that_is_left_elsewhere_leaves_no_pair_that_disagrees() {
    for shell in SHELLS {
        let world = world();
        let made = world.command("python3").args(["-m", "venv", "--without-pip", "venv"]).status();
        assert!(made.unwrap().success());
        let activate = if shell == "fish" { "venv/bin/activate.fish" } else { "venv/bin/activate" };
        let script = format!(
            "{}\n{}\ncd p; at in; source ../{activate}; at inside; cd ../q; at over; deactivate; at left; at idle; cd ../p; at back\n",
            world.init(shell),
            prompt(shell)
        );
        let said = world.bare_script(shell, &[], &script, &[]);
        let pairs = pairs(&said);
        let went: Vec<&str> = pairs.iter().map(|(_, _, go)| go.as_str()).collect();
        let expected = ["go1.22.5", "go1.22.5", "go1.23.1", "go1.23.1", "go1.23.1", "go1.22.5"];
        assert_eq!(went, expected, "{shell}:\n{said}");
        for (label, exported, go) in &pairs {
            assert_eq!(exported, go, "{shell}: {label}\n{said}");
        }
    }
}

/// Somebody's go that was put in front stays there, with no GOROOT of ours, and that is said once.
#[test]
fn go_that_was_put_in_front_stays_in_front_with_its_own_goroot() {
    for shell in SHELLS {
        let world = world();
        let front = |dir: &str| match shell {
            "fish" => format!("set -gx PATH '{}' $PATH", world.show(dir)),
            _ => format!("PATH='{}':\"$PATH\"", world.show(dir)),
        };
        let (front, without) = (front("other/bin"), front("p/bin"));
        let script = format!(
            "{}\n{}\ncd p; at in; {front}; at taken; at idle; cd ../q; at over; goenvmgr check --fix; at fixed; {without}; cd ../p; at kept; echo \"PATH $PATH\"\n",
            world.init(shell),
            prompt(shell)
        );
        let said = world.bare_script(shell, &[], &script, &[]);
        let went: Vec<(String, String)> =
            pairs(&said).into_iter().map(|(label, _, go)| (label, go)).collect();
        let expected = [
            ("in", "go1.22.5"),
            ("taken", "other"),
            ("idle", "other"),
            ("over", "other"),
            ("fixed", "go1.23.1"),
            ("kept", "go1.22.5"),
        ];
        let expected = expected.map(|(label, go)| (label.to_owned(), go.to_owned()));
        assert_eq!(went, expected, "{shell}:\n{said}");
        let of_other: Vec<&str> = said.lines().filter(|line| line.contains(" other ")).collect();
        assert!(of_other.iter().all(|line| line.ends_with("GOROOT=none")), "{shell}:\n{said}");
        assert_eq!(said.matches("W/other/bin/go comes first").count(), 1, "{shell}:\n{said}");
    }
}

#[test]
fn prompt_hook_that_was_taken_away_comes_back_at_the_next_cd() {
    for lost in [
        "PROMPT_COMMAND=",
        "unset PROMPT_COMMAND",
        "PROMPT_COMMAND=(true)",
        "PROMPT_COMMAND='history -a'",
    ] {
        let world = world();
        let script = format!(
            "{}\n{}\n{lost}\ncd p; at in; echo 1.23.1 >.go-version; at edited; eval \"$(declare -p PROMPT_COMMAND)\"\n. ./again; . ./again; echo \"${{#PROMPT_COMMAND[@]}} hooks\"",
            world.init("bash"),
            prompt("bash")
        );
        world.write("p/again", &world.init("bash"));
        let said = world.bare_script("bash", &[], &script, &[]);
        let went: Vec<String> = pairs(&said).into_iter().map(|(_, _, go)| go).collect();
        assert_eq!(went, ["go1.22.5", "go1.23.1"], "{lost}:\n{said}");
        let count = said.lines().find(|line| line.ends_with(" hooks")).unwrap();
        assert!(["1 hooks", "2 hooks"].contains(&count), "{lost}: {count}");
    }
}
