//! `goenvmgr install tip --from CHECKOUT`, `install --build V`: from source, under a name. The source is a make.bash
//! that does what stands in `build` of the Go that builds.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::net::Net;
use crate::support::publish::Toolchain;
use crate::support::until;
use crate::support::world::World;

pub(super) const MAKE: &str =
    "#!/usr/bin/env bash\nset -e\nbootgo=1.20.6\n. \"$GOROOT_BOOTSTRAP/build\"\n";

/// What a build does: the `go` that comes of it says these words.
pub(super) fn gives(words: &str) -> String {
    format!(
        "mkdir -p ../bin ../pkg/obj && printf '#!/bin/sh\\necho {words} $*\\n' >../bin/go && chmod 755 ../bin/go && cp ../bin/go ../bin/gofmt\n"
    )
}

/// With a system's Go, and a checkout in `go`, below which a build of its owner's lies.
pub(super) fn world() -> World {
    let world = World::new();
    world.goroot(&world.path("system"), "1.26.8");
    let path = format!("{}:/usr/bin:/bin", world.show("system/bin"));
    let world = world.var("PATH", path);
    world.write("system/build", &gives("first"));
    world.program("go/src/make.bash", MAKE);
    world.write(
        "go/src/internal/goversion/goversion.go",
        "package goversion\n\nconst Version = 27\n",
    );
    world.write("go/bin/go", "old");
    world.write("go/pkg/obj/x", "old");
    world
}

pub(super) fn builds(world: &World) -> Vec<PathBuf> {
    let found = fs::read_dir(world.home().join("built")).into_iter().flatten();
    found.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

#[test]
fn checkout_is_built_under_a_name_and_never_called_verified() {
    let world = world();
    let from = world.show("go");
    let done = world.run(&["install", "tip", "--from", "../go"]).exits(0);
    let system = world.show("system");
    assert!(done.stdout.starts_with("built tip in "), "{done:?}");
    assert!(done.stdout.contains(&format!("by go1.26.8 in {system} (not verified)")), "{done:?}");
    assert!(done.stdout.contains("unverified: nothing says what its source should be"), "{done:?}");
    assert_eq!(world.installed(), ["tip"]);
    assert_eq!(fs::read(world.path("go/bin/go")).unwrap(), b"old", "the checkout stays as it is");
    assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
    let listed = world.run(&["list"]).exits(0).stdout;
    assert!(listed.contains("tip 1.27") && listed.contains("built"), "{listed}");
    assert!(listed.contains(&format!("should be, built from {from}")), "{listed}");
    let json = world.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!((&json[0]["source"], &json[0]["link"]), (&"built".into(), &"tip".into()));
    let told = world.run(&["verify", "tip"]).exits(1).stdout;
    assert!(told.contains("unchanged since it was installed: 5 files"), "{told}");
    assert!(told.contains(&format!("note: built here from {from} by go1.26.8")), "{told}");
    // A project may name it after trust alone.
    world.write(&world.work().join("goenvmgr.toml"), "go = \"tip\"\n");
    let denied = world.run(&["exec", "--", "go", "env"]);
    assert!(denied.code != 0 && denied.stderr.contains("trust"), "{denied:?}");
    world.run(&["trust"]).exits(0);
    assert_eq!(world.run(&["exec", "--", "go", "env"]).exits(0).stdout, "first env\n");

    // Again: it takes the place of the old one, which goes.
    world.write("system/build", &gives("second"));
    let again = world.run(&["install", "tip", "--from", &from, "--format", "json"]).exits(0).json();
    assert_eq!((&again["replaced"], &again["from"]), (&true.into(), &from.into()));
    assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "second env\n");
    let [only] = &builds(&world)[..] else { panic!("{:?}", builds(&world)) };
    let mut left: Vec<_> = fs::read_dir(only).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["files", "go", "receipt.json"]);
    assert!(!only.join("go/pkg/obj").exists());
    // What differs is named.
    fs::write(only.join("go/bin/gofmt"), "other").unwrap();
    let told = world.run(&["verify", "tip"]).exits(6).stdout;
    assert!(told.contains("changed: bin/gofmt"), "{told}");
    world.run(&["clean", "--stale"]).exits(0);
    assert_eq!(builds(&world).len(), 1);
    fs::remove_file(world.work().join("goenvmgr.toml")).unwrap();
    let gone = world.run(&["uninstall", "tip"]).exits(0).stdout;
    assert_eq!(gone, "removed tip, which was built here\n");
    assert!(builds(&world).is_empty() && world.installed().is_empty());
    assert!(world.path("go/src/make.bash").exists());
}

#[test]
fn build_that_fails_or_cannot_be_kept_changes_nothing() {
    let world = world();
    let from = world.show("go");
    world.run(&["install", "tip", "--from", &from]).exits(0);
    for (script, says) in [
        ("echo no >&2; exit 1", "make.bash ended with 1"),
        ("true", "left no go that says which it is"),
    ] {
        world.write("system/build", script);
        let done = world.run(&["install", "tip", "--from", &from]).exits(3);
        assert!(
            done.stderr.contains(says) && done.stderr.contains("state/logs/build-tip.log"),
            "{done:?}"
        );
        assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
        assert_eq!(builds(&world).len(), 1);
    }
    world.write("system/build", &gives("second"));
    world.goroot(&world.path("own"), "1.23.1");
    world.run(&["link", "mygo", &world.show("own")]).exits(0);
    let yours = world.run(&["install", "mygo", "--from", &from]).exits(2);
    assert!(yours.stderr.contains("mygo is linked to"), "{yours:?}");
    let none = world.run(&["install", "tip", "--from", &world.show("own")]).exits(2);
    assert!(none.stderr.contains("there is no src/make.bash"), "{none:?}");
    fs::remove_file(world.path("go/src/internal/goversion/goversion.go")).unwrap();
    let which = world.run(&["install", "tip", "--from", &from]).exits(2);
    assert!(which.stderr.contains("does not say which Go it is"), "{which:?}");
    world.write("go/VERSION", "go1.27-mine\n");
    world.run(&["install", "tip", "--from", &from]).exits(0);
    assert_eq!(builds(&world).len(), 1);
}

#[test]
fn build_that_is_killed_leaves_the_old_one_and_nothing_that_stays() {
    let world = world();
    let from = world.show("go");
    world.run(&["install", "tip", "--from", &from]).exits(0);
    let old = builds(&world);
    let started = world.path("started");
    world.write(
        "system/build",
        &format!("echo x >{0}; while [ -e {0} ]; do sleep 0.02; done", started.display()),
    );
    for (signal, code) in [("INT", Some(130)), ("KILL", None)] {
        let mut command = world.ours(&["install", "tip", "--from", &from]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        until("the build has begun", || started.exists());
        let pid = child.id().to_string();
        let done = std::process::Command::new("kill").args([&format!("-{signal}"), &pid]).status();
        assert!(done.unwrap().success());
        let ended = child.wait().unwrap();
        assert_eq!(ended.code(), code, "{:?}", ended.signal());
        assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
        fs::remove_file(&started).unwrap();
        if signal == "INT" {
            assert_eq!(builds(&world), old);
        }
    }
    assert_eq!(builds(&world).len(), 2);
    // What the killed one had started ends by itself, and holds the lock until then.
    until("what is left goes", || {
        world.run(&["clean", "--stale"]).exits(0);
        builds(&world) == old
    });
}

#[test]
fn release_is_built_from_its_verified_source_under_a_name() {
    let mut toolchain = Toolchain::new("1.22.5");
    toolchain.files.insert("src/make.bash".to_owned(), (true, MAKE.as_bytes().to_vec()));
    let h1 = toolchain.h1();
    let net = Net::with_record(toolchain, &h1);
    let system = net.world.path("system");
    net.world.goroot(&system, "1.26.8");
    net.world.write("system/build", &gives("built"));
    let path = format!("{}:/usr/bin:/bin", Path::new(&system).join("bin").display());
    let net = net.var("PATH", &path);
    let done = net.run(&["install", "--build", "1.22.5"]).exits(0).stdout;
    assert!(done.contains("from go1.22.5 by go1.26.8 in"), "{done}");
    assert!(done.ends_with("  built here from verified source\n"), "{done}");
    assert_eq!(net.installed(), ["built-1-22-5", "go1.22.5"]);
    let ran = net.run(&["exec", "built-1-22-5", "--", "go", "env"]).exits(0);
    assert_eq!(ran.stdout, "built env\n");
    let listed = net.run(&["list"]).exits(0).stdout;
    assert!(listed.contains("built here from verified source"), "{listed}");
    let told = net.run(&["verify", "built-1-22-5"]).exits(0).stdout;
    assert!(told.contains("unchanged since it was installed"), "{told}");
    let json = net
        .run(&["install", "--build", "1.22.5", "--name", "mine", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!((&json["name"], &json["source"]), (&"mine".into(), &h1.into()));
    let both = net.run(&["install", "--build", "1.22.5", "1.21"]).exits(2);
    assert!(both.stderr.contains("--build takes one version"), "{both:?}");
}
