//! Parts of a large file, by position, without reading the rest.

use std::fs::File;
use std::io;
use std::path::Path;

use super::position;

/// A file that is read here and there.
#[derive(Debug)]
pub struct Window {
    file: File,
    size: u64,
}

impl Window {
    /// Opens a regular file for reading. A FIFO or a device is refused, not waited for.
    ///
    /// # Errors
    /// When it cannot be opened, or is no regular file.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = super::read::open(path)?;
        let size = file.metadata()?.len();
        Ok(Self { file, size })
    }

    /// The size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// `length` bytes from `offset`; nothing where the file does not have them all.
    pub fn at(&self, offset: u64, length: u64) -> Option<Vec<u8>> {
        const LIMIT: u64 = 16 << 20;
        let end = offset.checked_add(length)?;
        if end > self.size || length > LIMIT {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        position::read_exact(&self.file, &mut bytes, offset).ok()?;
        Some(bytes)
    }

    /// At most `length` bytes from `offset`, fewer at the end of the file.
    pub fn up_to(&self, offset: u64, length: u64) -> Vec<u8> {
        self.at(offset, length.min(self.size.saturating_sub(offset))).unwrap_or_default()
    }
}
