//! A Go that others installed: the machine's own, copies, and what is in Go's module cache.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::World;
use crate::support::publish::Toolchain;

#[test]
fn a_go_that_others_installed_is_judged_by_the_log_and_file_by_file_on_request() {
    let world = World::new();
    let root = world.world.path("other go");
    world.unpack(&root);
    let dir = root.to_str().unwrap();
    for what in [dir, "other go", "system"] {
        let ran = world.run(&[what]);
        assert_eq!(ran.code, 0, "{what}: {ran:?}");
        assert!(ran.out.contains("as published: 15 files"), "{what}: {ran:?}");
    }

    fs::write(root.join("go.env"), "GOTOOLCHAIN=local\n").unwrap();
    fs::write(root.join("test/more.go"), "not the log's concern\n").unwrap();
    let ran = world.run(&[dir]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.out.contains("the files give h1:") && ran.out.contains("--against-source"));
    assert!(!ran.out.contains("changed:"), "{ran:?}");

    let ran = world.run(&[dir, "--against-source"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    let named: Vec<_> =
        ran.out.lines().filter(|l| l.contains("changed:") || l.contains("extra:")).collect();
    assert_eq!(named, ["  changed: go.env"], "{ran:?}");
    assert!(ran.out.contains("5 files in api, doc, misc, test"), "{ran:?}");

    fs::remove_file(root.join("LICENSE")).unwrap();
    fs::write(root.join("bin/dlv"), "another tool\n").unwrap();
    let ran = world.run(&[dir, "--against-source", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let differences = &told[0]["differences"];
    assert_eq!(differences["changed"], serde_json::json!(["go.env"]));
    assert_eq!(differences["missing"], serde_json::json!(["LICENSE"]));
    assert_eq!(differences["extra"], serde_json::json!(["bin/dlv"]));
    assert_eq!(differences["not_executable"], serde_json::json!(["bin/dlv"]));
}

#[test]
fn a_copy_in_gos_module_cache_is_judged_like_any_other() {
    let world = World::new();
    let root = world.world.path("golang.org/toolchain@x");
    world.unpack(&root);
    for folder in ["api", "doc", "misc", "test"] {
        fs::remove_dir_all(root.join(folder)).unwrap();
    }
    for module in ["src", "src/cmd"] {
        fs::copy(root.join(module).join("go.mod"), root.join(module).join("_go.mod")).unwrap();
    }
    let ran = world.run(&[root.to_str().unwrap(), "--against-source"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_source_that_is_not_what_the_log_has_accuses_nobody_elses_files() {
    let world = World::new();
    let root = world.world.path("go");
    world.unpack(&root);
    let mut forged = Toolchain::new("1.22.5");
    forged.files.get_mut("go.env").unwrap().1 = b"GOTOOLCHAIN=evil\n".to_vec();
    world.proxy.publish(&forged);
    let ran = world.run(&[root.to_str().unwrap(), "--against-source"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(
        ran.out.contains("goproxy (http://127.0.0.1") && !ran.out.contains("changed:"),
        "{ran:?}"
    );
}

#[test]
fn what_cannot_be_judged_says_why_and_ends_accordingly() {
    let mut world = World::new();
    let root = world.world.path("go");
    world.unpack(&root);
    let dir = root.to_str().unwrap().to_owned();
    let expect = |world: &World, what: &str, code: i32, words: &str| {
        let ran = world.run(&[what]);
        assert_eq!(ran.code, code, "{what}: {ran:?}");
        assert!(ran.err.contains(words), "{what}: {words}: {ran:?}");
    };
    expect(&world, "1.21", 1, "go 1.21 is not installed");
    expect(&world, "nonsense", 2, "neither a directory nor a version");
    expect(&world, "./nowhere", 2, "there is no directory");
    fs::write(root.join("VERSION"), "go1.22.4\n").unwrap();
    expect(&world, &dir, 1, "no such record");
    fs::write(root.join("VERSION"), "devel go1.23-abc\n").unwrap();
    expect(&world, &dir, 2, "which is no release");
    fs::write(root.join("VERSION"), "go1.22.5\n").unwrap();
    let gosumdb = world.database.key();
    world.0.set("GOSUMDB", "off");
    expect(&world, &dir, 2, "GOSUMDB=off (GOSUMDB in the environment)");
    world.0.set("GOSUMDB", "on");
    expect(&world, &dir, 2, "invalid GOSUMDB: malformed verifier id");
    world.0.set("GOSUMDB", gosumdb);
    world.offline();
    expect(&world, &dir, 3, "127.0.0.1:1");
}

/// The proxies of the go command here, read at run time.
fn real_goproxy() -> String {
    let told = Command::new("/usr/local/go/bin/go").args(["env", "GOPROXY"]).output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

#[test]
fn the_go_of_this_machine_differs_by_its_go_env_alone() {
    let mut world = World::new();
    world.0.set("GOSUMDB", "sum.golang.org");
    world.0.set("GOPROXY", real_goproxy());
    let ran = world.run(&["/usr/local/go"]);
    assert_eq!(ran.code, 6, "the real log: {}", ran.out);
    assert!(ran.out.contains("the files give h1:"), "{}", ran.out);
    let ran = world.run(&["/usr/local/go", "--against-source", "--format", "json"]);
    assert_eq!(ran.code, 6, "the real log: {}", ran.out);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let named = serde_json::json!(
        {"changed": ["go.env"], "missing": [], "extra": [], "not_executable": []}
    );
    assert_eq!(told[0]["differences"], named);

    // The same Go with the image's edit taken back is what the real log has.
    let copy = world.world.path("restored");
    copy_tree(Path::new("/usr/local/go"), &copy);
    let edited = fs::read_to_string(copy.join("go.env")).unwrap();
    fs::remove_file(copy.join("go.env")).unwrap();
    let restored = edited.replace("GOTOOLCHAIN=local", "GOTOOLCHAIN=auto");
    fs::write(copy.join("go.env"), restored).unwrap();
    let ran = world.run(&[copy.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "the real log: {}", ran.out);
}

/// Hard links where the filesystem allows, else copies.
fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
