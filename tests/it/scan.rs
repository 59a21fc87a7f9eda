//! What a command asks the machine of the files that select: each of them once.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::support::world::World;

const DEEP: &str = "1/2/3/4/5/6/7/8/9/10";
const NAMES: [&str; 7] = [
    "goenvmgr.toml",
    ".go-version",
    ".tool-versions",
    ".mise.toml",
    "mise.toml",
    "go.work",
    "go.mod",
];

/// The calls of a command that name one of the files in `work`, by file.
fn calls(world: &World, var: (&str, &str), args: &[&str]) -> BTreeMap<String, Vec<String>> {
    let trace = world.path("trace");
    let plain = world.ours(args);
    let mut traced = Command::new("strace");
    traced.args(["-qq", "-s", "4096", "-e", "trace=file", "-o"]).arg(&trace);
    // The world's PATH has no strace.
    traced.args(["env", "-i", "__GOENVMGR_EMIT=bash", &format!("{}={}", var.0, var.1)]);
    for (name, value) in world.vars() {
        let mut set = name.clone();
        set.push("=");
        set.push(value);
        traced.arg(set);
    }
    traced.arg(plain.get_program()).args(plain.get_args());
    traced.current_dir(world.work().join(DEEP)).output().unwrap();
    let mut found = BTreeMap::<String, Vec<String>>::new();
    for line in fs::read_to_string(trace).unwrap().lines() {
        let path = line.split('"').nth(1).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        if path.starts_with(world.work().to_str().unwrap()) && NAMES.contains(&name) {
            found.entry(path.to_owned()).or_default().push(line.to_owned());
        }
    }
    found
}

fn deep() -> World {
    let world = World::with(&["1.22.5", "1.23.1"]);
    fs::create_dir_all(world.work().join(DEEP)).unwrap();
    world
}

#[test]
fn scan_asks_for_what_is_absent_once_and_opens_nothing_twice() {
    let pin = || deep().file(".go-version", "1.22.5\n").file("go.mod", "module m\n\ngo 1.22\n");
    let manifest = deep().file("goenvmgr.toml", "go = \"1.22.5\"\n[env]\nA = \"1\"\n");
    let worlds = [
        ("nothing", deep().system("1.26.8"), 0),
        ("pin", pin(), 2),
        ("manifest", manifest, 1),
        ("workspace", pin().file("1/2/go.work", "go 1.22\n"), 2),
    ];
    for (name, world, opened) in &worlds {
        for var in [("UNRELATED", "1"), ("GOENVMGR_VERSION", "1.22.5")] {
            for args in [&["check"][..], &["hook"], &["env"], &["exec", "--", "go", "version"]] {
                let calls = calls(world, var, args);
                let what = format!("{name}, {var:?}, {args:?}");
                assert!(calls.len() > 20, "{what}: the test sees nothing\n{calls:?}");
                for lines in calls.values() {
                    let absent = lines.iter().any(|line| line.contains("ENOENT"));
                    let opens = lines.iter().filter(|line| line.starts_with("open")).count();
                    assert!(opens < 2 && (lines.len() == 1 || !absent), "{what}: {lines:#?}");
                }
                let is_opened =
                    |line: &&String| line.starts_with("open") && !line.contains("ENOENT");
                let opens = calls.values().flatten().filter(is_opened).count();
                assert!(opens <= *opened, "{what}: {opens} opened\n{calls:#?}");
            }
        }
    }
}

#[test]
fn manifest_that_is_wrong_is_said_once_whatever_decides() {
    let world = World::with(&["1.22.5"])
        .file("goenvmgr.toml", "go = 1\n")
        .file("below/go.mod", "module m\n\ngo 1.22\n");
    let count = |world: &World| {
        let ran = world.run_in("below", &["env", "--shell", "bash"]);
        ran.stderr.matches("a version is a string").count()
    };
    assert_eq!(count(&world), 1, "it decides above a go.mod that it may meet");
    assert_eq!(count(&world.var("GOENVMGR_VERSION", "1.22.5")), 1, "its variables are missed");
}
