//! What commands say of what was built here.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::built::{builds, world};

#[test]
fn verify_of_everything_looks_at_what_was_built_and_not_at_links() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    world.goroot(&world.path("own"), "1.23.1");
    world.run(&["link", "mygo", &world.show("own")]).exits(0);
    let all = world.run(&["verify"]).exits(1);
    assert!(all.stdout.contains("note: built here from"), "{all:?}");
    assert!(!all.stderr.contains("tip is linked"), "{all:?}");
    assert!(all.stderr.contains("mygo is linked to"), "{all:?}");
    let root = builds(&world)[0].join("go");
    fs::write(root.join("bin/gofmt"), "other").unwrap();
    let changed = world.run(&["verify"]).exits(6);
    assert!(changed.stdout.contains("changed: bin/gofmt"), "{changed:?}");
    // One without a go is no link of the user's either.
    fs::remove_file(root.join("bin/go")).unwrap();
    for words in [&["verify"][..], &["verify", "tip"]] {
        let gone = world.run(words).exits(6);
        assert!(gone.stdout.contains("missing: bin/go"), "{gone:?}");
    }
}

/// The library of a build decides what is compiled by it; and a command that follows a link names where it leads.
#[test]
fn doctor_names_all_of_a_build_that_others_may_change() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let root = fs::canonicalize(builds(&world)[0].join("go")).unwrap();
    let elsewhere = world.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.home().join("built/ln-Ab")).unwrap();
    let doctor = || {
        let args = ["doctor", "--only", "install.writable", "--format", "json"];
        world.run(&args).stdout
    };
    assert!(!doctor().contains("\"WARN\""), "{}", doctor());
    for open in [root.join("src"), root.join("pkg"), elsewhere.clone()] {
        fs::set_permissions(&open, fs::Permissions::from_mode(0o757)).unwrap();
    }
    let said = doctor();
    for (who, cure) in [(root.join("pkg"), &root), (elsewhere.clone(), &elsewhere)] {
        let who = format!("everybody may write {}", who.display());
        let cure = format!("\"chmod -R ug-s,go-w {}\"", cure.display());
        assert!(said.contains(&who) && said.contains(&cure), "{cure}: {said}");
    }
    assert!(said.contains("and one more") && !said.contains("ln-Ab"), "{said}");
}

#[test]
fn du_lists_what_was_built_as_ours() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let root = fs::canonicalize(builds(&world)[0].join("go")).unwrap();
    let json = world.run(&["du", "--format", "json"]).exits(0).json();
    let all = json["toolchains"].as_array().unwrap();
    let ours: Vec<_> = all.iter().filter(|one| one["path"] == root.to_str().unwrap()).collect();
    assert_eq!(ours.len(), 1, "{json}");
    assert_eq!((&ours[0]["owner"], &ours[0]["version"]), (&"goenvmgr".into(), &"go1.27".into()));
    let told = world.run(&["du"]).exits(0).stdout;
    assert!(told.lines().any(|line| line.contains(root.to_str().unwrap())), "{told}");
    // What no name leads to is half-done.
    let before = json["staging"]["bytes"].as_u64().unwrap();
    fs::create_dir_all(world.home().join("built/old-Ab12cd")).unwrap();
    world.write(&world.home().join("built/old-Ab12cd/x"), &"x".repeat(100_000));
    let after = world.run(&["du", "--format", "json"]).exits(0).json();
    assert!(after["staging"]["bytes"].as_u64().unwrap() >= before + 100_000, "{after}");
}

#[test]
fn list_says_nothing_of_vulnerabilities_of_what_is_no_release() {
    let world = world();
    world.write(
        "go/src/internal/goversion/goversion.go",
        "package goversion\n\nconst Version = 20\n",
    );
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let json = world.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(json[0]["vulnerabilities"]["ids"], serde_json::json!([]), "{json}");
    world.write("go/VERSION", "go1.20.1\n");
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let json = world.run(&["list", "--format", "json"]).exits(0).json();
    assert_ne!(json[0]["vulnerabilities"]["ids"], serde_json::json!([]), "{json}");
}

#[test]
fn list_says_that_the_receipt_of_a_build_is_damaged() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let receipt = builds(&world)[0].join("receipt.json");
    fs::write(&receipt, "{").unwrap();
    let told = world.run(&["list"]).exits(0).stdout;
    let damaged = format!("{} is damaged", receipt.display());
    assert!(told.contains(&damaged) && !told.contains("of your own"), "{told}");
    let json = world.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(json[0]["source"], "built");
    let told = world.run(&["verify"]).exits(6).stdout;
    assert!(told.contains(&damaged), "{told}");
}

#[test]
fn lock_of_a_pin_by_the_name_of_a_build_asks_for_trust_and_nobody_else() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    world.write(&world.work().join("goenvmgr.toml"), "go = \"tip\"\n");
    let denied = world.run(&["lock"]).exits(2);
    assert!(denied.stderr.contains("goenvmgr trust"), "{denied:?}");
    world.run(&["trust"]).exits(0);
    let nobodys = world.run(&["lock"]).exits(2);
    assert!(nobodys.stderr.contains("tip is a toolchain of your own"), "{nobodys:?}");
}
