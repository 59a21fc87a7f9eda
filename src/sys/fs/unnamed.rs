//! Files that are on no disk, or gone with their handle: what fuzzing feeds readers of files with.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod temporary;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use temporary as os;

use std::fs::File;
use std::path::Path;

/// A file with these bytes, to be read from its start.
pub(crate) fn file(bytes: &[u8]) -> Option<File> {
    os::file(bytes)
}

/// Gives `read` the path of such a file.
pub(crate) fn at_path<T>(bytes: &[u8], read: impl FnOnce(&Path) -> T) -> Option<T> {
    os::at_path(bytes, read)
}
