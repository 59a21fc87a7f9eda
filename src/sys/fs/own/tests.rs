//! Links in our directories: whose are followed, whatever is done.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, lchown, symlink};

use super::*;
use crate::base::progress::Silent;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, marks, read, remove, walk};

/// A home of ours with a directory outside that holds a file.
fn world() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let (home, outside) = (dir.path().join("home"), dir.path().join("outside"));
    for dir in [&home, &outside] {
        fs::create_dir(dir).unwrap();
    }
    fs::write(outside.join("file"), "theirs").unwrap();
    claim(&home);
    (dir, home, outside)
}

fn as_it_was(outside: &Path) -> bool {
    fs::read_dir(outside).unwrap().count() == 1
        && fs::read(outside.join("file")).unwrap() == b"theirs"
}

/// Every way in which a file of ours is touched, through a directory or a file that is a link.
fn touched(home: &Path) -> Vec<bool> {
    let file = home.join("sub/file");
    let link = home.join("link");
    vec![
        atomic::write(&file, b"x").is_ok(),
        atomic::write(&link, b"x").is_ok(),
        atomic::create_dir(&home.join("sub/dir")).is_ok(),
        Lock::acquire(&home.join("sub/lock"), &Silent).is_ok(),
        Lock::acquire(&link, &Silent).is_ok(),
        marks::append_line(&file, b"x").is_ok(),
        marks::append_line(&link, b"x").is_ok(),
        marks::touch(&file, 7, 0).is_ok(),
        marks::touch(&link, 7, 0).is_ok(),
        marks::read_unseen(&link).is_ok(),
        read::text(&file, 99).is_ok(),
        read::text(&link, 99).is_ok(),
        walk::names(&home.join("sub")).is_ok(),
        crate::sys::fs::partial::Growing::open(link.clone()).is_ok(),
        crate::sys::fs::partial::Growing::open(home.join("sub/new")).is_ok(),
        crate::sys::fs::alias::set(Path::new("/x"), &home.join("sub/l")).is_ok(),
        crate::sys::fs::temporary::directory(&home.join("sub"), "new-").is_ok(),
        crate::sys::fs::mode::set_executable(&link, true).is_ok(),
        marks::rename(&file, &home.join("sub/other")).is_ok(),
        remove::aside(&home.join("sub/other"), &home.join("aside"), "x").is_ok(),
        remove::file(&home.join("sub/l")).is_ok(),
        remove::tree(&home.join("sub/dir"), &Silent).is_ok(),
    ]
}

#[test]
fn links_of_others_are_not_followed_whatever_is_done() {
    let (_dir, home, outside) = world();
    for (name, to) in [("sub", outside.clone()), ("link", outside.join("file"))] {
        symlink(to, home.join(name)).unwrap();
        lchown(home.join(name), Some(4711), None).unwrap();
    }
    let touched = touched(&home);
    assert!(touched.iter().all(|done| !done), "{touched:?}");
    assert!(as_it_was(&outside));
    let fault = atomic::write(&home.join("sub/file"), b"x").unwrap_err();
    let named = format!("{} is a link that user 4711 made", home.join("sub").display());
    assert!(fault.what.contains(&named), "{fault}");
    // The link itself is ours to take away.
    assert!(remove::file(&home.join("link")).unwrap());
}

#[test]
fn links_of_our_own_are_followed_unless_others_may_write_beside_them() {
    for (mode, group, believed) in [
        (0o755, 0, true),
        (0o775, 0, true),
        (0o777, 0, false),
        (0o775, 4711, false),
        (0o1777, 0, true),
    ] {
        let (_dir, home, outside) = world();
        symlink(&outside, home.join("sub")).unwrap();
        symlink(outside.join("file"), home.join("link")).unwrap();
        std::os::unix::fs::chown(&home, None, Some(group)).unwrap();
        fs::set_permissions(&home, Permissions::from_mode(mode)).unwrap();
        let touched = touched(&home);
        assert!(touched.iter().all(|done| *done == believed), "{mode:o} {group}: {touched:?}");
        assert_eq!(as_it_was(&outside), !believed, "{mode:o} {group}");
    }
}

#[test]
fn links_of_who_keeps_the_home_are_read_through_and_not_written_through() {
    let (_dir, home, outside) = world();
    symlink(&outside, home.join("sub")).unwrap();
    for path in [&home, &home.join("sub")] {
        lchown(path, Some(4711), None).unwrap();
    }
    assert_eq!(read::text(&home.join("sub/file"), 99).unwrap().as_deref(), Some("theirs"));
    atomic::write(&home.join("sub/file"), b"x").unwrap_err();
    assert!(as_it_was(&outside));
}

#[test]
fn home_itself_may_be_behind_a_link_but_of_no_stranger_where_all_may_write() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    for (owner, mode, believed) in
        [(0, 0o755, true), (0, 0o1777, true), (4711, 0o755, true), (4711, 0o1777, false)]
    {
        let open = dir.path().join(format!("{owner}-{mode:o}"));
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, Permissions::from_mode(mode)).unwrap();
        let home = open.join("home");
        symlink(dir.path().join("real"), &home).unwrap();
        lchown(&home, Some(owner), None).unwrap();
        claim(&home);
        assert_eq!(atomic::write(&home.join("f"), b"").is_ok(), believed, "{owner} {mode:o}");
    }
}

#[test]
fn home_that_is_not_there_yet_is_made_by_the_first_that_is_written() {
    let dir = tempfile::tempdir().unwrap();
    type Write = fn(&Path) -> bool;
    let writes: [Write; 4] = [
        |path| atomic::write(path, b"x").is_ok(),
        |path| Lock::acquire(path, &Silent).is_ok(),
        |path| marks::append_line(path, b"x").is_ok(),
        |path| marks::touch(path, 7, 0).is_ok(),
    ];
    for (number, write) in writes.into_iter().enumerate() {
        let home = dir.path().join(format!("{number}/home"));
        claim(&home);
        assert_eq!(read::text(&home.join("a/b"), 9).unwrap(), None);
        assert!(write(&home.join("a/b")) && home.join("a/b").is_file(), "{number}");
    }
}

#[test]
fn path_that_is_not_below_a_directory_of_ours_is_looked_up_as_ever() {
    let (dir, _, outside) = world();
    symlink(&outside, dir.path().join("sub")).unwrap();
    lchown(dir.path().join("sub"), Some(4711), None).unwrap();
    atomic::write(&dir.path().join("sub/file"), b"x").unwrap();
    assert!(!as_it_was(&outside));
}
