//! One file of a scan: looked at when somebody asks, opened at most once, kept as it was. Nothing else
//! in this wing reads a file that selects.

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};

use crate::sys::fs::{marks, read};

/// One file, and what is known of it by now.
#[derive(Debug)]
pub struct ScannedFile {
    path: PathBuf,
    standing: OnceCell<Standing>,
    contents: OnceCell<io::Result<Option<Vec<u8>>>>,
}

/// What has a name, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing, as far as this user may see.
    Nothing,
    /// A link that leads nowhere.
    Dangling,
    /// A directory.
    Directory,
    /// Anything else.
    File,
}

/// What came back of a file that was asked for.
#[derive(Clone, Copy, Debug)]
pub enum CameBack<'a> {
    /// Nobody has asked yet.
    Unasked,
    /// There is none.
    Absent,
    /// Only what has the name was looked at.
    Stands(Standing),
    /// It was read.
    Contents(&'a [u8]),
    /// It is there and cannot be read.
    Unreadable(&'a io::Error),
}

impl ScannedFile {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, standing: OnceCell::new(), contents: OnceCell::new() }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What has its name. Where that is nothing it costs one look.
    pub fn standing(&self) -> Standing {
        *self.standing.get_or_init(|| match self.contents.get() {
            Some(Ok(Some(_))) => Standing::File,
            _ => look(&self.path),
        })
    }

    /// What it says; `None` where it is not there or may not be seen. `limit` is that of its kind,
    /// whoever asks.
    ///
    /// # Errors
    /// When it is there and cannot be read, is no regular file, or is larger than `limit` bytes.
    pub fn contents(&self, limit: u64) -> Result<Option<&[u8]>, &io::Error> {
        let read = || match self.standing.get() {
            Some(Standing::Nothing) => Ok(None),
            _ => read::try_bytes(&self.path, limit),
        };
        self.contents.get_or_init(read).as_ref().map(Option::as_deref)
    }

    /// What came back of it so far.
    pub fn came_back(&self) -> CameBack<'_> {
        match (self.contents.get(), self.standing.get()) {
            (Some(Ok(Some(bytes))), _) => CameBack::Contents(bytes),
            (Some(Err(error)), _) => CameBack::Unreadable(error),
            (Some(Ok(None)), _) | (None, Some(Standing::Nothing)) => CameBack::Absent,
            (None, Some(standing)) => CameBack::Stands(*standing),
            (None, None) => CameBack::Unasked,
        }
    }
}

fn look(path: &Path) -> Standing {
    match marks::stands(path) {
        Ok(false) | Err(_) => Standing::Nothing,
        Ok(true) if read::is_no_dir(path) => Standing::File,
        Ok(true) if read::is_dir(path) => Standing::Directory,
        Ok(true) => Standing::Dangling,
    }
}
