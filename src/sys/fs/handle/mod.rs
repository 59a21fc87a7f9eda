//! A directory that is held open, and what stands in it by name.
//!
//! Whoever goes through a tree asks in an open directory, so that no link that is set meanwhile takes
//! the way elsewhere. How that is asked is each system's own; what is asked is the same on all.

mod dir;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

pub use os::{Dir, Handle, Name, NameBuf, Named, Stat};
pub(super) use os::{NOWHERE, busy, name_of};

use std::ffi::OsStr;
use std::io::{self, ErrorKind};

/// What a name says.
pub trait NameText {
    /// As the standard library has it.
    fn os(&self) -> &OsStr;
    /// Its bytes.
    fn raw(&self) -> &[u8];
    /// Its text, where it is one.
    fn text(&self) -> Option<&str>;
}

/// A name, and the directory in which it is looked up.
struct In<'a, N>(Dir<'a>, N);

/// What kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Dir,
    /// A symbolic link, where none is followed.
    Link,
    /// A device, FIFO or socket.
    Other,
}

/// What a file is opened for. What would wait for somebody else (a FIFO) is opened, and refused by who
/// looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// To be read.
    Read,
    /// To be read without a mark on its access time, where the owner asks for that and the system can.
    ReadUnseen,
    /// To be written.
    Write,
    /// To be read and written.
    Change,
    /// To be written at its end; it is made where it is not there.
    Append,
    /// To be read and written; it is made where it is not there.
    Keep,
    /// To be made, in the place of nothing.
    New,
}

/// Whether a link of the last name is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// It leads on.
    Links,
    /// It is an error.
    Nothing,
}

/// Whether what the system said means that nothing of the kind is there: nothing at all, something that
/// is no directory, or a link where none is followed.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) || os::is_link(error)
}

/// Whether the system does not know what it was asked to do.
pub(super) fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported)
}

/// Whether the system itself said no, and not this program.
pub(super) fn is_of_system(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

/// The names of one directory with their kinds, in its own order.
///
/// # Errors
/// As the system says.
pub fn list(dir: Dir<'_>) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    dir.entries(|name, kind| found.push(Entry { name: name.to_owned(), kind }))?;
    Ok(found)
}

/// One entry of a directory.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub name: NameBuf,
    /// What it is; links are links.
    pub kind: FileKind,
}
