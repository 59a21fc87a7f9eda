//! Sweeps of a real module cache: what worked before works after, without a network.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::prepared::{commands, forget_builds, ready};
use super::projects::{GARBAGE, ROOTS};
use super::world::{World, ran, tree};

/// What every root's commands say without a network.
fn answers(world: &World) -> BTreeMap<String, (i32, String)> {
    let all = Mutex::new(ROOTS.iter().flat_map(commands).collect::<Vec<_>>());
    let answers = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((dir, args)) = { all.lock().unwrap().pop() } {
                    let said = world.offline(dir, &args);
                    let out = if args[0] == "test" { untimed(&said.stdout) } else { said.stdout };
                    let command = format!("{dir}: go {}", args.join(" "));
                    answers.lock().unwrap().insert(command, (said.code, out));
                }
            });
        }
    });
    answers.into_inner().unwrap()
}

/// Times of tests differ from run to run.
fn untimed(said: &str) -> String {
    said.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn same(before: &BTreeMap<String, (i32, String)>, world: &World) {
    let after = answers(world);
    for (command, said) in before {
        assert_eq!(Some(said), after.get(command), "{command}");
    }
}

/// The escaped directory of a module version.
fn dir_of(world: &World, module: &str) -> PathBuf {
    let escape = |c: char| match c.is_ascii_uppercase() {
        true => vec!['!', c.to_ascii_lowercase()],
        false => vec![c],
    };
    world.cache().join(module.chars().flat_map(escape).collect::<String>())
}

#[test]
fn sweep_takes_the_garbage_and_every_root_works_offline_as_before() {
    let world = ready();
    let before = answers(&world);
    for (command, (code, _)) in &before {
        // A replacement by a directory has no hash, and Go says so, sweep or no sweep.
        let known = command == "src/replaced: go mod verify";
        assert_eq!(*code, i32::from(known), "{command} must work before the sweep");
    }
    let cache = world.path("mod");
    let own = world.path("home");
    let build = world.path("build");
    let outside = || tree(&world.path(""), &[&cache, &own, &build, &world.path("user")]);
    let (outside_before, kept_before) = (outside(), graph_files(&cache));

    let dry = world.run(&["clean", "--modcache", "--dry-run", "--format", "json"]).exits(0).json();
    let untouched = tree(&cache, &[]);
    let refused = world.run(&["clean", "--modcache"]).exits(2);
    assert!(
        refused.stdout.contains("no root reaches it") && refused.stderr.contains("--yes"),
        "{refused:?}"
    );
    assert_eq!(tree(&cache, &[]), untouched, "neither a dry run nor a refusal changes anything");

    let done = world.run(&["clean", "--modcache", "--yes", "--format", "json"]).exits(0).json();
    assert_eq!(done["plan"]["remove_bytes"], dry["remove_bytes"]);
    assert_eq!(done["done"]["freed_bytes"], dry["remove_bytes"]);
    for module in GARBAGE {
        assert!(!dir_of(&world, module).exists(), "{module} is still there");
    }
    assert_eq!(graph_files(&cache), kept_before, ".mod, .info, sumdb and locks stay as they were");
    assert_eq!(outside(), outside_before);
    assert!(!cache.join(".goenvmgr-trash").exists());

    forget_builds(&world);
    same(&before, &world);

    let again = world.run(&["clean", "--modcache", "--yes", "--format", "json"]).exits(0).json();
    assert_eq!(again["plan"]["removals"], serde_json::json!([]), "a second run removes nothing");

    let why = world.run(&["why", "github.com/BurntSushi/toml@v1.3.2"]).exits(0);
    assert!(why.stdout.contains("src/upper/go.sum"), "{why:?}");
    world.run(&["why", "github.com/BurntSushi/toml@v1.2.0"]).exits(1);

    // The zips of what stays are free space, and only `go mod download` wants them.
    world.run(&["clean", "--modcache", "--zips", "--yes"]).exits(0);
    let mut without_download = before;
    without_download.retain(|command, _| !command.ends_with("go mod download"));
    same(&without_download, &world);
}

/// What a sweep never touches: `.mod`, `.info`, `.lock` and the checksum database.
fn graph_files(cache: &Path) -> BTreeMap<PathBuf, String> {
    let mut all = tree(&cache.join("cache"), &[]);
    all.retain(|path, what| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or("");
        !what.starts_with("dir") && !matches!(end, "zip" | "ziphash" | "lock" | "partial")
    });
    all
}

#[test]
fn clean_killed_at_any_moment_leaves_every_root_building() {
    let world = ready();
    // Each round goes on where the one before was struck, with all threads.
    let mut struck = 0;
    for step in [1, 2, 3, 5, 8, 13, 21, 34, 55] {
        let sweep = world.killed_at(step, &["clean", "--modcache", "--yes", "--quiet"]);
        let said = ran(sweep);
        if said.code == 0 {
            break;
        }
        assert_eq!(said.code, -1, "killed: {said:?}");
        struck += 1;
    }
    assert!(struck >= 3, "{struck} rounds were struck: there is too little garbage");
    world.run(&["clean", "--modcache", "--stale", "--yes"]).exits(0);
    assert!(!world.cache().join(".goenvmgr-trash").exists(), "the trash of killed runs is gone");
    for module in GARBAGE {
        assert!(!dir_of(&world, module).exists(), "{module} is still there");
    }
    forget_builds(&world);
    for dir in ROOTS.iter().flat_map(|root| root.modules) {
        world.offline(dir, &["build", "-o", "/dev/null", "./..."]).exits(0);
        let verify = world.offline(dir, &["mod", "verify"]);
        verify.exits(i32::from(*dir == "src/replaced"));
    }
}

#[test]
fn builds_beside_the_sweep_do_not_fail() {
    let world = ready();
    std::thread::scope(|scope| {
        let swept = scope.spawn(|| {
            for _ in 0..3 {
                world.run(&["clean", "--modcache", "--build-cache", "--stale", "--yes"]).exits(0);
            }
        });
        let mut rounds = 0;
        while !swept.is_finished() || rounds < 3 {
            for dir in ["src/upper", "src/old16", "src/work/b"] {
                world.offline(dir, &["build", "-o", "/dev/null", "./..."]).exits(0);
            }
            rounds += 1;
        }
        swept.join().unwrap();
    });
}

#[test]
fn links_and_locks_are_respected() {
    let world = ready();
    let cache = world.path("mod");
    // A module directory and an `@v` that lead elsewhere.
    let (away, versions) = (world.path("away"), world.path("away-v"));
    let linked = dir_of(&world, "github.com/spf13/cobra@v1.8.0");
    std::process::Command::new("cp").arg("-a").arg(&linked).arg(&away).status().unwrap();
    std::process::Command::new("chmod").args(["-R", "u+w"]).arg(&linked).status().unwrap();
    fs::remove_dir_all(&linked).unwrap();
    symlink(&away, &linked).unwrap();
    let at_v = cache.join("cache/download/github.com/gofrs/uuid/@v");
    fs::rename(&at_v, &versions).unwrap();
    symlink(&versions, &at_v).unwrap();
    let before = (tree(&away, &[]), tree(&versions, &[]));
    // A go command works on this one.
    let busy = cache.join("cache/download/golang.org/x/tools/@v/v0.20.0.lock");
    let held = fs::File::options().append(true).create(true).open(&busy).unwrap();
    held.lock().unwrap();
    let said = world.run(&["clean", "--modcache", "--yes"]);
    assert!(
        said.stdout.contains("golang.org/x/tools@v0.20.0: a go command works on it"),
        "{said:?}"
    );
    assert!(dir_of(&world, "golang.org/x/tools@v0.20.0").exists());
    assert_eq!((tree(&away, &[]), tree(&versions, &[])), before, "nothing behind a link changes");
    drop(held);
    world.run(&["clean", "--modcache", "--yes"]);
    assert!(!dir_of(&world, "golang.org/x/tools@v0.20.0").exists());
}
