//! A pin that is not installed, on a machine with a Go of its own: `go` ends with 127 and says what
//! to type, before anything was ever installed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::world::{World, exe};
use crate::support::program;
use crate::support::program::pwsh;

/// Nothing of ours, a Go of somebody else's first on PATH, and a pin in `p`.
fn fresh() -> World {
    let world = World::with_shells();
    fs::remove_dir_all(world.path("data")).unwrap();
    world.program("other/go", "#!/bin/sh\necho \"the other go\"\n");
    world.write("p/.go-version", "1.99.1\n");
    fs::create_dir(world.path("none")).unwrap();
    world
}

fn command(world: &World, program: &str, dir: &str) -> Command {
    let mut command = world.command(program);
    command.env("PATH", format!("{}:/usr/bin:/bin", world.show("other")));
    command.current_dir(world.path(dir)).env("TERM", "dumb").env("EXE", exe());
    command
}

/// Both streams of a script in a shell.
fn said(world: &World, mut command: Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    text.replace(&world.show(""), "W/")
}

#[track_caller]
fn stopped(said: &str, of: &str) {
    assert!(said.contains("rc 127"), "{of}: {said}");
    assert!(said.contains("goenvmgr install 1.99.1"), "{of}: {said}");
    assert!(!said.contains("the other go"), "{of}: {said}");
}

/// A script that evaluates `init`, goes to `p` where it is not there yet, and runs go.
fn script(shell: &str, cd: &str) -> String {
    let exe = exe();
    match shell {
        "fish" => format!("'{exe}' init fish | source\n{cd}\ngo version\necho rc $status\n"),
        "elvish" => format!(
            "eval ((external '{exe}') init elvish | slurp)\n{cd}\n\
             try {{ e:go version }} catch e {{ echo rc $e[reason][exit-status] }}\n"
        ),
        "nu" => {
            let hook = if cd.is_empty() { "" } else { "__goenvmgr_hook" };
            format!(
                "source init.nu\n{cd}\n{hook}\n\
                 try {{ ^go version }} catch {{|e| print $\"rc ($e.exit_code?)\" }}\n"
            )
        }
        "pwsh" => {
            let hook = if cd.is_empty() { "" } else { "prompt | Out-Null" };
            format!(
                "(& '{exe}' init powershell) -join \"`n\" | Invoke-Expression\n{cd}\n{hook}\n\
                 go version\n\"rc $LASTEXITCODE\"\n"
            )
        }
        _ => {
            let hook = if cd.is_empty() { "" } else { "__goenvmgr_hook" };
            format!("eval \"$('{exe}' init {shell})\"\n{cd}\n{hook}\ngo version\necho \"rc $?\"\n")
        }
    }
}

#[test]
fn missing_pin_stops_go_after_init_in_every_shell() {
    for (shell, options) in [
        ("bash", &["--norc"][..]),
        ("bash", &["--norc", "-i"]),
        ("zsh", &["-f"]),
        ("zsh", &["-f", "-i"]),
        ("fish", &["--no-config"]),
        ("fish", &["--no-config", "-i"]),
        ("elvish", &["-norc"]),
        ("nu", &["--no-config-file"]),
        ("pwsh", &["-NoProfile", "-File"]),
    ] {
        let Some(program) = (if shell == "pwsh" { pwsh() } else { Some(which(shell)) }) else {
            continue;
        };
        let ways: &[_] = if options.contains(&"-i") || shell == "pwsh" {
            &[("none", "cd ../p")]
        } else {
            &[("p", ""), ("none", "cd ../p")]
        };
        for &(dir, cd) in ways {
            let world = fresh();
            if shell == "nu" {
                let init = command(&world, exe(), dir).args(["init", "nu"]).output().unwrap();
                fs::write(world.path("init.nu"), init.stdout).unwrap();
            }
            world.write("script.ps1", &script(shell, cd));
            let mut command = command(&world, &program, dir);
            command.args(options).arg(world.path("script.ps1"));
            stopped(&said(&world, command), &format!("{shell} {options:?} {cd:?}"));
        }
    }
}

fn which(name: &str) -> String {
    let path = std::env::var_os("PATH").unwrap();
    let found = std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name}: ./tests/run installs it")).display().to_string()
}

#[test]
fn missing_pin_stops_go_after_setup_alone() {
    let world = fresh();
    let mut setup = command(&world, exe(), "none");
    setup.args(["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    setup.args(["--shell", "powershell"]);
    assert!(setup.output().unwrap().status.success());
    let posix = "go version; echo rc $?";
    for (shell, options, text) in [
        ("bash", &["-i", "-c"][..], posix),
        ("bash", &["-l", "-c"], posix),
        ("bash", &["-l", "-i", "-c"], posix),
        ("dash", &["-l", "-c"], posix),
        ("zsh", &["-c"], posix),
        ("zsh", &["-i", "-c"], posix),
        ("zsh", &["-l", "-c"], posix),
        ("fish", &["-c"], "go version; echo rc $status"),
        ("fish", &["-i", "-c"], "go version; echo rc $status"),
        ("pwsh", &["-Command"], "go version; \"rc $LASTEXITCODE\""),
    ] {
        let Some(program) = (if shell == "pwsh" { pwsh() } else { Some(which(shell)) }) else {
            continue;
        };
        let mut command = command(&world, &program, "p");
        command.args(options).arg(text);
        stopped(&said(&world, command), &format!("{shell} {options:?}"));
    }
}

/// `env` is what scripts and CI evaluate; `default` may be all that an image ever ran.
#[test]
fn missing_pin_stops_go_after_env_and_after_default() {
    let world = fresh();
    let mut bash = command(&world, "bash", "p");
    bash.args(["--norc", "-c", "eval \"$(\"$EXE\" env --shell bash)\"; go version; echo rc $?"]);
    stopped(&said(&world, bash), "env");

    let world = fresh();
    let set = command(&world, exe(), "none").args(["default", "1.99.1"]).output().unwrap();
    assert!(set.status.success(), "{set:?}");
    let mut shim = command(&world, "sh", "none");
    shim.args(["-c", "PATH=\"$GOENVMGR_HOME/shims:$PATH\"; go version; echo rc $?"]);
    stopped(&said(&world, shim), "default");
}

/// Where nothing can be put in front of somebody else's go, it is said, once, and `check` refuses.
#[test]
fn missing_pin_in_a_home_of_anothers_is_said_once() {
    let world = fresh();
    fs::create_dir(world.path("data")).unwrap();
    fs::set_permissions(world.path(""), PermissionsExt::from_mode(0o755)).unwrap();
    program::copy(exe(), &world.path("goenvmgr"));
    let program = world.show("goenvmgr");
    for (shell, options) in
        [("bash", "--norc"), ("zsh", "-f"), ("fish", "--no-config"), ("pwsh", "-NoProfile")]
    {
        let text = script(shell, "").replace(exe(), &program)
            + &format!("cd ../none\ncd ../p\ngoenvmgr check\necho check $?{}", "\n");
        let (shell, text) = match shell {
            "fish" => (shell.to_owned(), text.replace("$?", "$status")),
            "pwsh" => {
                let Some(pwsh) = pwsh() else { continue };
                (pwsh, text.replace("echo check $?", "\"check $LASTEXITCODE\""))
            }
            _ => (shell.to_owned(), text),
        };
        world.write("script.ps1", &text);
        let mut command = command(&world, "setpriv", "p");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", &shell, options]);
        command.arg(world.path("script.ps1"));
        let said = said(&world, command);
        assert!(said.contains("the other go\nrc 0"), "{shell}: {said}");
        let note = "warning: go is W/other/go, which runs in its place";
        assert_eq!(said.matches(note).count(), 1, "{shell}: {said}");
        assert!(said.contains("check 1"), "{shell}: {said}");
        assert!(said.contains("is      W/other/go"), "{shell}: {said}");
        assert!(!world.path("data/shims").exists());
    }
}
