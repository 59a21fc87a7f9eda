//! Pin files: what stands in a directory and those above it, and how the one that decides is written.

mod edit;
mod kinds;
mod manifest_pin;
mod mise;
mod requests;
mod unread;
mod words;
mod write;

use std::path::PathBuf;

use crate::base::origin::Origin;
use crate::projects::scan::{AncestorScan, Level};

use kinds::Read;

pub use kinds::{KINDS, PinFile};
pub use requests::{Fallback, PinError, PinLine, RequestList};
pub use unread::{Unread, unread};
pub use write::Pinning;
pub(crate) use write::stays_here;

/// A file that pins a version, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Its directory, as the walk upwards names it.
    pub dir: PathBuf,
    /// Its kind.
    pub kind: &'static PinFile,
    /// The line that asks, counted from 1; 0 where the file as a whole is wrong.
    pub line: usize,
    /// What it asks for, or why that cannot be told.
    pub request: Result<RequestList, String>,
}

impl Pin {
    /// The file.
    pub fn path(&self) -> PathBuf {
        self.dir.join(self.kind.name)
    }

    /// File and line.
    pub fn origin(&self) -> Origin {
        Origin::file(self.path(), self.line)
    }
}

/// The nearest pin at or above where a scan starts.
pub fn nearest(scan: &AncestorScan) -> Option<Pin> {
    upwards(scan).next()
}

/// All pins of a scan, nearest first, in the order of precedence.
pub fn upwards(scan: &AncestorScan) -> impl Iterator<Item = Pin> {
    scan.levels().flat_map(at)
}

/// Those of one directory.
fn at(level: &Level) -> impl Iterator<Item = Pin> {
    KINDS.iter().filter_map(|kind| read(level, kind))
}

/// The pin of one kind in one directory. `None` where no such file stands there, or where it is
/// about other things.
fn read(level: &Level, kind: &'static PinFile) -> Option<Pin> {
    let pin = |line, request| Some(Pin { dir: level.dir().to_owned(), kind, line, request });
    let file = level.file(kind.name);
    let bytes = match file.contents(kind.limit) {
        Ok(found) => found?,
        Err(error) => return pin(0, Err(format!("it cannot be read: {error}"))),
    };
    let read = match kind.read {
        Read::Text(read) => read(bytes),
        Read::Level(read) => read(level, bytes),
    };
    match read {
        Ok(None) => None,
        Ok(Some(PinLine { requests, line })) => pin(line, Ok(requests)),
        Err(PinError { line, what }) => pin(line, Err(what)),
    }
}
