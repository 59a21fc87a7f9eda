//! Every command that changes store, default, trust or configuration leaves another stamp.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;

use crate::kills::{STEPS, struck};
use crate::support::net::Net;
use crate::support::world::World;

/// What shells remember does not rest on these by the stamp: a pin is in the record of each answer that
/// it decides, start-up files decide nothing, and where nothing is left nobody remembers.
const ELSEWHERE: [&str; 4] = ["pin", "self", "setup", "tools"];

/// Command lines that change something, in an order in which each has something to do.
const CHANGES: [(&str, &[&str]); 20] = [
    ("install", &["1.22.5"]),
    ("install", &["1.22.5", "--reinstall"]),
    ("default", &["1.22.5"]),
    ("default", &["--unset"]),
    ("trust", &[]),
    ("untrust", &[]),
    ("doctor", &["--fix", "--yes", "--offline", "--only", "install.shims"]),
    ("doctor", &["--undo"]),
    ("generations", &["switch", "1", "--yes"]),
    ("uninstall", &["1.22.5"]),
    ("install", &["1.22.5"]),
    ("import", &["goenv", "--yes"]),
    ("default", &["--unset"]),
    ("clean", &["--stale", "--older-than", "0h", "--yes"]),
    ("upgrade", &["1.22"]),
    ("config", &["set", "goroot", "unset"]),
    ("alias", &["set", "work", "1.22"]),
    ("alias", &["remove", "work"]),
    ("link", &["mygo", "sdk"]),
    ("unlink", &["mygo"]),
];

fn stamp(world: &World) -> Option<String> {
    let names = fs::read_dir(world.home().join("state/stamp")).ok()?;
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.len() < 2, "{names:?}");
    names.into_iter().next()?.into_string().ok()
}

/// The only one.
fn is_first(world: &World) {
    let folder = world.home().join("state/stamp");
    let _ = fs::remove_dir_all(&folder);
    world.write(&folder.join("first"), "");
}

fn net() -> Net {
    let mut net = Net::new();
    net.set("GOENV_ROOT", net.world.path("goenv"));
    net.world.write(&net.world.work().join("goenvmgr.toml"), "[env]\nA = \"1\"\n");
    net.world.goroot(&net.world.work().join("sdk"), "1.22.5");
    // Whose default becomes ours.
    net.world.write(&net.world.path("goenv/version"), "1.22.5\n");
    is_first(&net.world);
    net
}

#[test]
fn stamp_is_another_after_every_command_that_changes_what_is_selected() {
    let net = net();
    for (command, args) in CHANGES {
        if args.contains(&"--fix") {
            fs::remove_file(net.world.home().join("shims/go1.22.5")).unwrap();
        }
        let before = stamp(&net.world);
        let line: Vec<&str> = [command].into_iter().chain(args.iter().copied()).collect();
        net.run(&line).exits(0);
        let after = stamp(&net.world);
        assert!(after.is_some() && after != before, "{line:?}: {before:?} {after:?}");
        for looks in [&["list"][..], &["current"], &["default"], &["trust", "--list"]] {
            net.run(looks);
        }
        assert_eq!(stamp(&net.world), after, "after {line:?} nothing was changed");
    }
    let tried = CHANGES.iter().map(|(command, _)| *command).chain(ELSEWHERE);
    let table = goenvmgr::cli::changing();
    assert_eq!(tried.collect::<BTreeSet<_>>(), table.into_iter().collect(), "say what they change");
}

/// The stamp that was, with the state that was: whatever happened between.
#[test]
fn stamp_of_before_stands_for_nothing_that_a_killed_command_changed() {
    let world = World::with(&["1.22.5"]).file("goenvmgr.toml", "[env]\nA = \"1\"\n");
    let state = || {
        let config = fs::read_to_string(world.home().join("config.toml")).ok();
        let trust = fs::read_dir(world.home().join("state/trust"));
        let stands = world.home().join("toolchains/go1.22.5/bin/go").exists();
        (config, trust.map_or(0, Iterator::count), stands)
    };
    let changes: [&[&str]; 3] = [&["default", "1.22.5"], &["trust"], &["uninstall", "1.22.5"]];
    for args in changes {
        let mut killed = 0;
        for call in STEPS {
            for nth in 1.. {
                for left in ["config.toml", "state/trust"] {
                    let left = world.home().join(left);
                    let _ = fs::remove_file(&left).or_else(|_| fs::remove_dir_all(&left));
                }
                world.toolchain("1.22.5");
                is_first(&world);
                let before = state();
                let status = struck(&world, args, call, "SIGKILL", nth);
                let still = stamp(&world).as_deref() == Some("first");
                assert!(!still || state() == before, "{args:?}: {call} {nth}");
                if status.code() == Some(0) {
                    assert_ne!(state(), before, "{args:?}");
                    break;
                }
                assert_eq!(status.signal(), Some(9), "{args:?}: {call} {nth}: {status:?}");
                killed += 1;
            }
        }
        assert!(killed > 3, "{args:?}: {killed}");
    }
}
