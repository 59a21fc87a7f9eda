//! A temporary file.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::path::Path;

pub(super) fn file(bytes: &[u8]) -> Option<File> {
    let mut file = tempfile::tempfile().ok()?;
    file.write_all(bytes).ok()?;
    file.rewind().ok()?;
    Some(file)
}

pub(super) fn at_path<T>(bytes: &[u8], read: impl FnOnce(&Path) -> T) -> Option<T> {
    let mut file = tempfile::NamedTempFile::new().ok()?;
    file.write_all(bytes).ok()?;
    Some(read(file.path()))
}
