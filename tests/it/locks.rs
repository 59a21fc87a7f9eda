//! Locks that somebody holds: who is waited for, and who is not.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::net::Net;
use crate::support::world::{World, ran};

/// Holds a lock as a stranger could where the file is of old: by reading it.
pub(crate) fn hold(path: &Path) -> File {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    let file = File::open(path).unwrap();
    file.lock().unwrap();
    file
}

/// Runs a command that finds the lock held: what it says of that, before the lock is let go and it
/// ends well.
fn meets_held(world: &World, args: &[&str], lock: &Path) -> String {
    let held = hold(lock);
    let mut command = world.ours(args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = told.map_while(Result::ok).find(|line| line.contains("waiting for"));
    drop(held);
    let ended = child.wait().unwrap();
    assert!(ended.code().is_some_and(|code| code < 2), "{args:?}: {ended:?}, {line:?}");
    line.unwrap_or_else(|| panic!("{args:?} says nothing"))
}

fn locks_below(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let found = entries.flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => locks_below(&entry.path()),
        _ => vec![entry.path()],
    });
    found
        .filter(|path| path.ends_with("lock") || path.extension().is_some_and(|e| e == "lock"))
        .collect()
}

#[test]
fn held_locks_are_waited_for_with_the_name_of_their_holder() {
    let world = World::with(&["1.22.5"]).file("go.mod", "module m\n");
    let home = world.home();
    let whom = format!("waiting for process {} (", std::process::id());
    for (args, lock) in [
        (&["roots", "add", "."][..], "state/roots.lock"),
        (&["roots", "remove", "."], "state/roots.lock"),
        (&["clean", "--modcache", "--yes"], "state/roots.lock"),
        (&["setup", "--shell", "bash"], "state/setup.lock"),
        (&["doctor", "--undo"], "state/doctor/lock"),
    ] {
        let line = meets_held(&world, args, &home.join(lock));
        assert!(line.starts_with(&whom) && line.ends_with(lock), "{args:?}: {line}");
    }
}

#[test]
fn held_lock_of_the_log_is_waited_for_by_install_with_the_name_of_its_holder() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let locks = locks_below(&net.world.home().join("state/sumdb"));
    let [lock] = locks.as_slice() else { panic!("{locks:?}") };
    fs::remove_file(lock.with_file_name("latest")).unwrap();
    let line = meets_held(&net.world, &["install", "--reinstall", "1.22.5"], lock);
    let whom = format!("waiting for process {} (", std::process::id());
    assert!(line.starts_with(&whom) && line.ends_with("latest.lock"), "{line}");
}

#[test]
fn held_lock_of_the_roots_stops_no_shim() {
    let world = World::with(&["1.22.5"]).file("go.mod", "module m\n").file(".go-version", "1.22.5");
    let log = world.home().join("state/roots.log");
    world.write(&log, &"/some/project/of/a/shell\n".repeat(2000));
    let _held = hold(&world.home().join("state/roots.lock"));
    let shim = world.home().join("shims/go");
    fs::create_dir_all(shim.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(crate::support::world::exe(), &shim).unwrap();
    let said = ran(world.command(&shim).arg("version")).exits(0);
    assert!(said.stdout.starts_with("go1.22.5"), "{said:?}");
    world.run(&["exec", "--", "go", "version"]).exits(0);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.ends_with(&format!("{}\n", world.work().display())), "noted all the same");
}

#[test]
fn lock_files_are_for_their_owner_alone() {
    let net = Net::new();
    let old = net.world.home().join("staging/go1.22.5.lock");
    net.world.write(&old, "4711\n");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o644)).unwrap();
    for args in [
        &["install", "1.22.5"][..],
        &["roots", "add", "."],
        &["setup", "--shell", "bash"],
        &["doctor", "--undo"],
    ] {
        let mut umask = std::process::Command::new("/bin/sh");
        umask.args(["-c", "umask 0; exec \"$0\" \"$@\""]);
        let ran = net.world.under(umask, &net.world.ours(args));
        assert!(ran.code < 2, "{ran:?}");
    }
    let locks = locks_below(&net.world.home());
    assert!(!old.exists(), "the lock of a version goes with who held it");
    assert_eq!(locks.len(), 6, "{locks:?}");
    for lock in locks {
        let mode = fs::metadata(&lock).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", lock.display());
    }
}

/// There is a lock for each version that anybody ever asked for.
#[test]
fn lock_of_a_version_goes_with_its_holder_and_that_of_a_killed_one_with_the_next() {
    let net = Net::new();
    let staging = net.world.home().join("staging");
    for left in ["go1.20.1.lock", "go1.21.0.windows-arm64.lock", "package.lock"] {
        net.world.write(&staging.join(left), "");
    }
    let held = hold(&staging.join("go1.23.1.lock"));
    let archive = net.world.path("go.tar.gz");
    fs::write(&archive, net.toolchain.archive()).unwrap();
    let (from, other) = (archive.to_str().unwrap(), "0".repeat(64));
    for (code, args) in [
        (6, &["install", "--from", from, "--sha256", &other][..]),
        (0, &["install", "1.22.5"]),
        (0, &["uninstall", "1.22.5"]),
    ] {
        net.run(args).exits(code);
        let mut left = locks_below(&staging);
        left.sort();
        let stay = ["go1.23.1.lock", "package.lock"].map(|name| staging.join(name));
        assert_eq!(left, stay, "{args:?}");
    }
    drop(held);
}
