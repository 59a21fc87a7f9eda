//! Tools come and go with their directory in every shell, and no shell asks where nothing changed.

use std::fs;

use crate::support::program;
use crate::support::world::{World, exe, ran, with_powershell};

const MANIFEST: &str = "go = \"1.22.5\"\n[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n";

/// A project `p` whose set stands, where it is to stand: nothing builds it here.
fn world(stands: bool) -> (World, String) {
    let world = World::with_shells();
    world.write("p/goenvmgr.toml", MANIFEST);
    fs::create_dir_all(world.path("p/sub")).unwrap();
    world.run(&["trust", &world.show("p")]).exits(0);
    let mut list = world.ours(&["tools", "list", "--format", "json"]);
    let list = ran(list.current_dir(world.path("p"))).exits(0).json();
    let set = list["set"].as_str().unwrap().to_owned();
    if stands {
        stand(&world, &set);
    }
    (world, set)
}

fn stand(world: &World, set: &str) {
    world.program(&format!("data/tools/{set}/bin/hello"), "#!/bin/sh\necho hello of p\n");
}

#[test]
fn tools_come_and_go_with_their_directory_in_every_shell() {
    for shell in with_powershell() {
        let (world, set) = world(true);
        let dump = |label: &str| match shell {
            "pwsh" => format!("\"{label} $($env:PATH.Replace(\"${{PSHOME}}:\", ''))\""),
            "fish" => format!("echo \"{label} \"(string join : $PATH)"),
            _ => format!("echo \"{label} $PATH\""),
        };
        let script = format!(
            "cd p; p in; {}; hello\ncd sub; p below; hello\ncd ../..; p out; {}\ncd p; p again; hello\n\
             goenvmgr use 1.23.1; {}\ngoenvmgr use; {}\ngoenvmgr deactivate; {}\n",
            dump("inside"),
            dump("outside"),
            dump("used"),
            dump("back"),
            dump("off")
        );
        let said = world.script(shell, &[], &script);
        let inside = format!(
            "W/data/toolchains/go1.22.5/bin:W/data/shims:W/data/tools/{set}/bin:/usr/bin:/bin"
        );
        for line in [
            format!("inside {inside}"),
            "in: go1.22.5 asked 1".to_owned(),
            "below: go1.22.5 asked 1".to_owned(),
            "outside /usr/bin:/bin".to_owned(),
            "again: go1.22.5 asked 1".to_owned(),
            "used W/data/toolchains/go1.23.1/bin:W/data/shims:/usr/bin:/bin".to_owned(),
            format!("back {inside}"),
            "off /usr/bin:/bin".to_owned(),
        ] {
            assert!(said.lines().any(|one| one == line), "{shell}: {line}\n{said}");
        }
        assert_eq!(said.matches("hello of p").count(), 3, "{shell}:\n{said}");
        // Of another toolchain nobody has built them: that is said, and what to type.
        assert!(said.contains("pins hello, which go1.23.1 has not built yet"), "{shell}:\n{said}");
    }
}

#[test]
fn tools_that_are_built_meanwhile_are_there_at_the_next_prompt() {
    for shell in with_powershell() {
        let (world, set) = world(false);
        stand(&world, "go1.22.5-000000000000");
        let from = world.show("data/tools/go1.22.5-000000000000");
        let to = world.show(&format!("data/tools/{set}"));
        let script = format!("cd p; p in\np same\nmv {from} {to}\np built; hello\np known\n");
        let said = world.script(shell, &[], &script);
        for line in [
            "in: go1.22.5 asked 1",
            "same: go1.22.5 asked 1",
            "built: go1.22.5 asked 2",
            "hello of p",
            "known: go1.22.5 asked 2",
        ] {
            assert!(said.lines().any(|one| one == line), "{shell}: {line}\n{said}");
        }
        assert_eq!(said.matches("goenvmgr tools sync").count(), 1, "{shell}: told once\n{said}");
    }
}

#[test]
fn shell_inside_a_shell_takes_tools_off_that_it_inherited() {
    let (world, set) = world(true);
    for shell in ["bash", "zsh"] {
        world.write(
            "inner",
            &format!(
                "{}\ncd '{}'\n__goenvmgr_hook\necho \"inner $PATH\"\n",
                world.init(shell),
                world.show("")
            ),
        );
        let run = if shell == "zsh" { "zsh -f" } else { "bash --norc" };
        let script = format!("cd p; p in; {run} '{}'\n", world.show("inner"));
        let said = world.script(shell, &[], &script);
        assert!(said.contains("inner /usr/bin:/bin\n"), "{shell}: {set}\n{said}");
    }
}

#[test]
fn tools_in_elvish_and_nushell_come_and_go() {
    for shell in ["elvish", "nu"] {
        let (world, set) = world(true);
        let (program, option, text) = match shell {
            "elvish" => (
                "elvish",
                "-norc",
                "var g: = (ns [&])\neval ($E:EXE init elvish | slurp) &on-end={|n| set g: = $n}\n\
                 cd p; g:hook; echo in $E:PATH; hello\ncd ..; g:hook; echo out $E:PATH\n\
                 cd p; g:hook; g:goenvmgr deactivate; echo off $E:PATH\n"
                    .to_owned(),
            ),
            _ => {
                world.write("init.nu", &world.run(&["init", "nu"]).exits(0).stdout);
                let say = |label: &str| format!("print $\"{label} ($env.PATH | str join ':')\"");
                (
                    "nu",
                    "--no-config-file",
                    format!(
                        "source init.nu\ncd p; __goenvmgr_hook; {}; ^hello\ncd ..; __goenvmgr_hook; {}\n\
                         cd p; __goenvmgr_hook; goenvmgr deactivate; {}\n",
                        say("in"),
                        say("out"),
                        say("off")
                    ),
                )
            }
        };
        world.write("script", &text);
        let mut command = world.command(program);
        command.arg(option).arg(world.path("script")).env("EXE", exe());
        let before = std::env::var("PATH").unwrap();
        let told = ran(command.env("PATH", &before));
        let said = told.stdout.replace(world.show("").trim_end_matches('/'), "W");
        for line in [
            format!(
                "in W/data/toolchains/go1.22.5/bin:W/data/shims:W/data/tools/{set}/bin:{before}"
            ),
            "hello of p".to_owned(),
            format!("out {before}"),
            format!("off {before}"),
        ] {
            assert!(
                said.lines().any(|one| one == line),
                "{shell}: {line}\n{said}\n{}",
                told.stderr
            );
        }
    }
}

/// A shell's own file: the PATH that it gets is the subject here.
fn found(shell: &str) -> Option<String> {
    if shell == "pwsh" {
        return program::pwsh();
    }
    let path = std::env::var_os("PATH").unwrap();
    let mut files = std::env::split_paths(&path).map(|dir| dir.join(shell));
    Some(files.find(|file| file.is_file()).expect("tests/run installs it").display().to_string())
}

/// What a shell inherits of a directory that it is not in is taken off by the files that `setup` writes.
#[test]
fn files_of_setup_take_inherited_tools_off() {
    let (world, set) = world(true);
    world.run(&["setup", "--shell", "bash"]).exits(0);
    let data = world.show("data");
    let path = format!(
        "{data}/tools/{set}/bin:/x:{data}/toolchains/go1.22.5/bin:{data}/tools/x:{data}/shims:{data}/tools/{set}/bin:/usr/bin:/bin"
    );
    for (shell, options, script) in [
        ("dash", &[][..], "set -eu; . \"$D/env.sh\"; . \"$D/env.sh\"; echo \"$PATH\""),
        ("ksh", &[], ". \"$D/env.sh\"; echo \"$PATH\""),
        ("bash", &["--norc"], ". \"$D/env.sh\"; echo \"$PATH\""),
        ("zsh", &["-f"], "set -eu; . \"$D/env.sh\"; echo \"$PATH\""),
        ("fish", &["--no-config"], "source $D/env.fish; string join : $PATH"),
        ("elvish", &["-norc"], "eval (slurp <$E:D/env.elv); echo $E:PATH"),
        (
            "pwsh",
            &["-NoProfile"],
            ". \"$env:D/env.ps1\"; $env:PATH -replace [regex]::Escape(\"${PSHOME}:\"), ''",
        ),
        ("nu", &["--no-config-file"], "source DATA/env.nu; print ($env.PATH | str join ':')"),
    ] {
        let Some(program) = found(shell) else { continue };
        let mut command = world.command(program);
        command
            .args(options)
            .args(["-c", &script.replace("DATA", &data)])
            .env("PATH", &path)
            .env("D", &data);
        let told = ran(command);
        let expected = format!("{data}/shims:/x:{data}/tools/x:/usr/bin:/bin");
        assert_eq!(told.stdout.trim(), expected, "{shell}: {}", told.stderr);
    }
}

#[test]
fn which_knows_the_tools_that_are_pinned_where_it_is_asked() {
    let (world, set) = world(false);
    let which = |dir: &str, args: &[&str]| {
        let mut command = world.ours(&[&["which"], args].concat());
        ran(command.current_dir(world.path(dir)))
    };
    let none = which("p", &["hello"]).exits(1);
    assert!(
        none.stderr.contains("hello v1.0.0 is pinned here") && none.stderr.contains("tools sync"),
        "{none:?}"
    );
    stand(&world, &set);
    let program = world.show(&format!("data/tools/{set}/bin/hello"));
    assert_eq!(which("p/sub", &["hello"]).exits(0).stdout, format!("{program}\n"));
    let json = which("p", &["hello", "--format", "json"]).json();
    assert_eq!((&json["tool"], &json["version"]), (&"v1.0.0".into(), &"1.22.5".into()), "{json}");
    assert!(which("p", &["--format", "json"]).json()["tool"].is_null());
    let outside = which("", &["hello"]).exits(1);
    assert!(!outside.stderr.contains("v1.0.0"), "{outside:?}");
    world.run(&["untrust", &world.show("p")]).exits(0);
    let untrusted = which("p", &["hello"]).exits(1).stderr;
    assert!(untrusted.contains("which count after you trust it"), "{untrusted}");
    let odd = which("p", &["a\nb"]).exits(1).stderr;
    assert!(odd.contains(r"a\nb"), "{odd}");
}
