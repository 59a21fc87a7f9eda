//! What a command finds when it starts: a directory that was deleted, a home that PATH cannot name.

use std::path::Path;
use std::process::Command;

use crate::support::net::Net;
use crate::support::world::{Ran, World, behind, ran};

/// Runs the binary in a directory that is deleted before, with this PWD.
fn in_deleted(world: &World, pwd: Option<&Path>, args: &[&str]) -> Ran {
    let binary = world.ours(args);
    let gone = world.path("work/gone");
    let mut command = Command::new("/bin/sh");
    command.args([
        "-c",
        "mkdir -p \"$0\" && cd \"$0\" && rmdir \"$0\" && PWD= && unset PWD && exec \"$@\"",
    ]);
    command.arg(&gone).arg("/usr/bin/env");
    match pwd {
        Some(pwd) => command.arg(format!("PWD={}", pwd.display())),
        None => command.args(["-u", "PWD"]),
    };
    ran(behind(command, &binary).current_dir("/").env("PATH", "/usr/bin:/bin"))
}

#[test]
fn deleted_directory_stops_no_command_that_needs_none() {
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.5\n");
    let world = world.var("GOPROXY", "off").var("GOENVMGR_SOURCES", "goproxy");
    let gone = world.path("work/gone");
    for pwd in [None, Some(&*gone), Some(Path::new("/nonexistent")), Some(Path::new("relative"))] {
        let run = |args: &[&str]| in_deleted(&world, pwd, args);
        assert!(run(&["--version"]).exits(0).stdout.starts_with("goenvmgr "));
        run(&["--help"]).exits(0);
        let list = run(&["list"]).exits(0);
        assert!(list.stdout.contains("1.22.5"), "{pwd:?} {list:?}");
        // The directory above still pins.
        let current = run(&["current"]).exits(0);
        assert!(current.stdout.starts_with("1.22.5 ("), "{pwd:?} {current:?}");
        run(&["which"]).exits(0);
        run(&["exec", "--", "true"]).exits(0);
        let doctor = run(&["doctor", "--only", "env.gomemlimit"]).exits(0);
        assert!(doctor.stderr.contains("was deleted"), "{pwd:?} {doctor:?}");
        // What would write there says why it does not, and makes nothing.
        let pin = run(&["pin", "1.22.5"]).exits(3);
        assert!(
            pin.stderr.contains("not there any more") && pin.stderr.contains("cd to"),
            "{pin:?}"
        );
        assert!(!gone.exists(), "{pwd:?}");
    }
    let net = Net::new();
    in_deleted(&net.world, None, &["install", "1.22.5"]).exits(0);
    assert_eq!(net.installed(), ["go1.22.5"]);
}

#[test]
fn colon_in_the_home_is_refused_where_path_would_break() {
    let mut world = World::with(&["1.22.5"]).system("1.21.0");
    let home = world.path("with:colon");
    std::fs::rename(world.home(), &home).unwrap();
    world.set("GOENVMGR_HOME", &home);
    world.set("SHELL", "/bin/bash");
    world.run(&["default", "1.22.5"]).exits(0);
    let other = home.to_str().unwrap().replace(':', "-");
    for line in [
        "env",
        "env --shell fish",
        "exec 1.22.5 -- go version",
        "exec -- go version",
        "init bash",
        "init zsh",
        "init fish",
        "setup",
        "setup --dry-run",
        "check",
    ] {
        let refused = world.run(&line.split(' ').collect::<Vec<_>>()).exits(2);
        let words = format!("{} cannot stand on PATH", home.display());
        assert!(refused.stderr.contains(&words), "{line}: {refused:?}");
        let typed = format!("hint: mv {} {other} && export GOENVMGR_HOME={other}", home.display());
        assert!(refused.stderr.contains(&typed), "{line}: {refused:?}");
        assert_eq!(refused.stdout, "", "{line}");
    }
    for line in [
        "list",
        "current",
        "which",
        "default",
        "roots",
        "--version",
        "uninstall 1.22.5 --dry-run --force",
    ] {
        world.run(&line.split(' ').collect::<Vec<_>>()).exits(0);
    }
    // The installer puts its own directory on PATH.
    let mut install = Command::new("/bin/sh");
    install.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/install.sh")).arg("--prefix").arg(&home);
    let refused = ran(install).exits(3);
    assert!(refused.stderr.contains("cannot stand on PATH"), "{refused:?}");
    // A shim would run the wrong go for whatever go itself starts.
    let shim = home.join("shims/go");
    std::fs::create_dir_all(shim.parent().unwrap()).unwrap();
    if !shim.exists() {
        std::os::unix::fs::symlink(crate::support::world::exe(), &shim).unwrap();
    }
    let refused = ran(world.command(&shim).arg("version").env("PATH", "")).exits(2);
    assert!(refused.stderr.contains("cannot stand on PATH"), "{refused:?}");
    // What was typed helps.
    std::fs::rename(&home, &other).unwrap();
    world.set("GOENVMGR_HOME", &other);
    let ran = world.run(&["exec", "--", "go", "version"]).exits(0);
    assert!(ran.stdout.starts_with("go1.22.5 "), "{ran:?}");
}

#[test]
fn colon_in_the_directories_of_the_user_is_refused_alike() {
    for (name, below) in [("XDG_DATA_HOME", ""), ("HOME", ".local/share/")] {
        let mut world = World::new();
        world.set("GOENVMGR_HOME", "");
        let dir = world.path("a:b");
        world.set(name, &dir);
        let refused = world.run(&["init", "bash"]).exits(2);
        let typed = format!("export GOENVMGR_HOME={}/{below}goenvmgr", world.path("a-b").display());
        assert!(refused.stderr.contains(&typed), "{name}: {refused:?}");
    }
}
