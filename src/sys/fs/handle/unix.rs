//! Descriptors: each name is resolved by the kernel in the directory that is open (`openat` and its kin).

pub(super) mod at;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;

#[cfg(target_os = "linux")]
use linux as kernel;
#[cfg(target_os = "macos")]
use macos as kernel;

use std::ffi::{CStr, CString, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType};
use rustix::path::Arg;

use super::{FileKind, NameText};

/// A name in a directory, as the kernel gives and takes it.
pub type Name = CStr;
/// A name that is kept.
pub type NameBuf = CString;

/// What is written there is kept by nobody.
pub(in crate::sys::fs) const NOWHERE: &str = "/dev/null";

/// What names something in a directory: a [`Name`], a path, a text.
pub trait Named: Arg {}
impl<T: Arg> Named for T {}

impl NameText for Name {
    fn os(&self) -> &OsStr {
        OsStr::from_bytes(self.to_bytes())
    }
    fn raw(&self) -> &[u8] {
        self.to_bytes()
    }
    fn text(&self) -> Option<&str> {
        self.to_str().ok()
    }
}

/// An open directory.
#[derive(Debug)]
pub struct Handle(OwnedFd);

/// The same, lent.
#[derive(Clone, Copy, Debug)]
pub struct Dir<'a>(BorrowedFd<'a>);

impl Handle {
    /// To work in.
    pub fn dir(&self) -> Dir<'_> {
        Dir(self.0.as_fd())
    }

    /// A path to it, for what knows of paths alone, whatever its name leads to meanwhile; nothing where
    /// the system has none.
    pub fn path(&self) -> Option<PathBuf> {
        kernel::path(&self.0).filter(|path| path.is_dir())
    }

    /// Flushes what was done to its names.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush(self) -> io::Result<()> {
        File::from(self.0).sync_all()
    }

    /// Flushes the whole file system that holds it.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush_all(&self) -> io::Result<()> {
        kernel::flush_all(&self.0)
    }

    /// Holds it for as long as it is open; whoever asks meanwhile waits.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        Ok(rustix::fs::flock(&self.0, rustix::fs::FlockOperation::LockExclusive)?)
    }

    /// It is about to be renamed or removed: it stays held.
    pub fn let_go(&self) {}

    /// As [`Handle::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        match rustix::fs::flock(&self.0, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

impl Dir<'_> {
    /// Where the process works: names in it are whole paths, or begin there.
    pub const WORKING: Dir<'static> = Dir(CWD);
}

fn kind(kind: FileType) -> FileKind {
    match kind {
        FileType::RegularFile => FileKind::File,
        FileType::Directory => FileKind::Dir,
        FileType::Symlink => FileKind::Link,
        _ => FileKind::Other,
    }
}

/// The name of this path in a directory.
pub(in crate::sys::fs) fn name_of(path: &Path) -> io::Result<NameBuf> {
    Ok(NameBuf::new(path.as_os_str().as_bytes())?)
}

/// What the system says of something that is in use.
pub(in crate::sys::fs) fn busy() -> io::Error {
    rustix::io::Errno::BUSY.into()
}

/// Whether it means: a link, where none is followed.
pub(super) fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Facts of something with a name.
#[derive(Clone, Copy, Debug)]
pub struct Stat(rustix::fs::Stat);

impl Stat {
    /// What it is.
    pub fn kind(&self) -> FileKind {
        kind(FileType::from_raw_mode(self.0.st_mode))
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        u64::try_from(self.0.st_size).unwrap_or(0)
    }
    /// Bytes that the disk keeps for it.
    pub fn allocated(&self) -> u64 {
        u64::try_from(self.0.st_blocks).unwrap_or(0) * 512
    }
    /// Seconds since 1970 of the last change of contents.
    pub fn modified(&self) -> i64 {
        self.0.st_mtime
    }
    /// Permission bits.
    pub fn mode(&self) -> u32 {
        kernel::mode(&self.0) & 0o7777
    }
    /// Owner.
    pub fn uid(&self) -> u32 {
        self.0.st_uid
    }
    /// Group.
    pub fn gid(&self) -> u32 {
        self.0.st_gid
    }
    /// How many names it has.
    pub fn names(&self) -> u64 {
        kernel::names(&self.0)
    }
    /// What tells it from everything else: device and number there.
    pub fn id(&self) -> (u64, u64) {
        kernel::id(&self.0)
    }
}
