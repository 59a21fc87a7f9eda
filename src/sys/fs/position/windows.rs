//! `ReadFile` and `WriteFile` with a position. They move where the next read would begin, so that is set back.

use std::fs::File;
use std::io::{self, ErrorKind, Seek as _, SeekFrom};
use std::os::windows::fs::FileExt as _;

pub(super) fn read(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    kept(file, || file.seek_read(buffer, at))
}

fn kept<T>(mut file: &File, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let next = file.stream_position()?;
    let done = work();
    file.seek(SeekFrom::Start(next))?;
    done
}

pub(super) fn read_exact(file: &File, buffer: &mut [u8], at: u64) -> io::Result<()> {
    kept(file, || read_all(file, buffer, at))
}

fn read_all(file: &File, mut buffer: &mut [u8], mut at: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match file.seek_read(buffer, at) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                buffer = buffer.get_mut(read..).unwrap_or_default();
                at += read as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

pub(super) fn write_all(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    kept(file, || write_rest(file, bytes, at))
}

fn write_rest(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.seek_write(bytes, at) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = bytes.get(written..).unwrap_or_default();
                at += written as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
