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
const NESTED: usize = 32;

/// What is done with the directories of a tree, on several threads.
pub(super) trait Visitor: Sync {
    /// Opens a directory that is to be entered; nothing where it is gone, and need not be.
    fn open(&self, dir: BorrowedFd<'_>, name: &CStr) -> Result<Option<OwnedFd>, Errno> {
        open_dir(dir, name).map(Some)
    }
    /// Gets an open directory and its path, and says what is left to do there.
    fn enter(&self, dir: BorrowedFd<'_>, path: &Path) -> Entered;
    /// Gets the path of a directory that could not be opened.
    fn unopened(&self, path: &Path, error: Errno);
    /// Gets a directory that is done with all below it, by its name in the one above. Whether that
    /// is done too.
    fn leave(&self, _above: BorrowedFd<'_>, _name: &CStr, _path: &Path) -> bool {
        true
    }
}

/// A directory in which a visitor was.
pub(super) struct Entered {
    /// The subdirectories that are to be entered.
    pub(super) below: Vec<CString>,
    /// Whether all else in it is done.
    pub(super) done: bool,
}

/// Gets an open directory and its path, and says which of its subdirectories to enter.
pub type Visit<'a> = dyn Fn(BorrowedFd<'_>, &Path) -> Vec<CString> + Sync + 'a;
/// Gets the path of a directory that could not be opened.
pub type Unopened<'a> = dyn Fn(&Path, Errno) + Sync + 'a;

struct Looker<'a>(&'a Visit<'a>, &'a Unopened<'a>);

impl Visitor for Looker<'_> {
    fn enter(&self, dir: BorrowedFd<'_>, path: &Path) -> Entered {
        Entered { below: self.0(dir, path), done: true }
    }

    fn unopened(&self, path: &Path, error: Errno) {
        self.1(path, error);
    }
}

/// Visits the directory `top`, which is called `path`, and those below it that `visit` names, never
/// through a link.
pub fn each(top: BorrowedFd<'_>, path: &Path, visit: &Visit<'_>, unopened: &Unopened<'_>) {
    inside(top, path, 0, &Looker(visit, unopened));
}

/// Takes a visitor into the directory `name` of another, which is called `above`, and into those
/// below it. Whether all of it is done.
pub(super) fn one(dir: BorrowedFd<'_>, above: &Path, name: &CStr, visitor: &dyn Visitor) -> bool {
    named(dir, above, name, 0, visitor)
}

fn named(
    dir: BorrowedFd<'_>,
    above: &Path,
    name: &CStr,
    depth: usize,
    visitor: &dyn Visitor,
) -> bool {
    let path = join(above, name);
    let done = match visitor.open(dir, name) {
        Ok(Some(sub)) => inside(sub.as_fd(), &path, depth, visitor),
        Ok(None) => return true,
        Err(error) => {
            visitor.unopened(&path, error);
            false
        }
    };
    done && visitor.leave(dir, name, &path)
}

fn inside(dir: BorrowedFd<'_>, path: &Path, depth: usize, visitor: &dyn Visitor) -> bool {
    let here = visitor.enter(dir, path);
    if depth == NESTED {
        return list(dir, path, here, visitor);
    }
    let enter = |name: CString| named(dir, path, &name, depth + 1, visitor);
    // Every subdirectory is entered, also after one that could not be.
    let below = match here.below.len() {
        0 | 1 => here.below.into_iter().map(enter).fold(true, |a, b| a & b),
        _ => {
            threads::ready();
            here.below.into_par_iter().map(enter).reduce(|| true, |a, b| a & b)
        }
    };
    here.done && below
}

/// What is further down, with one directory open at a time.
fn list(dir: BorrowedFd<'_>, path: &Path, here: Entered, visitor: &dyn Visitor) -> bool {
    let mut path = path.to_owned();
    try_list(dir, &mut path, here, visitor).unwrap_or_else(|error| {
        visitor.unopened(&path, error);
        false
    })
}

/// A directory of the list.
struct Level {
    name: CString,
    id: Id,
    inside: Entered,
}

impl Level {
    fn new(name: CString, dir: &OwnedFd, inside: Entered) -> Result<Self, Errno> {
        Ok(Self { name, id: Id::of(dir.as_fd())?, inside })
    }
}

fn try_list(
    dir: BorrowedFd<'_>,
    path: &mut PathBuf,
    top: Entered,
    visitor: &dyn Visitor,
) -> Result<bool, Errno> {
    let mut dir = rustix::io::fcntl_dupfd_cloexec(dir, 0)?;
    let mut here = Level::new(CString::default(), &dir, top)?;
    let mut above = Vec::new();
    loop {
        if let Some(name) = here.inside.below.pop() {
            let inner = join(path, &name);
            match visitor.open(dir.as_fd(), &name) {
                Ok(Some(sub)) => {
                    let level = Level::new(name, &sub, visitor.enter(sub.as_fd(), &inner))?;
                    above.push(std::mem::replace(&mut here, level));
                    (dir, *path) = (sub, inner);
                }
                Ok(None) => {}
                Err(error) => {
                    visitor.unopened(&inner, error);
                    here.inside.done = false;
                }
            }
            continue;
        }
        let Some(outer) = above.pop() else { return Ok(here.inside.done) };
        let left = std::mem::replace(&mut here, outer);
        dir = here.id.above(dir.as_fd())?;
        let done = left.inside.done && visitor.leave(dir.as_fd(), &left.name, path);
        here.inside.done &= done;
        path.pop();
    }
}

/// Which directory it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Id(u64, u64);

impl Id {
    fn of(dir: BorrowedFd<'_>) -> Result<Self, Errno> {
        let stat = rustix::fs::fstat(dir)?;
        Ok(Self(stat.st_dev, stat.st_ino))
    }

    /// The directory of this id, by the way back up from one that was entered in it. `ESTALE` where
    /// that one has been moved since.
    fn above(self, dir: BorrowedFd<'_>) -> Result<OwnedFd, Errno> {
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
    fn tree_that_is_deeper_than_any_path_is_found_measured_and_removed() {
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
