//! Reads and writes at a position of a file; where the next read would begin stays.

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

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

    use super::*;

    #[test]
    fn position_of_the_next_read_is_nobodys_but_the_readers() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        file.seek(SeekFrom::Start(2)).unwrap();
        let (mut some, mut two) = ([0; 20], [0; 2]);
        assert_eq!(read(&file, &mut some, 0).unwrap(), 10);
        read_exact(&file, &mut two, 7).unwrap();
        assert!(read_exact(&file, &mut two, 9).is_err());
        write_all(&file, b"ab", 4).unwrap();
        let mut rest = String::new();
        file.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "23ab6789");
    }
}
