//! `pin` writes the file that decides, and no other.

use std::fs;
use std::path::Path;

use crate::support::platform::symlink;
use crate::support::world::{World, ran};

#[test]
fn pin_writes_the_file_that_decides_here() {
    let world = World::with(&["1.22.5"]).file("go.mod", "module m\ngo 1.20\n");
    let dry = world.run(&["pin", "1.22.5", "--dry-run"]).exits(0);
    assert!(dry.stdout.starts_with("would pin 1.22.5 in "), "{dry:?}");
    assert!(!world.work().join(".go-version").exists());
    let first = world.run(&["pin", "go1.22.5"]).exits(0);
    assert!(first.stdout.starts_with("pinned 1.22.5 in "), "{first:?}");
    assert_eq!(fs::read_to_string(world.work().join(".go-version")).unwrap(), "1.22.5\n");
    assert_eq!(world.run(&["current", "--format", "json"]).json()["version"], "1.22.5");
    let second = world.run(&["pin", "1.23", "--format", "json"]).exits(0);
    assert!(second.stderr.contains("hint: goenvmgr install 1.23"), "{second:?}");
    let json = second.json();
    assert_eq!((&json["previous"], &json["request"]), (&"1.22.5".into(), &"1.23".into()));
    assert_eq!((&json["created"], &json["installed"]), (&false.into(), &false.into()));
    let text = "go = \"1.20\" # why\n\n[env]\nA = \"1\"\n";
    let world = world.file("goenvmgr.toml", text);
    world.run(&["pin", "latest"]).exits(0);
    let now = fs::read_to_string(world.work().join("goenvmgr.toml")).unwrap();
    assert_eq!(now, text.replace("1.20", "latest"));
    assert_eq!(fs::read_to_string(world.work().join("go.mod")).unwrap(), "module m\ngo 1.20\n");
}

#[test]
fn pin_refuses_what_is_no_request_and_says_when_the_shell_stays() {
    let world = World::with(&["1.22.5"]);
    let bad = world.run(&["pin", "1.22.5rc1"]).exits(2);
    assert!(bad.stderr.contains("not a Go version"), "{bad:?}");
    let world = world.var("GOENVMGR_VERSION", "1.22.5");
    let ran = world.run(&["pin", "system"]).exits(0);
    assert!(ran.stderr.contains("stays at GOENVMGR_VERSION=1.22.5"), "{ran:?}");
}

#[test]
fn pin_follows_no_link_out_of_its_directory() {
    for (file, text) in [
        (".go-version", "1.22.5\n"),
        (".tool-versions", "golang 1.22.5\n"),
        ("goenvmgr.toml", "go = \"1.22.5\"\n"),
        ("mise.toml", "[tools]\ngo = \"1.22.5\"\n"),
        (".go-version", "ssh-ed25519 AAAA me\n"),
    ] {
        let world = World::with(&["1.22.5"]);
        let at = |name: &str| world.path(name);
        world.write(&at("user/keys"), text);
        fs::create_dir(at("work/deep")).unwrap();
        symlink(at("user"), at("work/dir")).unwrap();
        symlink(at("user/keys"), at("work/hop")).unwrap();
        let link = world.work().join(file);
        for to in [at("user/keys"), "../user/keys".into(), "dir/keys".into(), "hop".into()] {
            symlink(&to, &link).unwrap();
            for args in [&["pin", "1.23.1"][..], &["pin", "1.23.1", "--dry-run"]] {
                let said = world.run(args).exits(2);
                assert!(said.stderr.contains("leads out of its directory"), "{said:?}");
                assert!(said.stderr.contains(at("user/keys").to_str().unwrap()), "{said:?}");
            }
            assert_eq!(fs::read_to_string(at("user/keys")).unwrap(), text);
            fs::remove_file(&link).unwrap();
        }
    }
}

#[test]
fn pin_creates_nothing_behind_a_link() {
    let world = World::with(&["1.22.5"]);
    let link = world.work().join(".go-version");
    for to in ["../user/new", "../user/none/new", "../..", ".go-version", "/nowhere/x"] {
        symlink(to, &link).unwrap();
        let said = world.run(&["pin", "1.22.5"]);
        assert!(matches!(said.code, 2 | 3), "{to}: {said:?}");
        assert_eq!(fs::read_dir(world.path("user")).unwrap().count(), 0, "{to}");
        assert_eq!(fs::read_link(&link).unwrap(), Path::new(to));
        fs::remove_file(&link).unwrap();
    }
}

#[test]
fn pin_keeps_a_link_that_stays_in_its_directory() {
    let mut world = World::with(&["1.22.5"]).file("conf/go", "1.22.5\n");
    symlink("conf/go", world.work().join(".go-version")).unwrap();
    // The directory itself may be reached through a link.
    symlink(world.work(), world.path("here")).unwrap();
    world.set("PWD", world.path("here"));
    let mut pin = world.ours(&["pin", "1.23.1"]);
    pin.current_dir(world.path("here"));
    ran(pin).exits(0);
    assert_eq!(fs::read_to_string(world.work().join("conf/go")).unwrap(), "1.23.1\n");
    assert!(world.work().join(".go-version").is_symlink());
}
