//! Files that a repository brings along: whatever their length and whatever they hold, a prompt reads
//! little of them, and what it cannot see of them is not taken for unchanged.

use std::fs::File;

use super::world::{World, with_powershell};

/// More than any file that is read at a prompt.
const HUGE: usize = 8 << 20;
/// What one shell may read for two changes of directory and three prompts.
const READ: u64 = 3 << 20;

/// `before` and `after` print what the shell and all that it started have read so far, as the kernel
/// counts it.
fn counted(shell: &str, script: &str) -> String {
    if shell == "pwsh" {
        let warm = "cd q; p warm; p warm; cd ..; p warm";
        let read = "[long] (grep rchar /proc/$PID/io).Split(' ')[1]";
        return format!(
            "{warm}\n$before = {read}\n{script}\n$after = {read}\n\"before 0\"\n\"after $([math]::Floor(($after - $before) / 1mb) * 1mb)\"\n"
        );
    }
    let pid = if shell == "fish" { "$fish_pid" } else { "$$" };
    let count = |label: &str| format!("echo {label} (grep rchar /proc/{pid}/io)\n");
    let count = |label| match shell {
        "fish" => count(label),
        _ => count(label).replace(" (", " $("),
    };
    format!("{}{script}\n{}", count("before"), count("after"))
}

fn read_between(said: &str) -> u64 {
    let number = |label: &str| -> u64 {
        let line = said.lines().find(|line| line.starts_with(label));
        line.unwrap_or_else(|| panic!("{said}")).rsplit(' ').next().unwrap().parse().unwrap()
    };
    number("after") - number("before")
}

/// Megabytes of words, of words between zeros, and two hundred of zeros that take no room.
fn plant(world: &World, name: &str, what: &str) {
    match what {
        "zeros" => {
            world.write(name, "");
            File::options().write(true).open(world.path(name)).unwrap().set_len(200 << 20).unwrap();
        }
        "words" => world.write(name, &"go 1.22.5\n".repeat(HUGE / 10)),
        "words between zeros" => world.write(name, &"go 1.22.5\0".repeat(HUGE / 10)),
        short => world.write(name, short),
    }
}

#[test]
fn prompt_reads_little_of_any_file() {
    for what in ["zeros", "words", "words between zeros", "1.22.5\0x"] {
        let world = World::with_shells();
        plant(&world, "p/.go-version", what);
        let others = [".tool-versions", "go.mod", "go.work", "goenvmgr.toml"];
        let others = others.map(|name| format!("p/{name}"));
        for name in others.into_iter().chain(["data/config.toml".to_owned()]) {
            std::fs::hard_link(world.path("p/.go-version"), world.path(&name)).unwrap();
        }
        // A PowerShell reads of itself what it needs for the first time: it comes from such a place.
        world.write("q/.go-version", "1.23.1\n");
        for shell in with_powershell() {
            let script = counted(shell, "cd p; p in; p idle; p idle; cd sub; p below");
            let said = world.script(shell, &[], &script);
            let read = read_between(&said);
            assert!(read < READ, "{shell}, {what}: {read} bytes\n{said}");
            assert!(!said.contains("null byte"), "{shell}, {what}:\n{said}");
        }
    }
}

fn asked(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains(" asked ")).collect()
}

#[test]
fn pin_that_no_prompt_can_read_to_its_end_costs_no_question_when_idle() {
    for shell in with_powershell() {
        for what in ["zeros", "words", "1.22.5\0x", "1.22.5\n\0"] {
            let world = World::with_shells();
            plant(&world, "p/.go-version", what);
            world.lets_time_pass_for("p/.go-version");
            let said = world.script(shell, &[], "cd p; p in; p idle; p idle");
            let questions = ["in:  asked 1", "idle:  asked 1", "idle:  asked 1"];
            assert_eq!(asked(&said), questions, "{shell}, {what:?}:\n{said}");
        }
    }
}

/// Further down than a prompt reads, or behind a NUL: the line that counts is another one.
#[test]
fn change_that_a_prompt_does_not_read_is_still_a_change() {
    for shell in with_powershell() {
        for (name, before) in [
            ("go.mod", format!("module m\n{}", "// a comment\n".repeat(20_000))),
            ("go.mod", "module m\n// \0\n".to_owned()),
            ("goenvmgr.toml", "# a comment\n".repeat(20_000)),
        ] {
            let world = World::with_shells();
            let (old, new) = match name {
                "go.mod" => ("go 1.22.5\n", "go 1.23.1\n"),
                _ => ("go = '1.22.5'\n", "go = '1.23.1'\n"),
            };
            world.write(&format!("p/{name}"), &format!("{before}{old}"));
            world.write("next", &format!("{before}{new}"));
            // A second passes for the file: a shell may know no smaller unit of its time.
            let script = format!(
                "touch -d '1 minute ago' p/{name}; cd p; p old; cat ../next >{name}; p new; p idle"
            );
            let said = world.script(shell, &[], &script);
            let versions: Vec<_> =
                asked(&said).iter().map(|l| l.split(" asked").next().unwrap()).collect();
            let expected = ["old: go1.22.5", "new: go1.23.1", "idle: go1.23.1"];
            assert_eq!(versions, expected, "{shell}, {name}:\n{said}");
        }
    }
}

/// Of a longer file the beginning is compared, and its time: no process where nothing changed, one where
/// the last byte did, though its length does not tell of it.
#[test]
fn go_mod_of_ordinary_length_is_compared_by_its_time() {
    for shell in with_powershell() {
        let world = World::with_shells();
        let before = format!("module m\n{}", "// a comment\n".repeat(700));
        world.write("p/go.mod", &format!("{before}go 1.22.5\n"));
        world.lets_time_pass_for("p/go.mod");
        world.write("next", &format!("{before}go 1.23.1\n"));
        let script = "cd p; p old; p idle; mv ../next go.mod; p new";
        let said = world.script(shell, &[], script);
        let expected = ["old: go1.22.5 asked 1", "idle: go1.22.5 asked 1", "new: go1.23.1 asked 2"];
        assert_eq!(asked(&said), expected, "{shell}:\n{said}");
    }
}
