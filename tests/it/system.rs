//! The machine's own Go, whatever it says of its version.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::world::World;
use crate::support::{program, real_go};

const GO: &str = "#!/bin/sh\necho \"theirs $*\"\n";

/// Go as snap has it, as a shim of another manager, and as trees whose VERSION says what no release
/// says.
fn silent() -> Vec<(&'static str, World)> {
    let snap = World::new();
    program::script(&snap.path("usr/bin/snap"), GO);
    fs::create_dir_all(snap.path("snap/bin")).unwrap();
    symlink(snap.path("usr/bin/snap"), snap.path("snap/bin/go")).unwrap();
    let bin = snap.path("snap/bin");
    let mut all = vec![("snap", snap.var("PATH", bin))];
    for manager in [".asdf/shims", ".local/share/mise/shims", ".goenv/shims"] {
        let world = World::new();
        let bin = world.path("user").join(manager);
        program::script(&bin.join("go"), GO);
        all.push((manager, world.var("PATH", bin)));
    }
    for version in ["devel +abcdef", "1.22.5-1.el9", "tip", ""] {
        all.push((version, tree(version)));
    }
    let bare = tree("go1.22.5");
    fs::remove_file(bare.path("system/VERSION")).unwrap();
    fs::create_dir_all(bare.path("system/pkg/tool")).unwrap();
    all.push(("no VERSION", bare));
    all
}

/// A tree whose VERSION says this.
fn tree(version: &str) -> World {
    let world = World::new().system("1.22.5");
    program::script(&world.path("system/bin/go"), GO);
    world.write(&world.path("system/VERSION"), &format!("{version}\ntime 2024-01-01T00:00:00Z\n"));
    world
}

#[test]
fn system_go_without_a_version_runs_and_go_judges() {
    for (name, world) in silent() {
        for (file, text) in [("go.mod", "module m\ngo 1.21\n"), ("go.mod", "module m\ngo 1.30.1\n")]
        {
            world.write(&world.work().join(file), text);
            let ran = world.run(&["exec", "--", "go", "build"]).exits(0);
            assert_eq!(ran.stdout, "theirs build\n", "{name}: {text}");
            let said = world.run(&["explain"]).exits(0).stdout;
            assert!(said.contains("not known") && !said.contains("lower than"), "{name}: {said}");
            let current = world.run(&["current", "--format", "json"]).exits(0).json();
            assert_eq!(current["outcome"], "system", "{name}");
            assert_eq!(current["rule"], "minimum_unknown", "{name}");
            assert_eq!(current["meets_minimum"], serde_json::Value::Null, "{name}");
        }
        world.run(&["check"]).exits(0);
    }
}

#[test]
fn system_go_of_development_counts_as_go_counts_it() {
    for (version, go, meets) in [
        ("devel go1.24-abcdef Mon Jan 1 00:00:00 2024 +0000", "1.23.4", true),
        ("devel go1.24-abcdef Mon Jan 1 00:00:00 2024 +0000", "1.24", true),
        ("devel go1.24-abcdef Mon Jan 1 00:00:00 2024 +0000", "1.24rc1", false),
        ("devel go1.24-abcdef", "1.24.0", false),
        ("go1.26-devel_abcdef Mon Jan 1", "1.26", true),
        ("go1.26-devel_abcdef Mon Jan 1", "1.26.0", false),
        ("go1.22.5-1.el9", "1.22.5", true),
        ("go1.22.5 (Red Hat 1.22.5-1.el9)", "1.22.5", true),
        ("go1.22.5 X:boringcrypto", "1.22.6", false),
    ] {
        let world = tree(version).var("GOTOOLCHAIN", "local");
        let world = world.file("go.mod", &format!("module m\ngo {go}\n"));
        let ran = world.run(&["exec", "--", "go", "build"]);
        assert_eq!(ran.code, if meets { 0 } else { 127 }, "{version}, go {go}: {ran:?}");
        let said = world.run(&["current"]);
        assert!(!said.stdout.contains("install devel"), "{said:?}");
    }
}

#[test]
fn system_go_is_never_cured_by_a_version_that_nobody_publishes() {
    for version in ["devel go1.24-abcdef Mon", "devel +abc", "go1.22.5-1.el9", "1.22.5-1.el9"] {
        let world = tree(version);
        // The go command alone, without the other programs and without the library.
        program::copy(Path::new(real_go::OWN).join("bin/go"), &world.path("system/bin/go"));
        fs::create_dir_all(world.path("system/pkg/tool")).unwrap();
        world.write(&world.work().join("go.mod"), "module m\ngo 1.21\n");
        let said =
            world.run(&["doctor", "--only", "path.go,go.programs,go.library", "--format", "json"]);
        let lines: Vec<&str> =
            said.stdout.lines().filter(|line| line.contains("goenvmgr install")).collect();
        assert!(!lines.is_empty(), "{said:?}");
        for line in &lines {
            assert!(!line.contains("devel") && !line.contains("el9"), "{version}: {line}");
        }
    }
    let wanted = "module m\ngo 1.21\ntoolchain go1.30.5-1.el9\n";
    let world = World::with(&["1.22.5"]).file("go.mod", wanted).var("GOTOOLCHAIN", "local");
    let said = world.run(&["exec", "--", "go", "build"]).exits(127);
    assert!(said.stderr.contains("goenvmgr install 1.30.5\n"), "{said:?}");
}
