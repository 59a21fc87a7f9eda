//! Puts files below one directory, through descriptors: one lookup per directory, no link
//! followed, nothing overwritten.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};
use rustix::io::Errno;

use super::look::{LOOK, NEW};
use super::own::At;

/// What could not be written, and what the system said.
#[derive(Debug)]
pub struct NotPlaced {
    /// The file or directory.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

/// The directory that is being filled. The paths are the caller's promise: relative, without `..`.
#[derive(Debug)]
pub struct Place<'a> {
    path: &'a Path,
    root: OwnedFd,
    /// The directory of the last file: archives go directory by directory.
    last: (String, OwnedFd),
    made: HashSet<String>,
    /// Everything goes to `/dev/null`.
    nowhere: bool,
}

impl<'a> Place<'a> {
    /// Opens a directory to fill.
    ///
    /// # Errors
    /// As the system says; a link in its place is one.
    pub fn open(path: &'a Path) -> Result<Self, NotPlaced> {
        let open = || -> io::Result<(OwnedFd, OwnedFd)> {
            let at = At::name(path)?;
            let root = openat(at.dir(), at.path(), LOOK, Mode::empty())?;
            let again = root.try_clone()?;
            Ok((root, again))
        };
        let (root, again) = open().map_err(|error| NotPlaced { path: path.to_owned(), error })?;
        let last = (String::new(), again);
        Ok(Self { path, root, last, made: HashSet::new(), nowhere: false })
    }

    /// A place that keeps nothing, for who only wants to know what would be put there.
    ///
    /// # Errors
    /// Where the machine has no `/dev/null`.
    pub fn nowhere() -> Result<Self, NotPlaced> {
        let path = Path::new("/dev/null");
        let open = || -> io::Result<(OwnedFd, OwnedFd)> {
            let root = openat(CWD, path, OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?;
            let again = root.try_clone()?;
            Ok((root, again))
        };
        let (root, again) = open().map_err(|error| NotPlaced { path: path.to_owned(), error })?;
        let last = (String::new(), again);
        Ok(Self { path, root, last, made: HashSet::new(), nowhere: true })
    }

    /// Creates a directory and its parents.
    ///
    /// # Errors
    /// As the system says.
    pub fn dir(&mut self, path: &str) -> Result<(), NotPlaced> {
        if self.nowhere || path.is_empty() || self.made.contains(path) {
            return Ok(());
        }
        if let Some((parent, _)) = path.rsplit_once('/') {
            self.dir(parent)?;
        }
        match mkdirat(&self.root, path, Mode::from_raw_mode(0o755)) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(self.failed(path, error.into())),
        }
        self.made.insert(path.to_owned());
        Ok(())
    }

    /// Creates a file and the directories above it.
    ///
    /// # Errors
    /// As the system says; a file that is there is one.
    pub fn file(&mut self, path: &str, executable: bool) -> Result<File, NotPlaced> {
        if self.nowhere {
            let file = self.root.try_clone().map_err(|error| self.failed(path, error))?;
            return Ok(File::from(file));
        }
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if parent != self.last.0 {
            self.dir(parent)?;
            let from_root = if parent.is_empty() { "." } else { parent };
            let fd = openat(&self.root, from_root, LOOK, Mode::empty())
                .map_err(|error| self.failed(parent, error.into()))?;
            self.last = (parent.to_owned(), fd);
        }
        let mode = Mode::from_raw_mode(if executable { 0o755 } else { 0o644 });
        match openat(&self.last.1, name, OFlags::WRONLY | NEW, mode) {
            Ok(fd) => Ok(File::from(fd)),
            Err(error) => Err(self.failed(path, error.into())),
        }
    }

    /// What to say where writing a file of this place failed.
    pub fn failed(&self, below: &str, error: io::Error) -> NotPlaced {
        let path: PathBuf = self.path.join(below);
        NotPlaced { path, error }
    }
}
