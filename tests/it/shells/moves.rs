//! Changes of directory where nothing decides: the way that most of them go has to be short, and as
//! watchful as the long one.

use super::world::{World, prompt, with_powershell};

/// Says `entered` wherever the shell leaves one place and enters another.
fn told_entries(shell: &str) -> &'static str {
    match shell {
        "fish" => {
            "functions -c __goenvmgr_recall recall; function __goenvmgr_recall; echo entered; recall; end"
        }
        "pwsh" => {
            "$recall = ${function:__goenvmgr_recall}; function global:__goenvmgr_recall { [Console]::WriteLine('entered'); & $recall }"
        }
        _ => {
            "eval \"was_$(typeset -f __goenvmgr_recall)\"; __goenvmgr_recall() { echo entered; was___goenvmgr_recall; }"
        }
    }
}

#[test]
fn move_from_one_place_without_a_pin_to_another_builds_nothing_anew() {
    for shell in with_powershell() {
        let world = World::with_shells();
        std::fs::create_dir_all(world.path("other/one/two")).unwrap();
        let walks = told_entries(shell);
        let script = format!(
            "{walks}; cd p; p here; cd sub; p down; cd ..; p up; echo known; cd ../other; p over; cd one; p one; cd two; p two; cd ../..; p up; echo 1.22.5 >one/.go-version; cd one; p pin"
        );
        let said = world.script(shell, &[], &script);
        let ways = said.split("known\n").nth(1).unwrap_or_default();
        let (before, after) = ways.split_once("pin: ").unwrap_or_default();
        let quiet = before.split("up: ").next().unwrap_or_default();
        assert!(!quiet.contains("entered"), "{shell}:\n{said}");
        assert!(before.contains("entered"), "{shell}: the test sees nothing\n{said}");
        assert!(after.starts_with("go1.22.5 asked 1"), "{shell}:\n{said}");
    }
}

/// What is created nearer, further up, or beside the way, at every depth, with a default or not.
#[test]
fn pin_that_appears_after_a_short_way_is_noticed_at_the_next_prompt() {
    let levels = ["", "/1", "/1/2", "/1/2/3", "/1/2/3/4/5/6/7/8/9/10/11/12"];
    for shell in with_powershell() {
        for default in ["", "default = \"1.23.1\"\n"] {
            let world = World::with_shells();
            world.write("data/config.toml", default);
            let deepest = levels[levels.len() - 1];
            std::fs::create_dir_all(world.path(&format!("way{deepest}"))).unwrap();
            std::fs::create_dir_all(world.path(&format!("side{deepest}"))).unwrap();
            let top = world.show("way");
            let side = world.show("side");
            let mut script = String::from("p start\n");
            for level in levels {
                for pin in ["goenvmgr.toml", ".go-version", ".tool-versions", "mise.toml"] {
                    let says = match pin {
                        "goenvmgr.toml" => "go = \"1.22.5\"",
                        ".go-version" => "1.22.5",
                        "mise.toml" => "tools.go = \"1.22.5\"",
                        _ => "golang 1.22.5",
                    };
                    let file = format!("'{top}{level}/{pin}'");
                    script.push_str(&format!(
                        "cd '{side}{level}'; p side; cd '{top}{deepest}'; p way; echo '{says}' >{file}; p pin; rm {file}; p gone\n"
                    ));
                }
            }
            let said = world.script(shell, &[], &script);
            let version = if default.is_empty() { "" } else { "go1.23.1" };
            let seen: Vec<&str> = said
                .lines()
                .filter_map(|line| line.split_once(" asked ").map(|(left, _)| left))
                .collect();
            let mut expected = vec![format!("start: {version}")];
            for _ in 0..levels.len() * 4 {
                let lines =
                    [("side", version), ("way", version), ("pin", "go1.22.5"), ("gone", version)];
                expected.extend(lines.map(|(label, version)| format!("{label}: {version}")));
            }
            assert_eq!(seen, expected, "{shell} {default}:\n{said}");
        }
    }
}

/// One step down, aside, up, and far away and back: exactly the pins on the way up are seen.
#[test]
fn pins_on_the_way_up_are_seen_after_each_step_and_no_others() {
    let places = ["way", "way/1", "way/1/2", "way/1/3", "way/4"];
    let steps =
        ["way/1/2", "way/1/3", "way/1", "way", "way/4", "way/1", "way/1/2", "way", "way/1/3"];
    for shell in with_powershell() {
        let world = World::with_shells();
        for place in places {
            std::fs::create_dir_all(world.path(place)).unwrap();
        }
        let (mut script, mut expected) = (String::from("p start\ncd /; p root\n"), Vec::new());
        for step in steps {
            script.push_str(&format!("cd '{}'; p step\n", world.show(step)));
            expected.push("step: ".to_owned());
            for place in places {
                let pin = format!("'{}/.go-version'", world.show(place));
                script.push_str(&format!("echo 1.22.5 >{pin}; p {place}; rm {pin}; p gone\n"));
                let on_the_way = format!("{step}/").starts_with(&format!("{place}/"));
                let version = if on_the_way { "go1.22.5" } else { "" };
                expected.extend([format!("{place}: {version}"), "gone: ".to_owned()]);
            }
        }
        let said = world.script(shell, &[], &script);
        let lines = said.lines().filter_map(|line| line.split_once(" asked "));
        let seen: Vec<&str> = lines.map(|(left, _)| left).skip(2).collect();
        assert_eq!(seen, expected, "{shell}:\n{said}");
    }
}

/// bash and zsh keep the slash at the end of a PWD that they inherit.
#[test]
fn working_directory_that_ends_in_a_slash_is_the_same_place() {
    for shell in with_powershell().into_iter().filter(|shell| *shell != "fish") {
        for cd in ["cd one", "cd .", "cd one; cd .."] {
            let world = World::with_shells();
            std::fs::create_dir_all(world.path("one")).unwrap();
            let script = format!(
                "{}\n{}\np start; {cd}; p moved; echo 1.22.5 >'{}'; p pin",
                world.init(shell),
                prompt(shell, &world),
                world.show(".go-version"),
            );
            let here = world.show("");
            let said = world.bare_script(shell, &[], &script, &[("PWD", &here)]);
            assert!(said.contains("moved:  asked"), "{shell} {cd}:\n{said}");
            assert!(said.contains("pin: go1.22.5"), "{shell} {cd}:\n{said}");
        }
    }
}

#[test]
fn places_whose_names_differ_by_case_are_two_whatever_the_options() {
    // To PowerShell's own operators they are one.
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("x/case/.go-version", "1.22.5\n");
        std::fs::create_dir_all(world.path("x/CASE")).unwrap();
        let option = if shell == "bash" { "shopt -s nocasematch; " } else { "" };
        let script = format!(
            "{option}cd x/CASE; p none; cd ../case; p pin; p idle; cd ../CASE; p out; p idle"
        );
        let said = world.script(shell, &[], &script);
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(" asked ")).collect();
        let expected = [
            "none:  asked 0",
            "pin: go1.22.5 asked 1",
            "idle: go1.22.5 asked 1",
            "out:  asked 1",
            "idle:  asked 1",
        ];
        assert_eq!(lines, expected, "{shell}:\n{said}");
    }
}
