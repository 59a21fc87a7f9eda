//! Reads and writes at a position of a file; where the next read would begin is nobody's business.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::fs::File;
use std::io;

/// Reads from a position.
///
/// # Errors
/// Those of the system.
pub fn read(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    os::read(file, buffer, at)
}

/// Reads as much as there is room for, from a position.
///
/// # Errors
/// Those of the system, and where the file ends before.
pub fn read_exact(file: &File, buffer: &mut [u8], at: u64) -> io::Result<()> {
    os::read_exact(file, buffer, at)
}

/// Writes all of it at a position.
///
/// # Errors
/// Those of the system.
pub fn write_all(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    os::write_all(file, bytes, at)
}
