//! Goes through the directories of a tree in parallel, however deep it is: below so many levels a
//! list takes the place of the stack.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::handle::{Dir, Handle, Name, NameBuf, NameText as _, Through};
use crate::sys::threads;

/// So many levels are entered in parallel, one call inside the other. Trees that people make end
/// before; one that is made to harm does not.
const NESTED: usize = 32;

/// What is done with the directories of a tree, on several threads.
pub(super) trait Visitor: Sync {
    /// Opens a directory that is to be entered; nothing where it is gone, and need not be.
    fn open(&self, dir: Dir<'_>, name: &Name) -> io::Result<Option<Handle>> {
        dir.enter(name, Through::Nothing).map(Some)
    }
    /// Gets an open directory and its path, and says what is left to do there.
    fn enter(&self, dir: Dir<'_>, path: &Path) -> Entered;
    /// Gets the path of a directory that could not be opened.
    fn unopened(&self, path: &Path, error: io::Error);
    /// Gets a directory that is done with all below it, by its name in the one above. Whether that
    /// is done too.
    fn leave(&self, _above: Dir<'_>, _name: &Name, _path: &Path) -> bool {
        true
    }
}

/// A directory in which a visitor was.
pub(super) struct Entered {
    /// The subdirectories that are to be entered.
    pub(super) below: Vec<NameBuf>,
    /// Whether all else in it is done.
    pub(super) done: bool,
}

/// Gets an open directory and its path, and says which of its subdirectories to enter.
pub type Visit<'a> = dyn Fn(Dir<'_>, &Path) -> Vec<NameBuf> + Sync + 'a;
/// Gets the path of a directory that could not be opened.
pub type Unopened<'a> = dyn Fn(&Path, io::Error) + Sync + 'a;

struct Looker<'a>(&'a Visit<'a>, &'a Unopened<'a>);

impl Visitor for Looker<'_> {
    fn enter(&self, dir: Dir<'_>, path: &Path) -> Entered {
        Entered { below: self.0(dir, path), done: true }
    }

    fn unopened(&self, path: &Path, error: io::Error) {
        self.1(path, error);
    }
}

/// Visits the directory `top`, which is called `path`, and those below it that `visit` names, never
/// through a link.
pub fn each(top: Dir<'_>, path: &Path, visit: &Visit<'_>, unopened: &Unopened<'_>) {
    inside(top, path, 0, &Looker(visit, unopened));
}

/// Takes a visitor into the directory `name` of another, which is called `above`, and into those
/// below it. Whether all of it is done.
pub(super) fn one(dir: Dir<'_>, above: &Path, name: &Name, visitor: &dyn Visitor) -> bool {
    named(dir, above, name, 0, visitor)
}

fn named(dir: Dir<'_>, above: &Path, name: &Name, depth: usize, visitor: &dyn Visitor) -> bool {
    let path = join(above, name);
    let done = match visitor.open(dir, name) {
        Ok(Some(sub)) => inside(sub.dir(), &path, depth, visitor),
        Ok(None) => return true,
        Err(error) => {
            visitor.unopened(&path, error);
            false
        }
    };
    done && visitor.leave(dir, name, &path)
}

fn inside(dir: Dir<'_>, path: &Path, depth: usize, visitor: &dyn Visitor) -> bool {
    let here = visitor.enter(dir, path);
    if depth == NESTED {
        return list(dir, path, here, visitor);
    }
    let enter = |name: NameBuf| named(dir, path, &name, depth + 1, visitor);
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
fn list(dir: Dir<'_>, path: &Path, here: Entered, visitor: &dyn Visitor) -> bool {
    let mut path = path.to_owned();
    try_list(dir, &mut path, here, visitor).unwrap_or_else(|error| {
        visitor.unopened(&path, error);
        false
    })
}

/// A directory of the list.
struct Level {
    name: NameBuf,
    id: Id,
    inside: Entered,
}

impl Level {
    fn new(name: NameBuf, dir: &Handle, inside: Entered) -> io::Result<Self> {
        Ok(Self { name, id: Id::of(dir.dir())?, inside })
    }
}

fn try_list(
    dir: Dir<'_>,
    path: &mut PathBuf,
    top: Entered,
    visitor: &dyn Visitor,
) -> io::Result<bool> {
    let mut dir = dir.again()?;
    let mut here = Level::new(NameBuf::default(), &dir, top)?;
    let mut above = Vec::new();
    loop {
        if let Some(name) = here.inside.below.pop() {
            let inner = join(path, &name);
            match visitor.open(dir.dir(), &name) {
                Ok(Some(sub)) => {
                    let level = Level::new(name, &sub, visitor.enter(sub.dir(), &inner))?;
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
        dir = here.id.above(dir.dir())?;
        let done = left.inside.done && visitor.leave(dir.dir(), &left.name, path);
        here.inside.done &= done;
        path.pop();
    }
}

/// Which directory it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Id(u64, u64);

impl Id {
    fn of(dir: Dir<'_>) -> io::Result<Self> {
        let (device, number) = dir.own_stat()?.id();
        Ok(Self(device, number))
    }

    /// The directory of this id, by the way back up from one that was entered in it; an error where
    /// that one has been moved since.
    fn above(self, dir: Dir<'_>) -> io::Result<Handle> {
        let above = dir.above()?;
        match Self::of(above.dir())? == self {
            true => Ok(above),
            false => Err(io::ErrorKind::StaleNetworkFileHandle.into()),
        }
    }
}

/// A path of this system, as the system writes it; below a tree's top, as [`slashed`].
pub(super) fn join(path: &Path, name: &Name) -> PathBuf {
    if path.is_absolute() { path.join(name.os()) } else { slashed(path, name.os()) }
}

/// A name in a directory of a tree, as archives and lists of files have it: with a slash, on every
/// system.
pub(super) fn slashed(dir: &Path, name: &OsStr) -> PathBuf {
    let mut path = dir.as_os_str().to_owned();
    if !path.is_empty() && !path.as_encoded_bytes().ends_with(b"/") {
        path.push("/");
    }
    path.push(name);
    path.into()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use crate::base::progress::Silent;
    use crate::sys::fs::handle::Open;
    use crate::sys::fs::usage::{Links, of_path};
    use crate::sys::fs::{find, remove, walk};

    use super::*;

    /// Deeper than a path may be long, and than any stack.
    const DEPTH: usize = 4000;
    /// So many levels have a file, and a directory beside the way down.
    const WIDE: usize = DEPTH / 20;

    fn deep() -> tempfile::TempDir {
        let top = tempfile::tempdir().unwrap();
        let mut at = Dir::WORKING.enter(top.path(), Through::Links).unwrap();
        for level in 0..DEPTH {
            if level % 20 == 0 {
                at.dir().make_dir("beside", 0o700).unwrap();
                at.dir().open("go.mod", Open::New, Through::Nothing, 0o400).unwrap();
            }
            at.dir().make_dir("d", 0o700).unwrap();
            at = at.dir().enter("d", Through::Nothing).unwrap();
        }
        top
    }

    #[test]
    fn tree_that_is_deeper_than_any_path_is_found_measured_and_removed() {
        let top = deep();
        let found = AtomicUsize::new(0);
        let look = |_: &Path, entries: &[crate::sys::fs::handle::Entry]| {
            found.fetch_add(entries.len(), Ordering::Relaxed);
            (0..entries.len()).filter(|at| entries[*at].name.raw() != b"go.mod").collect()
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
