//! What cannot be read is not what needs nothing: nothing that a root may need goes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::world::{Ran, World, ran};

const CLEAN: &[&str] = &["clean", "--modcache", "--yes"];
const SUM: &str = "example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:x=\n";

/// Projects `p` (needs a by its go.sum), `w` (needs b by a member elsewhere) and `q` (needs
/// nothing); c is in nobody's files. All of it is nobody's.
fn world() -> World {
    let world = World::with_caches();
    for module in ["example.com/a", "example.com/b", "example.com/c"] {
        world.module(module, "v1.0.0");
    }
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.write("p/go.sum", SUM);
    world.write("p/sub/deep/go.mod", "module deep\n\ngo 1.22\n");
    world.write("w/go.work", "go 1.22\n\nuse ../member\n");
    world.write("member/go.mod", "module member\n\ngo 1.22\n\nrequire example.com/b v1.0.0\n");
    world.write("q/go.mod", "module q\n\ngo 1.22\n");
    world.give_to_nobody();
    world
}

fn add(world: &World) {
    let dirs = ["p", "w", "q"].map(|dir| world.path(dir).display().to_string());
    world.as_nobody(&["roots", "add", &dirs[0], &dirs[1], &dirs[2]]).exits(0);
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn kept(world: &World) -> [bool; 3] {
    ["a", "b", "c"].map(|name| world.has(&format!("example.com/{name}"), "v1.0.0"))
}

#[test]
fn unreadable_root_keeps_what_it_was_known_to_need() {
    for victim in
        ["p", "p/go.mod", "p/go.sum", "p/sub", "w", "w/go.work", "member", "member/go.mod"]
    {
        let world = world();
        add(&world);
        mode(&world.path(victim), 0);
        // Twice: the first clean must not write down that nothing is needed.
        for _ in 0..2 {
            let said = world.as_nobody(CLEAN).exits(0);
            assert_eq!(kept(&world), [true, true, false], "{victim}: {said:?}");
        }
        let listed = world.as_nobody(&["roots"]).exits(0);
        assert!(
            listed.stdout.contains("cannot be looked at") || listed.stdout.contains("unreachable")
        );
        mode(&world.path(victim), 0o755);
        world.as_nobody(CLEAN).exits(0);
        assert_eq!(kept(&world), [true, true, false], "{victim}, readable again");
    }
}

#[test]
fn unreadable_root_that_was_never_read_refuses_the_clean() {
    for victim in ["p", "p/go.mod", "p/go.sum", "w/go.work", "member/go.mod"] {
        let world = world();
        let roots = ["p", "w", "q"].map(|dir| format!("{}\n", world.path(dir).display()));
        world.write("home/state/roots.log", &roots.concat());
        world.give_to_nobody();
        mode(&world.path(victim), 0);
        let said = world.as_nobody(CLEAN).exits(1);
        assert_eq!(kept(&world), [true, true, true], "{victim}");
        assert!(said.stdout.contains("cannot be looked at"), "{said:?}");
    }
}

#[test]
fn readable_root_that_dropped_a_module_lets_it_go() {
    let world = world();
    add(&world);
    fs::remove_file(world.path("p/go.sum")).unwrap();
    world.as_nobody(CLEAN).exits(0);
    assert_eq!(kept(&world), [false, true, false]);
}

/// Us, where opening (or looking at) one path fails in this way.
fn failing(world: &World, path: &Path, error: &str, args: &[&str]) -> Ran {
    let mut strace = Command::new("strace");
    let calls = "openat,open,newfstatat,statx,stat,lstat";
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-P"]);
    // Files of ours are opened by name in the directory that holds them.
    strace.arg(path).arg("-P").arg(path.file_name().unwrap());
    strace.args(["-e", &format!("inject={calls}:error={error}")]);
    ran(world.behind(strace, args))
}

#[test]
fn file_server_that_is_gone_is_not_an_empty_project() {
    for (victim, error) in [
        ("p", "ESTALE"),
        ("p/go.mod", "EIO"),
        ("p/go.sum", "ESTALE"),
        ("p/go.sum", "EMFILE"),
        ("w/go.work", "EACCES"),
        ("member/go.mod", "ETIMEDOUT"),
    ] {
        let world = world();
        world.run(&["roots", "add", "p", "w", "q"]).exits(0);
        let said = failing(&world, &world.path(victim), error, CLEAN);
        assert_eq!(kept(&world), [true, true, false], "{victim} {error}: {said:?}");
        world.run(CLEAN).exits(0);
        assert_eq!(kept(&world), [true, true, false], "{victim} {error}, back again");
    }
}

#[test]
fn memory_of_roots_that_cannot_be_read_is_not_empty() {
    let needs = |world: &World| {
        let dir = fs::read_dir(world.path("home/state/needs")).unwrap();
        dir.map(|file| file.unwrap().path()).collect::<Vec<_>>()
    };
    for error in ["EIO", "EMFILE"] {
        let world = world();
        world.run(&["roots", "add", "p", "w", "q"]).exits(0);
        world.write("home/state/roots.log", &format!("{}\n", world.path("q").display()));
        failing(&world, &world.path("home/state/roots.list"), error, CLEAN).exits(3);
        assert_eq!(kept(&world), [true, true, true], "{error}");
        // The project is gone, and what it needed cannot be read.
        fs::remove_dir_all(world.path("p")).unwrap();
        for file in needs(&world) {
            failing(&world, &file, error, CLEAN);
            assert!(kept(&world)[0], "{error} {}", file.display());
        }
    }
    let world = world();
    world.run(&["roots", "add", "p", "w", "q"]).exits(0);
    fs::remove_dir_all(world.path("p")).unwrap();
    needs(&world).iter().for_each(|file| fs::write(file, "").unwrap());
    let said = world.run(CLEAN).exits(1);
    assert!(said.stdout.contains("damaged"), "{said:?}");
    assert!(kept(&world)[0]);
}

#[test]
fn clean_with_too_few_file_descriptors_deletes_nothing_that_is_needed() {
    for limit in 4..26 {
        let world = world();
        world.run(&["roots", "add", "p", "w", "q"]).exits(0);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {limit}; exec \"$@\""), "sh"]);
        let said = ran(world.behind(shell, CLEAN));
        assert_eq!(kept(&world)[..2], [true, true], "{limit}: {said:?}");
        world.run(CLEAN).exits(0);
        assert_eq!(kept(&world), [true, true, false], "{limit}, without a limit");
    }
}

#[test]
fn mount_point_without_its_disk_is_not_an_empty_project() {
    let world = world();
    // The project is a disk when it is named, and an empty directory when it is cleaned.
    let script = "at=$1; shift; cp -a \"$at\" \"$at.copy\" && mount -t tmpfs none \"$at\" && \
        cp -a \"$at.copy/.\" \"$at\" && \"$@\"";
    let mut shell = Command::new("unshare");
    shell.args(["--mount", "sh", "-c", script, "sh"]).arg(world.path("p"));
    ran(world.behind(shell, &["roots", "add", "p", "w", "q"])).exits(0);
    fs::remove_dir_all(world.path("p")).unwrap();
    fs::create_dir(world.path("p")).unwrap();
    world.run(CLEAN).exits(0);
    assert_eq!(kept(&world), [true, true, false]);
}

#[test]
fn receipts_stay_where_toolchains_cannot_be_looked_at() {
    let world = world();
    world.write("home/receipts/go1.21.5.json", "{}");
    world.write("home/toolchains/x", "");
    let toolchains = world.path("home/toolchains/go1.21.5");
    failing(&world, &toolchains, "EIO", &["clean", "--stale"]);
    assert!(world.path("home/receipts/go1.21.5.json").exists());
    world.run(&["clean", "--stale"]).exits(0);
    assert!(!world.path("home/receipts/go1.21.5.json").exists(), "provably an orphan");
}
