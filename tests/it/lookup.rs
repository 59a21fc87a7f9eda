//! A program that lies in the working directory is nobody's `go`, whatever PATH says.

use std::path::Path;

use crate::support::world::World;

/// Programs by names that goenvmgr or what it starts looks for; each says that it ran.
fn trap(world: &World) {
    for name in
        ["go", "gcc", "cc", "as", "ld", "git", "pkg-config", "sh", "bash", "goenvmgr", "env"]
    {
        for dir in ["work", "work/bin", "work/sub"] {
            let ran = world.path("ran");
            let script = format!("#!/bin/sh\necho {dir}/{name} $* >>{}\n", ran.display());
            world.program(&world.path(dir).join(name), &script);
        }
    }
    world.write(&world.path("work/go.mod"), "module x\n\ngo 1.20\n");
    world.write(&world.path("user/.bashrc"), "");
}

const PATHS: [&str; 7] =
    [".", ":", ".:/usr/bin:/bin", ":/usr/bin:/bin", "bin", "sub/../bin:", "./"];

#[test]
fn lookup_of_programs_starts_nothing_from_the_working_directory() {
    for path in PATHS {
        let mut world = World::new().var("PATH", path).var("SHELL", "./bash").var("CC", "./gcc");
        trap(&world);
        for mode in ["quick", "full"] {
            let said = world.run(&["doctor", "--offline", "--mode", mode, "--format", "json"]);
            assert!(matches!(said.code, 0 | 1), "{path}: {said:?}");
        }
        world.set("CC", "gcc");
        for args in [
            &["doctor", "--offline", "--mode", "full"][..],
            &["exec", "--", "go", "version"],
            &["run", "--", "go", "version"],
            &["which", "go"],
            &["current"],
            &["list"],
            &["check"],
            &["check", "--shells"],
            &["setup", "--dry-run"],
        ] {
            world.run(args);
            let ran = std::fs::read_to_string(world.path("ran")).unwrap_or_default();
            assert_eq!(ran, "", "{path}: {args:?}");
        }
        // What is named by its path is what the user meant.
        world.run(&["exec", "system", "--", "./go"]).exits(0);
        assert!(world.path("ran").exists(), "{path}");
    }
}

#[test]
fn lookup_finds_what_stands_behind_relative_entries() {
    let mut world = World::with(&["1.22.5"]).system("1.21.13");
    trap(&world);
    let bin = world.path("system/bin");
    world.set("PATH", format!(".::bin:{}", bin.display()));
    let said = world.run(&["exec", "system", "--", "go", "version"]).exits(0);
    assert!(said.stdout.starts_with("go1.21.13"), "{said:?}");
    let said = world.run(&["doctor", "--offline", "--only", "path", "--format", "json"]);
    assert!(said.stdout.contains(bin.join("go").to_str().unwrap()), "{said:?}");
    assert!(said.stdout.contains("what runs depends on the directory"), "{said:?}");
    // A shell goes by those entries: what it would start is said, and not started.
    world.set("GOENVMGR_VERSION", "1.22.5");
    let said = world.run(&["check"]).exits(1);
    assert!(said.stdout.contains("work/./go") || said.stdout.contains("work/go"), "{said:?}");
    assert!(!Path::new(&world.path("ran")).exists());
}
