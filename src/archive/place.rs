//! Puts files below one directory, through descriptors: one lookup per directory, no link
//! followed, nothing overwritten.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};
use rustix::io::Errno;

use super::error::ArchiveError;

const DIRECTORY: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// The directory that is being filled. Paths were admitted by the guard.
pub(super) struct Place<'a> {
    path: &'a Path,
    root: OwnedFd,
    /// The directory of the last file: archives go directory by directory.
    last: (String, OwnedFd),
    made: HashSet<String>,
}

impl<'a> Place<'a> {
    pub(super) fn open(path: &'a Path) -> Result<Self, ArchiveError> {
        let open = || -> io::Result<(OwnedFd, OwnedFd)> {
            let root = openat(CWD, path, DIRECTORY, Mode::empty())?;
            let again = root.try_clone()?;
            Ok((root, again))
        };
        let (root, again) =
            open().map_err(|error| ArchiveError::Write { path: path.to_owned(), error })?;
        Ok(Self { path, root, last: (String::new(), again), made: HashSet::new() })
    }

    /// Creates a directory and its parents.
    pub(super) fn dir(&mut self, path: &str) -> Result<(), ArchiveError> {
        if path.is_empty() || self.made.contains(path) {
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

    /// Creates a file, which must not exist, and the directories above it.
    pub(super) fn file(&mut self, path: &str, executable: bool) -> Result<File, ArchiveError> {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if parent != self.last.0 {
            self.dir(parent)?;
            let from_root = if parent.is_empty() { "." } else { parent };
            let fd = openat(&self.root, from_root, DIRECTORY, Mode::empty())
                .map_err(|error| self.failed(parent, error.into()))?;
            self.last = (parent.to_owned(), fd);
        }
        let mode = Mode::from_raw_mode(if executable { 0o755 } else { 0o644 });
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match openat(&self.last.1, name, flags, mode) {
            Ok(fd) => Ok(File::from(fd)),
            Err(error) => Err(self.failed(path, error.into())),
        }
    }

    pub(super) fn failed(&self, below: &str, error: io::Error) -> ArchiveError {
        let path: PathBuf = self.path.join(below);
        ArchiveError::Write { path, error }
    }
}
