//! Caches on other disks, of other users, and with rights that stand in the way.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::world::{Ran, World, ran};
use crate::support::platform::PermissionsExt;

const CLEAN: &[&str] = &["clean", "--modcache", "--yes"];

/// A garbage module, and a root that does not want it.
fn world() -> World {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.run(&["roots", "add", "p"]).exits(0);
    world
}

/// Runs a command where a new file system is mounted on `at`, with what `at` held; prints what is
/// below `at` in the end.
fn on_its_own_disk(world: &World, at: &Path, args: &[&str]) -> Ran {
    let mut shell = Command::new("unshare");
    let script = "at=$1; shift; cp -a \"$at\" \"$at.copy\" && mount -t tmpfs none \"$at\" && \
        cp -a \"$at.copy/.\" \"$at\" && \"$@\"; code=$?; find \"$at\" | sed s/^/there:/; exit $code";
    shell.args(["--mount", "sh", "-c", script, "sh"]).arg(at);
    ran(world.behind(shell, args))
}

#[test]
fn module_cache_on_another_disk_is_swept() {
    let world = world();
    let said = on_its_own_disk(&world, &world.cache(), CLEAN).exits(0);
    assert!(!said.stdout.contains("a@v1.0.0/") && said.stdout.contains("v1.0.0.mod"), "{said:?}");
    assert!(
        !said.stdout.contains(".goenvmgr-trash") && !said.stdout.contains(".partial"),
        "{said:?}"
    );
}

/// Mounts a directory of somebody else's on `at` and runs us there; what is in it afterwards.
fn with_mount(world: &World, at: &Path, kind: &str, args: &[&str]) -> Ran {
    let mut shell = Command::new("unshare");
    let script = "at=$1; precious=$2; kind=$3; shift 3; mkdir -p \"$precious/sub\"
        [ $kind = bind ] || mount -t tmpfs none \"$precious\"
        mkdir -p \"$precious/sub\"; echo x >\"$precious/sub/photo\"; echo x >\"$precious/photo\"
        mount --bind \"$precious\" \"$at\" && \"$@\"; code=$?
        find \"$at\" \"$precious\" -type f | sed s/^/there:/; exit $code";
    shell.args(["--mount", "sh", "-c", script, "sh"]).arg(at).arg(world.path("precious")).arg(kind);
    ran(world.behind(shell, args))
}

#[test]
fn mount_inside_the_module_cache_is_not_entered() {
    for at in ["example.com/a@v1.0.0/sub", "example.com/a@v1.0.0", "example.com", "cache/download"]
    {
        for (kind, args) in [
            ("bind", CLEAN),
            ("tmpfs", CLEAN),
            ("bind", &["clean", "--modcache", "--everything", "--yes"]),
            ("tmpfs", &["clean", "--modcache", "--everything", "--yes"]),
        ] {
            let world = world();
            world.module("other.org/b", "v1.0.0");
            let said = with_mount(&world, &world.cache().join(at), kind, args).exits(0);
            for file in ["photo", "sub/photo"] {
                let file = format!("there:{}", world.cache().join(at).join(file).display());
                assert!(said.stdout.contains(&file), "{at} {kind} {args:?}: {said:?}");
            }
            assert!(said.stdout.contains("something is mounted at"), "{at} {kind}: {said:?}");
            let other = world.has("other.org/b", "v1.0.0");
            assert_eq!(other, at == "cache/download" && args == CLEAN, "{at} {kind} {args:?}");
        }
    }
}

#[test]
fn mount_inside_what_is_ours_is_not_entered() {
    let world = world();
    let at = world.path("home/staging/go1.20.1.new-Ab12cd/bin");
    fs::create_dir_all(&at).unwrap();
    let said = with_mount(&world, &at, "bind", &["clean", "--stale"]).exits(3);
    assert!(said.stdout.contains("bin/sub/photo"), "{said:?}");
    world.run(&["clean", "--stale"]).exits(0);
    assert!(!at.exists(), "it was the mount alone that stood in the way");
}

#[test]
fn directory_that_is_no_module_cache_is_refused_without_yes() {
    for (name, everything) in
        [("photos/2026/a.jpg", true), (".profile", true), ("cache/mine", false)]
    {
        let world = world();
        let odd = world.path("odd");
        let file = odd.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "x").unwrap();
        // Somebody's GOMODCACHE=~, with what go put there.
        if everything {
            fs::create_dir_all(odd.join("cache/download/x")).unwrap();
        }
        let run = |args: &[&str]| {
            let mut ours = world.ours(&[]);
            ran(ours.env("GOMODCACHE", &odd).args(args))
        };
        let args = ["clean", "--modcache", "--everything"];
        for extra in [&[][..], &["--dry-run"]] {
            let said = run(&[&args[..], extra].concat()).exits(1);
            let shown = odd.display().to_string();
            assert!(
                said.stdout.contains(&shown) && said.stdout.contains("not look like"),
                "{said:?}"
            );
            assert!(said.stderr.contains("--yes") && file.exists(), "{said:?}");
        }
        if !everything {
            run(&["clean", "--modcache"]).exits(1);
        }
        let said = run(&[&args[..], &["--yes"]].concat()).exits(0);
        assert!(said.stdout.contains(&format!("everything in {}", odd.display())), "{said:?}");
        assert!(!file.exists());
    }
    // The honest twin.
    let world = world();
    let said = world.run(&["clean", "--modcache", "--everything", "--dry-run"]).exits(0);
    let all = format!("everything in {}", world.cache().display());
    assert!(said.stdout.contains(&all), "{said:?}");
}

#[test]
fn read_only_directories_of_ones_own_go() {
    let world = world();
    world.give_to_nobody();
    assert!(world.has("example.com/a", "v1.0.0"));
    world.as_nobody(CLEAN).exits(0);
    assert!(
        !world.has("example.com/a", "v1.0.0") && !world.cache().join(".goenvmgr-trash").exists()
    );
}

#[test]
fn files_of_another_user_are_named_with_the_cure() {
    let world = world();
    world.give_to_nobody();
    // `sudo go get` left a module behind.
    let dir = world.cache().join("example.com");
    let given = Command::new("chown").args(["-R", "0:0"]).arg(&dir).status();
    assert!(given.unwrap().success());
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
    let said = world.as_nobody(CLEAN).exits(3);
    assert!(said.stderr.contains("another user"), "{said:?}");
    let cure = said.stderr.lines().find_map(|line| line.split_once("sudo ")).unwrap().1;
    assert!(cure.starts_with("chown -R") && cure.contains("example.com"), "{said:?}");
    assert!(dir.join("a@v1.0.0/go.mod").exists());
    let partial = world.cache().join("cache/download/example.com/a/@v/v1.0.0.partial");
    assert!(!partial.exists(), "what stays whole is not marked as torn");
    // The cure, as root would run it for that user.
    let cure = cure.replace("$(id -un)", "65534");
    assert!(Command::new("sh").args(["-c", &cure]).status().unwrap().success());
    world.as_nobody(CLEAN).exits(0);
    assert!(!world.has("example.com/a", "v1.0.0"));
}
