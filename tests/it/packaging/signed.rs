//! `packaging/sign.sh` as a release owner uses it: a key, a release that it signs, and a program that takes it.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use goenvmgr::go::sumdb::key::VerifierKey;
use goenvmgr::go::sumdb::note;

use super::root;
use crate::support::program;
use crate::support::server::{Answer, Server};
use crate::support::world::{Ran, World, exe, ran};

const NEXT: &str = "99.1.0";

/// A checkout of a later version, with what a release is made of.
fn checkout(world: &World) -> PathBuf {
    let later = world.path("checkout");
    fs::create_dir_all(later.join("packaging")).unwrap();
    for script in ["archive.sh", "sign.sh"] {
        program::copy(root().join("packaging").join(script), &later.join("packaging").join(script));
    }
    for file in ["man", "completions", "install.sh", "README.md", "CHANGELOG.md"] {
        symlink(root().join(file), later.join(file)).unwrap();
    }
    for file in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        symlink(root().join(file), later.join(file)).unwrap();
    }
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let own = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    let cargo = cargo.replacen(&own, &format!("version = \"{NEXT}\""), 1);
    fs::write(later.join("Cargo.toml"), cargo).unwrap();
    later
}

fn script(checkout: &Path, name: &str, args: &[&Path]) -> Ran {
    ran(Command::new(checkout.join("packaging").join(name)).args(args))
}

/// A triple that Rust gives this machine.
fn target() -> String {
    format!("{}-unknown-linux-gnu", std::env::consts::ARCH)
}

#[test]
fn release_that_its_owner_signs_takes_the_place_of_the_program_with_its_pages() {
    let world = World::new();
    let (later, dist) = (checkout(&world), world.path("dist"));
    let sign = |args: &[&Path]| script(&later, "sign.sh", args);
    // One key is in use, and one lies in a drawer.
    let [key, next] = ["key.pem", "next.pem"].map(|name| world.path(name));
    for key in [&key, &next] {
        sign(&["new".as_ref(), key]).exits(0);
        assert_eq!(fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
        sign(&["new".as_ref(), key]).exits(3);
    }
    let keys =
        [&key, &next].map(|key| sign(&["key".as_ref(), key]).exits(0).stdout.trim_end().to_owned());
    let built = world.path("built");
    program::script(&built, &format!("#!/bin/sh\necho goenvmgr {NEXT}\n"));
    script(&later, "archive.sh", &[&built, target().as_ref(), &dist]).exits(0);
    for (signed_by, key) in [(&key, &keys[0]), (&next, &keys[1])] {
        sign(&["release".as_ref(), signed_by, &dist]).exits(0);
        let signed = fs::read(dist.join("goenvmgr-release.note")).unwrap();
        let text = note::open(&signed, &VerifierKey::parse(key).unwrap()).unwrap();
        let text: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(text["goenvmgr"], NEXT);
        update(&dist, &keys.join(","));
    }
}

/// In a clean home, from a server on loopback.
fn update(dist: &Path, keys: &str) {
    let server = Server::start();
    for entry in fs::read_dir(dist).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap();
        server.on(&format!("/download/{name}"), Answer::ok(fs::read(&file).unwrap()));
    }
    let world = World::new()
        .var("GOENVMGR_RELEASE_URL", format!("{}/download", server.url()))
        .var("GOENVMGR_TEST_RELEASE_KEYS", keys);
    let prefix = world.path("user/.local");
    let program = prefix.join("bin/goenvmgr");
    world.write(&prefix.join("share/man/man1/goenvmgr.1"), "of the version before");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    program::copy(exe(), &program);
    let done = ran(world.command(&program).args(["self", "update"])).exits(0);
    assert!(done.stdout.contains(&format!("is replaced by {NEXT}")), "{done:?}");
    let said = ran(world.command(&program).arg("--version")).exits(0).stdout;
    assert_eq!(said, format!("goenvmgr {NEXT}\n"));
    let pages = fs::read_dir(root().join("man")).unwrap().count();
    assert_eq!(fs::read_dir(prefix.join("share/man/man1")).unwrap().count(), pages);
}

#[test]
fn release_without_an_archive_or_with_another_kind_of_key_is_not_signed() {
    let world = World::new();
    let (later, dist) = (checkout(&world), world.path("dist"));
    fs::create_dir(&dist).unwrap();
    let key = world.path("key.pem");
    script(&later, "sign.sh", &["new".as_ref(), &key]).exits(0);
    let none = script(&later, "sign.sh", &["release".as_ref(), &key, &dist]).exits(3);
    assert!(none.stderr.contains("no archive of goenvmgr"), "{none:?}");
    fs::write(dist.join(format!("goenvmgr-{NEXT}-riscv64-unknown-linux-gnu.tar.gz")), "x").unwrap();
    let odd = script(&later, "sign.sh", &["release".as_ref(), &key, &dist]).exits(3);
    assert!(odd.stderr.contains("no platform"), "{odd:?}");
    let other = world.path("x25519.pem");
    let made =
        ran(Command::new("openssl").args(["genpkey", "-algorithm", "X25519", "-out"]).arg(&other));
    made.exits(0);
    for (key, words) in [(&other, "is no Ed25519 key"), (&world.path("gone"), "is no private key")]
    {
        let refused = script(&later, "sign.sh", &["release".as_ref(), key, &dist]).exits(3);
        assert!(refused.stderr.contains(words), "{refused:?}");
    }
    assert!(!dist.join("goenvmgr-release.note").exists());
    script(&later, "sign.sh", &[]).exits(2);
}
