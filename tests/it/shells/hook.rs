//! What the hook notices, and what it does not ask for.

use super::world::{World, with_powershell};
use crate::support::program;

/// Every case of edits, creation and removal, with the number of processes so far.
const JOURNEY: &str = "
cd p; p start; p idle
echo 1.22.5 >.go-version; p created; p idle
cd sub; p below; cd deep; p deeper; cd ../..; p up
echo 1.23.1 >.go-version; p edited; p idle
cp -p .go-version old; echo 1.22.5 >.go-version; p edited; mv old .go-version; p older
mv .go-version away; p removed; p idle; mv away .go-version; p back
cd sub; p below; echo 1.22.5 >.go-version; p nearer; rm .go-version; p gone
cd ..; rm .go-version; p none
cd sub/deep; p none; echo 'module m' >go.mod; p module; echo 'go 1.23' >>go.mod; p minimum
echo 'golang 1.22.5' >.tool-versions; p tools; echo 'nodejs 1' >.tool-versions; p nothing; rm .tool-versions go.mod; p none
mkfifo .go-version; p fifo; p idle; rm .go-version
mkdir .go-version; p directory; rmdir .go-version
ln -s .go-version .go-version; p loop; rm .go-version; p none
";

#[test]
fn edits_creation_and_removal_are_noticed_at_the_next_prompt_and_nothing_else_asks() {
    let mut told = Vec::new();
    for shell in with_powershell() {
        let world = World::with_shells();
        let said = world.script(shell, &[], JOURNEY);
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(" asked ")).collect();
        // Whoever compares in vain asks nobody and is slow: a shell's own complaint shows it.
        for sign in [": line ", "in function"] {
            assert!(!said.contains(sign), "{shell}: {sign}\n{said}");
        }
        told.push((shell, lines.join("\n"), said.clone()));
    }
    let expected = "\
start:  asked 0
idle:  asked 0
created: go1.22.5 asked 1
idle: go1.22.5 asked 1
below: go1.22.5 asked 1
deeper: go1.22.5 asked 1
up: go1.22.5 asked 1
edited: go1.23.1 asked 2
idle: go1.23.1 asked 2
edited: go1.22.5 asked 3
older: go1.23.1 asked 4
removed:  asked 5
idle:  asked 5
back: go1.23.1 asked 6
below: go1.23.1 asked 6
nearer: go1.22.5 asked 7
gone: go1.23.1 asked 8
none:  asked 9
none:  asked 9
module:  asked 10
minimum: go1.23.1 asked 11
tools: go1.22.5 asked 12
nothing: go1.23.1 asked 13
none:  asked 14";
    for (shell, lines, said) in told {
        let head: Vec<&str> = lines.lines().take(24).collect();
        assert_eq!(head.join("\n"), expected, "{shell}:\n{said}");
        assert!(lines.contains("\nfifo: "), "{shell} hangs at a FIFO:\n{said}");
        assert!(lines.contains("\nloop: "), "{shell}:\n{said}");
    }
}

#[test]
fn strict_options_and_odd_settings_change_nothing() {
    let script = "cd p; echo 1.22.5 >.go-version; p in; cd sub; p below; cd ../..; p out";
    let cases: [(&str, &[&str], &str); 9] = [
        ("bash", &["-e"], ""),
        ("bash", &["-u"], ""),
        ("bash", &["-eu", "-o", "pipefail"], ""),
        ("bash", &["-f", "-C"], ""),
        ("bash", &[], "IFS=/:\nshopt -s nocasematch extglob nullglob\n"),
        ("bash", &[], "alias local=false cd=cd\n"),
        ("zsh", &["-e", "-u"], ""),
        ("zsh", &["-o", "ksharrays", "-o", "shwordsplit", "-o", "globsubst"], ""),
        ("zsh", &[], "IFS=/:\n"),
    ];
    for (shell, options, before) in cases {
        let world = World::with_shells();
        let said = world.script(shell, options, &format!("{before}{script}"));
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(" asked ")).collect();
        let expected = ["in: go1.22.5 asked 1", "below: go1.22.5 asked 1", "out:  asked 1"];
        assert_eq!(lines, expected, "{shell} {options:?} {before}:\n{said}");
    }
}

#[test]
fn paths_that_would_be_syntax_are_only_paths() {
    for shell in with_powershell() {
        for name in [
            "a b",
            "it's",
            "$(touch pwned)",
            "`touch pwned`",
            "-n",
            "a\"b",
            "a\\b",
            "é*?[x]",
            "a&b",
            "__goenvmgr_look_N()",
        ] {
            // To PowerShell a backslash separates, on every system.
            if shell == "pwsh" && name.contains('\\') {
                continue;
            }
            let world = World::with_shells();
            std::fs::create_dir_all(world.path(name).join("in/ner")).unwrap();
            world.write(&format!("{name}/.go-version"), "1.22.5\n");
            world.write("dir", &world.show(name));
            let cd = match shell {
                "fish" => "cd (cat dir)",
                "pwsh" => "Set-Location -LiteralPath (cat dir)",
                _ => "cd \"$(cat dir)\"",
            };
            let said = world.script(shell, &[], &format!("{cd}; p in; cd in/ner; p below; p idle"));
            let lines: Vec<&str> = said.lines().filter(|line| line.contains(" asked ")).collect();
            let expected =
                ["in: go1.22.5 asked 1", "below: go1.22.5 asked 1", "idle: go1.22.5 asked 1"];
            assert_eq!(lines, expected, "{shell} {name}:\n{said}");
            assert!(!world.path("pwned").exists(), "{shell} ran {name}");
        }
    }
}

#[test]
fn version_that_is_missing_is_said_once_per_directory() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.99.1\n");
        let said = world.script(
            shell,
            &[],
            "cd p; p in; p idle; cd sub; p below; cd ../..; p out; cd p; p again",
        );
        assert_eq!(said.matches("asks for 1.99.1").count(), 1, "{shell}:\n{said}");
        assert_eq!(said.matches("goenvmgr install 1.99.1").count(), 1, "{shell}:\n{said}");
        assert!(said.contains("again:  asked"), "{shell}:\n{said}");
    }
}

#[test]
fn default_that_changed_and_a_vanished_toolchain_are_noticed() {
    for shell in with_powershell() {
        let world = World::with_shells();
        let config = world.show("data/config.toml");
        let gone = world.show("data/toolchains/go1.22.5");
        let script = format!(
            "p none; echo 'default = \"1.22.5\"' >'{config}'; p default; p idle; mv '{gone}' '{gone}x'; p vanished; mv '{gone}x' '{gone}'; p back"
        );
        let said = world.script(shell, &[], &script);
        for line in [
            "none:  asked 0",
            "default: go1.22.5 asked 1",
            "idle: go1.22.5 asked 1",
            "vanished:  asked 2",
            "back: go1.22.5 asked 3",
        ] {
            assert!(said.contains(line), "{shell}: {line}\n{said}");
        }
    }
}

#[test]
fn status_of_the_previous_command_survives() {
    let world = World::with_shells();
    let said = world.script("bash", &[], "cd p; (exit 7); __goenvmgr_hook; echo \"status $?\"");
    assert!(said.contains("status 7"), "{said}");
    let said = world.script("bash", &["-e"], "cd p; ! true; __goenvmgr_hook; echo alive");
    assert!(said.contains("alive"), "{said}");
    let said =
        world.script("fish", &[], "cd p; sh -c 'exit 7'; __goenvmgr_hook; echo \"status $status\"");
    assert!(said.contains("status 7"), "{said}");
}

/// Whatever decides, and however the pin can be read: the next prompt compares and does not walk.
#[test]
fn prompt_that_is_idle_looks_at_what_it_knows_and_walks_nowhere() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("pin/.go-version", "1.22.5\n");
        world.write("pin/sub/x", "");
        world.write("module/go.mod", "module m\n\ngo 1.21\n");
        world.write("manifest/goenvmgr.toml", "go = \"1.22.5\"\n");
        world.write("noise/.go-version", &"x y\n".repeat(2_500_000));
        world.write("zeros/.go-version", "1.22.5\n\0\n");
        world.write("lines/.go-version", "1.22.5\n\n\n");
        world.lets_time_pass_for("zeros/.go-version");
        std::fs::create_dir_all(world.path("directory/.go-version")).unwrap();
        let walked = match shell {
            "fish" => {
                "functions -c __goenvmgr_moved moved; function __goenvmgr_moved; echo walked; moved; end"
            }
            "pwsh" => {
                "$moved = ${function:__goenvmgr_moved}; function global:__goenvmgr_moved { [Console]::WriteLine('walked'); & $moved @args }"
            }
            _ => {
                "eval \"was_$(typeset -f __goenvmgr_moved)\"; __goenvmgr_moved() { echo walked; was___goenvmgr_moved; }"
            }
        };
        for place in
            ["pin", "pin/sub", "module", "manifest", "noise", "zeros", "lines", "directory", "p"]
        {
            let script = format!("{walked}; cd {place}; p in; echo here; p idle; p idle");
            let said = world.script(shell, &[], &script);
            let idle = said.split("here\n").nth(1).unwrap_or_default();
            // Where nothing is pinned PowerShell's answer for the place above holds as it is.
            let sees = said.contains("walked\n") || (shell, place) == ("pwsh", "p");
            assert!(sees, "{shell} {place}: the test sees nothing\n{said}");
            assert!(!idle.contains("walked"), "{shell} {place}:\n{said}");
        }
    }
}

/// `init` is one process, evaluating it and a hundred idle prompts start none.
#[test]
fn strace_sees_no_process_at_idle_prompts() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let count = |idle: usize| {
            let once = "__goenvmgr_hook\n".repeat(idle);
            let init = world.init(shell);
            world.write("script.ps1", &format!("cd '{}'\n{init}\n{once}", world.show("p")));
            let trace = world.show("trace");
            let (program, quiet): (_, &[&str]) = match shell {
                "bash" => (shell.to_owned(), &["--norc"]),
                "zsh" => (shell.to_owned(), &["-f"]),
                "pwsh" => (program::pwsh().unwrap(), &["-NoProfile", "-File"]),
                _ => (shell.to_owned(), &["--no-config"]),
            };
            let done = world
                .command("strace")
                .args(["-f", "-qq", "-e", "trace=execve,clone,clone3,fork,vfork", "-o", &trace])
                .arg(program)
                .args(quiet)
                .arg(world.path("script.ps1"))
                .output()
                .unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let trace = std::fs::read_to_string(trace).unwrap();
            trace.lines().filter(|line| starts_a_process(line)).count()
        };
        // The shell itself, and the substitution or pipe that runs `init`: one fork, one program.
        let counts = (count(0), count(100));
        // How many there are below a PowerShell is its own affair.
        let expected = if shell == "pwsh" { counts.0 } else { 3 };
        assert_eq!(counts, (expected, expected), "{shell}");
    }
}

/// Whether this line of a trace begins a call that starts a process or a program. A call that a
/// thread of another process interrupted has a second line, `<... vfork resumed>`, and how many
/// of those there are is chance.
fn starts_a_process(line: &str) -> bool {
    let begins = ["execve(", "clone(", "clone3(", "fork("].iter().any(|call| line.contains(call));
    begins && !line.contains("CLONE_THREAD")
}

/// `clean` asks which projects there are: those too where `use` had chosen the version before.
#[test]
fn project_below_a_version_that_was_chosen_is_noted_once() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("p/one two/go.mod", "module m\n\ngo 1.21\n");
        world.write("p/sub/go.mod", "module m\n\ngo 1.21\n");
        std::fs::create_dir_all(world.path("data/state")).unwrap();
        let script = "goenvmgr use 1.22.5; cd p; p in; cd sub; p module; cd deep; p below; cd ../../'one two'; p other; cd ../sub; p module; cd ..; p out; cd sub; p again";
        let said = world.script(shell, &[], script);
        // A place that was seen is known, and so is the project there.
        assert!(said.contains("out: go1.22.5 asked 4\n"), "{shell}:\n{said}");
        assert!(said.contains("again: go1.22.5 asked 4\n"), "{shell}:\n{said}");
        let log = std::fs::read_to_string(world.path("data/state/roots.log")).unwrap_or_default();
        for project in ["p/sub", "p/one two"] {
            let line = format!("{}\n", world.show(project));
            assert!(
                (1..=2).contains(&log.matches(&line).count()),
                "{shell}: {project}\n{log}\n{said}"
            );
        }
    }
}
