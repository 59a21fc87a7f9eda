//! What `GetFileInformationByHandle` says of something with a name.

use std::fs::Metadata;
use std::io;
use std::path::Path;

use super::{FILE_READ_ATTRIBUTES, kind, looked_at};
use crate::sys::fs::about;
use crate::sys::fs::handle::{FileKind, Through};

/// Facts of something with a name.
#[derive(Clone, Debug)]
pub struct Stat {
    about: Metadata,
    names: u64,
    id: (u64, u64),
}

/// What the smallest piece of a disk is, as a rule: what a file takes is not told.
const CLUSTER: u64 = 4096;

impl Stat {
    pub(super) fn of(path: &Path, through: Through) -> io::Result<Self> {
        let file = looked_at(path, FILE_READ_ATTRIBUTES, through)?;
        let (names, id) = (about::names(&file)?, about::id(&file)?);
        Ok(Self { about: file.metadata()?, names, id })
    }

    /// What it is.
    pub fn kind(&self) -> FileKind {
        kind(self.about.file_type())
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        self.about.len()
    }
    /// Bytes that the disk keeps for it, by its length.
    pub fn allocated(&self) -> u64 {
        self.about.len().next_multiple_of(CLUSTER)
    }
    /// Seconds since 1970 of the last change of contents.
    pub fn modified(&self) -> i64 {
        about::modified(&self.about).0
    }
    /// Permission bits, as far as there are any.
    pub fn mode(&self) -> u32 {
        about::mode(&self.about)
    }
    /// Owner.
    pub fn uid(&self) -> u32 {
        about::owner(&self.about)
    }
    /// Group.
    pub fn gid(&self) -> u32 {
        about::group(&self.about)
    }
    /// How many names it has.
    pub fn names(&self) -> u64 {
        self.names
    }
    /// What tells it from everything else: volume and number there.
    pub fn id(&self) -> (u64, u64) {
        self.id
    }
}
