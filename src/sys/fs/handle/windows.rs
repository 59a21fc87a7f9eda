//! Paths, below directories that are open. Whoever may write in a directory of this user's profile is
//! this user, so its names are trusted, and an open directory hinders nobody to rename or remove it.

mod again;
pub(super) mod at;
mod stat;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::{FileKind, NameText, Open, Through};
use crate::sys::threads;

pub use stat::Stat;

/// A name in a directory.
pub type Name = OsStr;
/// A name that is kept.
pub type NameBuf = OsString;

/// What is written there is kept by nobody.
pub(in crate::sys::fs) const NOWHERE: &str = "NUL";

/// What names something in a directory: a [`Name`], a path, a text.
pub trait Named: AsRef<OsStr> {}
impl<T: AsRef<OsStr>> Named for T {}

impl NameText for Name {
    fn os(&self) -> &OsStr {
        self
    }
    fn raw(&self) -> &[u8] {
        self.as_encoded_bytes()
    }
    fn text(&self) -> Option<&str> {
        self.to_str()
    }
}

// Of the Windows headers.
const FILE_READ_ATTRIBUTES: u32 = 0x80;
const FILE_LIST_DIRECTORY: u32 = 0x1;
const BACKUP_SEMANTICS: u32 = 0x0200_0000;
const OPEN_REPARSE_POINT: u32 = 0x0020_0000;

/// An open directory.
#[derive(Debug)]
pub struct Handle {
    path: PathBuf,
    /// See [`Handle::hold`].
    held: Mutex<Option<File>>,
}

/// The same, lent; without one, where the process works.
#[derive(Clone, Copy, Debug)]
pub struct Dir<'a>(Option<&'a Handle>);

impl Dir<'_> {
    /// Where the process works: names in it are whole paths, or begin there.
    pub const WORKING: Dir<'static> = Dir(None);
}

/// The file whose lock holds a directory: a directory itself has none.
const HOLD: &str = ".goenvmgr-hold";

impl Handle {
    fn open(path: PathBuf, through: Through) -> io::Result<Self> {
        let open = looked_at(&path, FILE_LIST_DIRECTORY | FILE_READ_ATTRIBUTES, through)?;
        if !open.metadata()?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { path, held: Mutex::new(None) })
    }

    /// To work in.
    pub fn dir(&self) -> Dir<'_> {
        Dir(Some(self))
    }

    /// Its own path: while it is open nobody gives that to another.
    pub fn path(&self) -> Option<PathBuf> {
        Some(self.path.clone())
    }

    /// Flushes what was done to its names: the journal of NTFS does that by itself.
    ///
    /// # Errors
    /// None here.
    pub fn flush(self) -> io::Result<()> {
        Ok(())
    }

    /// Flushes every file below it: there is no call for a whole volume but for its administrators.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush_all(&self) -> io::Result<()> {
        threads::ready();
        flush_below(&self.path)
    }

    /// Holds it for as long as it is open; whoever asks meanwhile waits.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        let file = self.dir().open(HOLD, Open::Keep, Through::Nothing, 0)?;
        file.lock()?;
        self.keep(file);
        Ok(())
    }

    /// As [`Handle::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        let file = self.dir().open(HOLD, Open::Keep, Through::Nothing, 0)?;
        match file.try_lock() {
            Ok(()) => self.keep(file),
            Err(fs::TryLockError::WouldBlock) => return Ok(false),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        Ok(true)
    }

    /// It is about to be renamed or removed: nothing in it may be open then.
    pub fn let_go(&self) {
        drop(self.held.lock().map(|mut held| held.take()));
    }

    fn keep(&self, file: File) {
        if let Ok(mut held) = self.held.lock() {
            *held = Some(file);
        }
    }
}

/// On all threads: the disk is waited for once for many.
fn flush_below(dir: &Path) -> io::Result<()> {
    let entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.par_iter().try_for_each(|entry| match entry.file_type()? {
        kind if kind.is_dir() => flush_below(&entry.path()),
        kind if kind.is_file() => OpenOptions::new().write(true).open(entry.path())?.sync_data(),
        _ => Ok(()),
    })
}

/// Opens a file or directory so that it can be asked, whatever others do with it.
fn looked_at(path: &Path, access: u32, through: Through) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.access_mode(access).custom_flags(BACKUP_SEMANTICS | flag(through)).open(path)
}

fn flag(through: Through) -> u32 {
    match through {
        Through::Links => 0,
        Through::Nothing => OPEN_REPARSE_POINT,
    }
}

fn kind(kind: fs::FileType) -> FileKind {
    match kind {
        kind if kind.is_symlink() => FileKind::Link,
        kind if kind.is_dir() => FileKind::Dir,
        kind if kind.is_file() => FileKind::File,
        _ => FileKind::Other,
    }
}

/// `ERROR_CANT_ACCESS_FILE`: what this program says of a link that it does not follow.
const A_LINK: i32 = 1920;

/// Whether it means: a link, where none is followed.
pub(super) fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(A_LINK)
}

/// The name of this path in a directory.
pub(in crate::sys::fs) fn name_of(path: &Path) -> io::Result<NameBuf> {
    Ok(path.as_os_str().to_owned())
}

/// `ERROR_BUSY`: what the system says of something that is in use.
pub(in crate::sys::fs) fn busy() -> io::Error {
    io::Error::from_raw_os_error(170)
}
