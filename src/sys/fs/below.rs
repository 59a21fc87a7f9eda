//! Goes through the directories of a tree in parallel, however deep it is: below so many levels a
//! list takes the place of the stack.

use std::ffi::{CStr, CString, OsStr};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::io::Errno;

use super::look::open_dir;
use crate::sys::threads;

/// So many levels are entered in parallel, one call inside the other. Trees that people make end
/// before; one that is made to harm does not.
pub(super) const NESTED: usize = 32;

/// Gets an open directory and its path, and says which of its subdirectories to enter.
pub type Visit<'a> = dyn Fn(BorrowedFd<'_>, &Path) -> Vec<CString> + Sync + 'a;
/// Gets the path of a directory that could not be opened.
pub type Unopened<'a> = dyn Fn(&Path, Errno) + Sync + 'a;

/// Visits the directory `top`, which is called `path`, and those below it that `visit` names, never
/// through a link.
pub fn each(top: BorrowedFd<'_>, path: &Path, visit: &Visit<'_>, unopened: &Unopened<'_>) {
    level(top, path, 0, visit, unopened);
}

fn level(
    dir: BorrowedFd<'_>,
    path: &Path,
    depth: usize,
    visit: &Visit<'_>,
    unopened: &Unopened<'_>,
) {
    let below = visit(dir, path);
    if depth == NESTED {
        return list(dir, path, below, visit, unopened);
    }
    let enter = |name: CString| {
        let path = join(path, &name);
        match open_dir(dir, &name) {
            Ok(sub) => level(sub.as_fd(), &path, depth + 1, visit, unopened),
            Err(error) => unopened(&path, error),
        }
    };
    match below.len() {
        0 | 1 => below.into_iter().for_each(enter),
        _ => {
            threads::ready();
            below.into_par_iter().for_each(enter);
        }
    }
}

/// What is further down, with one directory open at a time.
fn list(
    dir: BorrowedFd<'_>,
    path: &Path,
    below: Vec<CString>,
    visit: &Visit<'_>,
    unopened: &Unopened<'_>,
) {
    let mut path = path.to_owned();
    if let Err(error) = try_list(dir, &mut path, below, visit, unopened) {
        unopened(&path, error);
    }
}

fn try_list(
    dir: BorrowedFd<'_>,
    path: &mut PathBuf,
    below: Vec<CString>,
    visit: &Visit<'_>,
    unopened: &Unopened<'_>,
) -> Result<(), Errno> {
    let mut dir = rustix::io::fcntl_dupfd_cloexec(dir, 0)?;
    let mut here = (Id::of(dir.as_fd())?, below);
    let mut above = Vec::new();
    loop {
        if let Some(name) = here.1.pop() {
            let inner = join(path, &name);
            match open_dir(dir.as_fd(), &name) {
                Ok(sub) => {
                    let level = (Id::of(sub.as_fd())?, visit(sub.as_fd(), &inner));
                    above.push(std::mem::replace(&mut here, level));
                    (dir, *path) = (sub, inner);
                }
                Err(error) => unopened(&inner, error),
            }
            continue;
        }
        let Some(outer) = above.pop() else { return Ok(()) };
        dir = outer.0.above(dir.as_fd())?;
        path.pop();
        here = outer;
    }
}

/// Which directory it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(u64, u64);

impl Id {
    pub(super) fn of(dir: BorrowedFd<'_>) -> Result<Self, Errno> {
        let stat = rustix::fs::fstat(dir)?;
        Ok(Self(stat.st_dev, stat.st_ino))
    }

    /// The directory of this id, by the way back up from one that was entered in it. `ESTALE` where
    /// that one has been moved since.
    pub(super) fn above(self, dir: BorrowedFd<'_>) -> Result<OwnedFd, Errno> {
        let above = open_dir(dir, c"..")?;
        if Self::of(above.as_fd())? == self { Ok(above) } else { Err(Errno::STALE) }
    }
}

pub(super) fn join(path: &Path, name: &CStr) -> PathBuf {
    path.join(OsStr::from_bytes(name.to_bytes()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};

    use crate::base::progress::Silent;
    use crate::sys::fs::usage::{Links, of_path};
    use crate::sys::fs::{find, remove, walk};

    use super::*;

    /// Deeper than a path may be long, and than any stack.
    const DEPTH: usize = 4000;
    /// So many levels have a file, and a directory beside the way down.
    const WIDE: usize = DEPTH / 20;

    fn deep() -> tempfile::TempDir {
        let top = tempfile::tempdir().unwrap();
        let flags = OFlags::RDONLY | OFlags::DIRECTORY;
        let mut at: OwnedFd = openat(CWD, top.path(), flags, Mode::empty()).unwrap();
        for level in 0..DEPTH {
            if level % 20 == 0 {
                mkdirat(&at, "beside", Mode::RWXU).unwrap();
                openat(&at, "go.mod", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
            }
            mkdirat(&at, "d", Mode::RWXU).unwrap();
            at = openat(&at, "d", flags, Mode::empty()).unwrap();
        }
        top
    }

    #[test]
    fn a_tree_that_is_deeper_than_any_path_is_found_measured_and_removed() {
        let top = deep();
        let found = AtomicUsize::new(0);
        let look = |_: &Path, entries: &[crate::sys::fs::usage::Entry]| {
            found.fetch_add(entries.len(), Ordering::Relaxed);
            (0..entries.len()).filter(|at| entries[*at].name.as_c_str() != c"go.mod").collect()
        };
        find::walk(top.path(), &look, &|path, error| panic!("{}: {error}", path.display()));
        assert_eq!(found.into_inner(), DEPTH + 2 * WIDE);
        assert_eq!(walk::list(top.path()).unwrap().len(), WIDE);
        let used = of_path(top.path(), &Links::default());
        assert_eq!(
            (used.files, used.dirs, used.unread),
            (WIDE as u64, (DEPTH + WIDE) as u64 + 1, 0)
        );
        let removed = remove::sweep(&top.path().join("d"), &Silent);
        assert_eq!((removed.files, removed.left.len()), (WIDE as u64 - 1, 0));
        assert!(!top.path().join("d").exists());
    }
}
