//! Removes trees: renamed aside first, so that nobody sees half of one, then emptied in parallel.

use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use rustix::fs::{
    AtFlags, FileType, Mode, StatxAttributes, StatxFlags, chmodat, fchmod, fstat, statx, unlinkat,
};
use rustix::io::Errno;

use super::below::{Id, NESTED, join};
use super::look::open_dir;
use super::movable::is_immovable;
use super::own::{self, At};
use super::temporary;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::sys::threads;

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
        let is_dir = FileType::from_raw_mode(at.stat()?.st_mode) == FileType::Directory;
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
    match At::name(path).and_then(|at| at.unlink(AtFlags::empty())) {
        Ok(()) => Ok(true),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(false),
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
    match At::name(dir).and_then(|at| at.unlink(AtFlags::REMOVEDIR)) {
        Ok(()) => true,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// As [`tree`], and tells everything that resisted. What is mounted there or below is somewhere else
/// and stays, whatever device it is on.
pub fn sweep(path: &Path, progress: &dyn Progress) -> Removed {
    let run = Run { files: AtomicU64::new(0), left: Mutex::default(), progress };
    let found = At::name(path).and_then(|at| {
        let name = CString::new(at.path().as_os_str().as_bytes())?;
        Ok((at, name))
    });
    match found {
        Ok((at, name)) => {
            // A path that is not below a directory of ours is the name itself, and joins as such.
            let above = path.parent().filter(|_| at.is_ours()).unwrap_or(Path::new(""));
            run.remove(at.dir(), above, &(name, FileType::Unknown), 0);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
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

    /// Returns whether the name is gone.
    fn remove(&self, at: BorrowedFd<'_>, above: &Path, (name, kind): &Named, depth: usize) -> bool {
        if let Some(gone) = self.unlink(at, above, (name, *kind)) {
            return gone;
        }
        let path = join(above, name);
        let emptied = match open_writable(at, name) {
            Err(Errno::NOENT) => return true,
            opened => opened.map_err(io::Error::from).and_then(|dir| self.empty(dir, &path, depth)),
        };
        match emptied {
            Ok(emptied) => emptied && self.remove_empty(at, name, &path),
            Err(error) => {
                self.resists(path, error);
                false
            }
        }
    }

    /// Removes what is no directory, and says whether it is gone; nothing where it is one.
    fn unlink(
        &self,
        at: BorrowedFd<'_>,
        above: &Path,
        (name, kind): (&CStr, FileType),
    ) -> Option<bool> {
        if kind == FileType::Directory {
            return None;
        }
        match unlinkat(at, name, AtFlags::empty()) {
            Ok(()) => self.count(1),
            Err(Errno::NOENT) => {}
            // Linux says EISDIR, POSIX allows EPERM: the kind was not known.
            Err(Errno::ISDIR | Errno::PERM) => return None,
            Err(error) => {
                self.resists(join(above, name), error.into());
                return Some(false);
            }
        }
        Some(true)
    }

    fn remove_empty(&self, at: BorrowedFd<'_>, name: &CStr, path: &Path) -> bool {
        match unlinkat(at, name, AtFlags::REMOVEDIR) {
            Ok(()) | Err(Errno::NOENT) => true,
            Err(error) => {
                self.resists(path.to_owned(), error.into());
                false
            }
        }
    }

    /// Returns whether nothing resisted below.
    fn empty(&self, dir: OwnedFd, path: &Path, depth: usize) -> io::Result<bool> {
        if depth == NESTED {
            return self.empty_deep(dir, path);
        }
        let (below, whole) = self.files(dir.as_fd(), path)?;
        // Every subdirectory is tried, also after a failure: what can go goes.
        threads::ready();
        let rest = below
            .into_par_iter()
            .map(|one| self.remove(dir.as_fd(), path, &one, depth + 1))
            .reduce(|| true, |a, b| a && b);
        Ok(whole && rest)
    }

    /// Removes the files of one directory. What else it holds, and whether nothing resisted.
    fn files(&self, dir: BorrowedFd<'_>, path: &Path) -> io::Result<(Vec<Named>, bool)> {
        let mut below = Vec::new();
        let (mut removed, mut whole) = (0, true);
        super::usage::entries(dir, |name, kind| {
            if matches!(kind, FileType::Directory | FileType::Unknown) {
                return below.push((name.to_owned(), kind));
            }
            match unlinkat(dir, name, AtFlags::empty()) {
                Ok(()) => removed += 1,
                Err(Errno::NOENT) => {}
                Err(error) => {
                    self.resists(join(path, name), error.into());
                    whole = false;
                }
            }
        })?;
        self.count(removed);
        Ok((below, whole))
    }

    /// The same without a call or an open directory per level: the way back up is `..`, which must be
    /// the directory that one came from.
    fn empty_deep(&self, mut dir: OwnedFd, path: &Path) -> io::Result<bool> {
        let mut path = path.to_owned();
        let mut here = Level::new(c"", &dir, self.files(dir.as_fd(), &path)?)?;
        let mut above = Vec::new();
        loop {
            if let Some((name, kind)) = here.below.pop() {
                if let Some(gone) = self.unlink(dir.as_fd(), &path, (&name, kind)) {
                    here.whole &= gone;
                    continue;
                }
                match self.enter(dir.as_fd(), &path, &name) {
                    Ok(Some((inner, level))) => {
                        path = join(&path, &name);
                        above.push(std::mem::replace(&mut here, level));
                        dir = inner;
                    }
                    Ok(None) => {}
                    Err(error) => {
                        self.resists(join(&path, &name), error);
                        here.whole = false;
                    }
                }
                continue;
            }
            let Some(outer) = above.pop() else { return Ok(here.whole) };
            let done = std::mem::replace(&mut here, outer);
            dir = here.id.above(dir.as_fd())?;
            here.whole &= done.whole && self.remove_empty(dir.as_fd(), &done.name, &path);
            path.pop();
        }
    }

    /// A directory that is to be emptied, without its files; nothing where it is gone.
    fn enter(
        &self,
        at: BorrowedFd<'_>,
        above: &Path,
        name: &CStr,
    ) -> io::Result<Option<(OwnedFd, Level)>> {
        let dir = match open_writable(at, name) {
            Err(Errno::NOENT) => return Ok(None),
            opened => opened?,
        };
        let files = self.files(dir.as_fd(), &join(above, name))?;
        let level = Level::new(name, &dir, files)?;
        Ok(Some((dir, level)))
    }
}

/// A name in a directory, and its kind where that is known.
type Named = (CString, FileType);

/// A directory that is being emptied.
struct Level {
    name: CString,
    id: Id,
    below: Vec<Named>,
    whole: bool,
}

impl Level {
    fn new(name: &CStr, dir: &OwnedFd, (below, whole): (Vec<Named>, bool)) -> io::Result<Self> {
        Ok(Self { name: name.to_owned(), id: Id::of(dir.as_fd())?, below, whole })
    }
}

/// Opens a directory so that its entries can be read and removed (Go's module cache is 0555).
fn open_writable(at: BorrowedFd<'_>, name: &CStr) -> rustix::io::Result<OwnedFd> {
    if is_mount_point(at, name) {
        return Err(Errno::BUSY);
    }
    let fd = match open_dir(at, name) {
        Err(Errno::ACCESS) => {
            chmodat(at, name, Mode::RWXU, AtFlags::empty())?;
            open_dir(at, name)?
        }
        other => other?,
    };
    let mode = Mode::from_raw_mode(fstat(&fd)?.st_mode);
    if !mode.contains(Mode::RWXU) {
        // Somebody else's directory: the removal that follows says so better than this would.
        let _ = fchmod(&fd, mode | Mode::RWXU);
    }
    Ok(fd)
}

/// Whether something is mounted there. Kernels before 5.8 do not tell; they refuse to remove it once
/// it is empty.
fn is_mount_point(at: BorrowedFd<'_>, name: &CStr) -> bool {
    let about = statx(at, name, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    about.is_ok_and(|about| about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::base::progress::Silent;

    #[test]
    fn a_write_protected_tree_goes_and_what_its_links_point_to_stays() {
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
