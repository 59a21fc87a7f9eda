//! Removes trees: renamed aside first, so that nobody sees half of one, then emptied in parallel.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::below::{self, Entered, Visitor, join};
use super::handle::{self, Dir, FileKind, Handle, Name, Through, name_of};
use super::movable::is_immovable;
use super::own::{self, At};
use super::temporary;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;

/// Renames `path` to a fresh name that begins with `prefix` in the directory `into`, which must be
/// on the same filesystem, and returns the new path. From then on nothing stands at `path`.
///
/// # Errors
/// When the rename fails (exit 3).
pub fn aside(path: &Path, into: &Path, prefix: &str) -> Result<PathBuf> {
    renamed_aside(path, into, prefix).map_err(|error| Fault::io("move aside", path, &error))
}

fn renamed_aside(path: &Path, into: &Path, prefix: &str) -> io::Result<PathBuf> {
    own::make_dirs(into)?;
    // The name is taken by making it; a directory may be renamed over an empty directory.
    let place = temporary::directory(into, prefix)?;
    let renamed = At::name(path).and_then(|at| {
        let is_dir = at.stat()?.kind() == FileKind::Dir;
        own::rename(path, &if is_dir { place.clone() } else { place.join("file") })
    });
    if let Err(error) = renamed {
        empty_dir(&place);
        return Err(error);
    }
    Ok(place)
}

/// As [`aside`]; `None`, and nothing has changed, where it cannot be renamed (see
/// [`is_immovable`]).
///
/// # Errors
/// When the rename fails for another reason (exit 3).
pub fn try_aside(path: &Path, into: &Path, prefix: &str) -> Result<Option<PathBuf>> {
    match renamed_aside(path, into, prefix) {
        Err(error) if is_immovable(&error) => Ok(None),
        renamed => renamed.map(Some).map_err(|error| Fault::io("move aside", path, &error)),
    }
}

/// Removes a file; nothing there is fine. Whether it was there.
///
/// # Errors
/// When it cannot be removed (exit 3).
pub fn file(path: &Path) -> Result<bool> {
    match At::name(path).and_then(|at| at.unlink()) {
        Ok(()) => Ok(true),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Ok(false),
            _ => Err(Fault::io("remove", path, &error)),
        },
    }
}

/// What a removal did.
#[derive(Debug, Default)]
pub struct Removed {
    /// Files and links that went.
    pub files: u64,
    /// What resisted, and why; all else is gone. A directory that is not empty because of
    /// something below it is not listed again.
    pub left: Vec<(PathBuf, io::Error)>,
}

/// Removes what stands at `path`: a file or link as such, a directory with all below it, write
/// protection notwithstanding. Symbolic links are removed, never followed. Nothing there is fine.
/// Returns how many files and links went.
///
/// # Errors
/// The first path that resists (exit 3); what could go is gone by then.
pub fn tree(path: &Path, progress: &dyn Progress) -> Result<u64> {
    let removed = sweep(path, progress);
    match removed.left.first() {
        None => Ok(removed.files),
        Some((path, error)) => Err(Fault::io("remove", path, error)),
    }
}

/// Empties a directory that stays where it is: `first` goes before all else, and `but` stays.
/// Returns how many files and links went.
///
/// # Errors
/// The first path that resists (exit 3).
pub fn contents(dir: &Path, first: &str, but: &str, progress: &dyn Progress) -> Result<u64> {
    let mut files = tree(&dir.join(first), progress)?;
    for name in super::walk::names(dir)?.iter().filter(|name| *name != but) {
        files += tree(&dir.join(name), progress)?;
    }
    Ok(files)
}

/// Removes a directory that is empty; whether it is gone. One that holds something stays, and so
/// does a mount point.
pub fn empty_dir(dir: &Path) -> bool {
    match At::name(dir).and_then(|at| at.remove_dir()) {
        Ok(()) => true,
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

/// As [`tree`], and tells everything that resisted. What is mounted there or below is somewhere else
/// and stays, whatever device it is on.
pub fn sweep(path: &Path, progress: &dyn Progress) -> Removed {
    let run = Run { files: AtomicU64::new(0), left: Mutex::default(), progress };
    let found = At::name(path).and_then(|at| {
        let name = name_of(at.path())?;
        Ok((at, name))
    });
    match found {
        Ok((at, name)) => {
            // A path that is not below a directory of ours is the name itself, and joins as such.
            let above = path.parent().filter(|_| at.is_ours()).unwrap_or(Path::new(""));
            let mut top = Entered { below: Vec::new(), done: true };
            run.count(run.unlink(at.dir(), above, (&name, None), &mut top));
            for name in &top.below {
                below::one(at.dir(), above, name, &run);
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => run.resists(path.to_owned(), error),
    }
    let left = run.left.into_inner().unwrap_or_default();
    Removed { files: run.files.into_inner(), left }
}

struct Run<'a> {
    files: AtomicU64,
    left: Mutex<Vec<(PathBuf, io::Error)>>,
    progress: &'a dyn Progress,
}

impl Run<'_> {
    fn count(&self, files: u64) {
        self.files.fetch_add(files, Ordering::Relaxed);
        self.progress.advance(files);
    }

    fn resists(&self, path: PathBuf, error: io::Error) {
        if let Ok(mut left) = self.left.lock() {
            left.push((path, error));
        }
    }

    /// Removes one name in an open directory; one that is a directory is to be entered for it. How many
    /// files went.
    fn unlink(
        &self,
        dir: Dir<'_>,
        path: &Path,
        (name, kind): (&Name, Option<FileKind>),
        here: &mut Entered,
    ) -> u64 {
        if kind == Some(FileKind::Dir) {
            here.below.push(name.to_owned());
            return 0;
        }
        match dir.unlink(name) {
            Ok(()) => return 1,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // What it is was not told.
            Err(_) if kind.is_none() && is_dir(dir, name) => here.below.push(name.to_owned()),
            Err(error) => {
                self.resists(join(path, name), error);
                here.done = false;
            }
        }
        0
    }
}

impl Visitor for Run<'_> {
    fn open(&self, dir: Dir<'_>, name: &Name) -> io::Result<Option<Handle>> {
        match open_writable(dir, name) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            opened => opened.map(Some),
        }
    }

    /// Removes the files of one directory.
    fn enter(&self, dir: Dir<'_>, path: &Path) -> Entered {
        let mut here = Entered { below: Vec::new(), done: true };
        let mut files = 0;
        let read = dir.entries(|name, kind| {
            files += self.unlink(dir, path, (name, Some(kind)), &mut here);
        });
        self.count(files);
        if let Err(error) = read {
            self.unopened(path, error);
            here.done = false;
        }
        here
    }

    fn unopened(&self, path: &Path, error: io::Error) {
        self.resists(path.to_owned(), error);
    }

    /// Removes a directory that is empty by now.
    fn leave(&self, above: Dir<'_>, name: &Name, path: &Path) -> bool {
        match above.remove_dir(name) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => {
                self.resists(path.to_owned(), error);
                false
            }
        }
    }
}

/// Opens a directory so that its entries can be read and removed (Go's module cache is 0555).
fn open_writable(at: Dir<'_>, name: &Name) -> io::Result<Handle> {
    if at.is_mount_point(name) {
        return Err(handle::busy());
    }
    let dir = match at.enter(name, Through::Nothing) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            at.set_mode(name, 0o700)?;
            at.enter(name, Through::Nothing)?
        }
        other => other?,
    };
    // Somebody else's directory: the removal that follows says so better than this would.
    let _ = dir.dir().allow(0o700);
    Ok(dir)
}

fn is_dir(at: Dir<'_>, name: &Name) -> bool {
    at.stat(name).is_ok_and(|stat| stat.kind() == FileKind::Dir)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::base::progress::Silent;

    #[test]
    fn tree_that_is_write_protected_goes_and_what_its_links_point_to_stays() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, outside) = (dir.path().join("v"), dir.path().join("outside"));
        fs::create_dir_all(victim.join("a/b")).unwrap();
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("keep"), "x").unwrap();
        fs::write(victim.join("a/b/f"), "x").unwrap();
        symlink(&outside, victim.join("a/link")).unwrap();
        for protected in ["a/b", "a"] {
            fs::set_permissions(victim.join(protected), Permissions::from_mode(0o555)).unwrap();
        }
        assert_eq!(tree(&victim, &Silent).unwrap(), 2);
        assert!(!victim.exists());
        assert!(outside.join("keep").exists());
        assert_eq!(tree(&victim, &Silent).unwrap(), 0, "nothing there is fine");
        let link = dir.path().join("l");
        symlink(&outside, &link).unwrap();
        tree(&link, &Silent).unwrap();
        assert!(outside.join("keep").exists() && fs::symlink_metadata(&link).is_err());
    }

    #[test]
    fn aside_leaves_the_name_free_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("go1.22.5");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("f"), "x").unwrap();
        let moved = aside(&path, &dir.path().join("staging"), "go1.22.5.old-").unwrap();
        assert!(!path.exists() && moved.join("f").exists());
        fs::write(&path, "a file").unwrap();
        aside(&path, &dir.path().join("staging"), "x").unwrap();
        assert!(!path.exists());
    }
}
