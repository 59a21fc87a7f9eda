//! `install.ps1`, run by PowerShell here with a cargo of the test's own: what it does on Windows but for
//! Windows itself.

use std::process::{Command, Output};

use crate::support::program::{pwsh, script};
use crate::support::world::World;

const INSTALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/install.ps1");

/// A cargo that builds a program which writes down its arguments, and ends with what `ENDS` says.
fn run(pwsh: &str, world: &World, args: &[&str], ends: &str) -> Output {
    let program = "#!/bin/sh\\necho \"$*\" >>\"$LOG\"\\nexit ${ENDS:-0}\\n";
    let cargo = format!(
        "#!/bin/sh\nmkdir -p \"$CARGO_TARGET_DIR/release\"\nexe=\"$CARGO_TARGET_DIR/release/goenvmgr\"\n\
         printf '{program}' >\"$exe\" && chmod 755 \"$exe\"\n"
    );
    script(&world.path("tools/cargo"), &cargo);
    let mut command: Command = world.command(pwsh);
    command.args(["-NoProfile", "-File", INSTALL]).args(args);
    command
        .env("PATH", format!("{}:/usr/bin:/bin", world.show("tools")))
        .env("CARGO_TARGET_DIR", world.path("target"))
        .env("LOG", world.path("log"))
        .env("ENDS", ends)
        .output()
        .unwrap()
}

#[test]
fn install_ps1_builds_places_installs_and_sets_up() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::new();
    let prefix = world.show("a place");
    for _again in 0..2 {
        let done = run(&pwsh, &world, &["1.22.5", "-Prefix", &prefix], "0");
        assert!(done.status.success(), "{done:?}");
    }
    let log = std::fs::read_to_string(world.path("log")).unwrap();
    let lines: Vec<&str> = log.lines().take(4).collect();
    let hello = lines.get(2).copied().unwrap_or_default();
    assert_eq!(
        [lines[0], lines[1], lines[3]],
        ["install 1.22.5", "--quiet default 1.22.5", "setup"]
    );
    assert!(hello.starts_with("exec 1.22.5 -- go run /"), "{hello}");
    let names = std::fs::read_dir(world.path("a place/bin")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().any(|name| name == "goenvmgr") && names.len() == 2, "{names:?}");
}

#[test]
fn install_ps1_leaves_path_alone_where_it_is_told_and_ends_as_the_install_does() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::new();
    let prefix = world.show("p");
    let done = run(&pwsh, &world, &["-Prefix", &prefix, "-NoModifyPath"], "0");
    assert!(done.status.success() && !world.path("log").exists(), "{done:?}");
    let failed = run(&pwsh, &world, &["1.22.5", "-Prefix", &prefix], "6");
    assert_eq!(failed.status.code(), Some(6), "{failed:?}");
    let log = std::fs::read_to_string(world.path("log")).unwrap();
    assert_eq!(log, "install 1.22.5\n");
}
