//! Caches on other disks, of other users, and with rights that stand in the way.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::world::World;

const CLEAN: &[&str] = &["clean", "--modcache", "--yes"];

/// A garbage module, and a root that does not want it.
fn world() -> World {
    let world = World::new();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.run(&["roots", "add", "p"]).expect(0);
    world
}

/// Runs a command where a new file system is mounted on `at`, with what `at` held; prints what is
/// below `at` in the end.
fn on_its_own_disk(world: &World, at: &Path, args: &[&str]) -> super::world::Said {
    let mut shell = Command::new("unshare");
    let script = "at=$1; shift; cp -a \"$at\" \"$at.copy\" && mount -t tmpfs none \"$at\" && \
        cp -a \"$at.copy/.\" \"$at\" && \"$@\"; code=$?; find \"$at\" | sed s/^/there:/; exit $code";
    shell.args(["--mount", "sh", "-c", script, "sh"]).arg(at);
    super::world::Said::of(&mut world.behind(shell, args))
}

#[test]
fn a_module_cache_on_another_disk_is_swept() {
    let world = world();
    let said = on_its_own_disk(&world, world.cache(), CLEAN).expect(0);
    assert!(!said.out.contains("a@v1.0.0/") && said.out.contains("v1.0.0.mod"), "{said:?}");
    assert!(!said.out.contains(".goenvmgr-trash") && !said.out.contains(".partial"), "{said:?}");
}

#[test]
fn a_disk_mounted_inside_the_module_cache_is_swept_where_it_lies() {
    let world = world();
    let said = on_its_own_disk(&world, &world.cache().join("example.com"), CLEAN).expect(0);
    assert!(said.out.contains("there:") && !said.out.contains("a@v1.0.0\n"), "{said:?}");
    let at = world.cache().join("cache/download/example.com/a/@v");
    assert!(!at.join("v1.0.0.zip").exists() && !at.join("v1.0.0.partial").exists());
}

#[test]
fn read_only_directories_of_ones_own_go() {
    let world = world();
    own(&world);
    assert!(world.has("example.com/a", "v1.0.0"));
    world.as_nobody(CLEAN).expect(0);
    assert!(
        !world.has("example.com/a", "v1.0.0") && !world.cache().join(".goenvmgr-trash").exists()
    );
}

/// Gives the whole world to nobody.
fn own(world: &World) {
    let given = Command::new("chown").args(["-R", "65534:65534"]).arg(world.at("")).status();
    assert!(given.unwrap().success());
}

#[test]
fn another_users_files_are_named_with_the_cure() {
    let world = world();
    own(&world);
    // `sudo go get` left a module behind.
    let dir = world.cache().join("example.com");
    let given = Command::new("chown").args(["-R", "0:0"]).arg(&dir).status();
    assert!(given.unwrap().success());
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
    let said = world.as_nobody(CLEAN).expect(3);
    assert!(said.err.contains("another user"), "{said:?}");
    let cure = said.err.lines().find_map(|line| line.split_once("sudo ")).unwrap().1;
    assert!(cure.starts_with("chown -R") && cure.contains("example.com"), "{said:?}");
    assert!(dir.join("a@v1.0.0/go.mod").exists());
    let partial = world.cache().join("cache/download/example.com/a/@v/v1.0.0.partial");
    assert!(!partial.exists(), "what stays whole is not marked as torn");
    // The cure, as root would run it for that user.
    let cure = cure.replace("$(id -un)", "65534");
    assert!(Command::new("sh").args(["-c", &cure]).status().unwrap().success());
    world.as_nobody(CLEAN).expect(0);
    assert!(!world.has("example.com/a", "v1.0.0"));
}
