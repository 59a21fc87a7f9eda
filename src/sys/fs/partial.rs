//! Files that grow while they are written and are meant to be found again: partial downloads.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::handle::Open;
use super::own::At;
use super::{about, position};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;

/// A file that is read and written at positions, and kept.
#[derive(Debug)]
pub struct Growing {
    file: File,
    path: PathBuf,
}

impl Growing {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    /// When it can be neither (exit 3).
    pub fn open(path: PathBuf) -> Result<Self> {
        let opened = At::end(&path).and_then(|at| at.open(Open::Keep, 0o600));
        let file = opened.map_err(|error| Fault::io("open", &path, &error))?;
        Ok(Self { file, path })
    }

    /// Whether nobody else holds it, and nobody has removed it before it was held; from then on this
    /// process holds it, until it is dropped.
    pub fn hold(&self) -> bool {
        self.file.try_lock().is_ok() && about::names(&self.file).is_ok_and(|names| names > 0)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The open file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Its length in bytes; 0 where that cannot be told.
    pub fn length(&self) -> u64 {
        self.file.metadata().map_or(0, |about| about.len())
    }

    /// Makes it empty.
    ///
    /// # Errors
    /// When it cannot be (exit 3).
    pub fn empty(&self) -> Result<()> {
        self.file.set_len(0).map_err(|error| Fault::io("write", &self.path, &error))
    }

    /// Reads from a position.
    ///
    /// # Errors
    /// Those of the system.
    pub fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        position::read(&self.file, buffer, at)
    }

    /// Writes at a position.
    ///
    /// # Errors
    /// Those of the system, with the path.
    pub fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        position::write_all(&self.file, bytes, at).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", self.path.visible()))
        })
    }
}
