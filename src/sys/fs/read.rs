//! Reads files whose size is somebody else's choice: never more than a limit.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::handle::Open;
use super::own::At;
use super::{about, position};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::sys::record::{self, START, Seen};

/// The whole file, or `None` where there is none (a parent that is missing or a file included).
///
/// # Errors
/// When it cannot be read, is no regular file, or is larger than `limit` bytes (exit 3).
pub fn bytes(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    match whole(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(Fault::io("read", path, &error)),
    }
}

/// Whether the file can be read and holds these bytes and no others.
pub fn holds(path: &Path, wanted: &[u8]) -> bool {
    bytes(path, wanted.len() as u64).is_ok_and(|read| read.as_deref() == Some(wanted))
}

/// As [`bytes`], as text.
///
/// # Errors
/// As [`bytes`], and when the file is not UTF-8.
pub fn text(path: &Path, limit: u64) -> Result<Option<String>> {
    bytes(path, limit)?.map(|bytes| as_text(path, bytes)).transpose()
}

/// What was read of a file, as text.
pub(super) fn as_text(path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| {
        Fault::io("read", path, &io::Error::new(ErrorKind::InvalidData, "it is not UTF-8 text"))
    })
}

/// As [`bytes`], for a file that one may look for and not find: a directory that may not be
/// searched, or a name too long for the system, holds none either.
///
/// # Errors
/// When it is there and cannot be read, is no regular file, or is larger than `limit` bytes.
pub fn try_bytes(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match whole(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => Ok(None),
            ErrorKind::PermissionDenied if path.symlink_metadata().is_err() => Ok(None),
            _ => Err(error),
        },
    }
}

/// Opens a regular file for reading; anything else that would wait for a writer is an error.
///
/// # Errors
/// Those of the system, and when it is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
    noted(path, At::read(path).and_then(|at| at.open(Open::Read, 0)).and_then(regular))
}

/// Notes what came of opening a file to read it, before it is read: what is written into it meanwhile
/// is another file to who compares it with the note.
pub(super) fn noted(path: &Path, opened: io::Result<File>) -> io::Result<File> {
    record::path(path, || match &opened {
        Ok(file) => begins(file),
        Err(error) => unopened(path, error),
    });
    opened
}

fn begins(file: &File) -> Seen {
    let mut bytes = vec![0; START + 1];
    let read = position::read(file, &mut bytes, 0);
    read.map_or(Seen::Unreadable, |length| Seen::text(&bytes[..length]))
}

fn unopened(path: &Path, error: &io::Error) -> Seen {
    use ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) {
        return Seen::Absent;
    }
    match path.metadata() {
        Err(_) => Seen::Absent,
        Ok(about) if about.is_dir() => Seen::Directory(None),
        Ok(_) => Seen::Unreadable,
    }
}

/// The file, where it is a regular one.
///
/// # Errors
/// Where it is something else.
pub fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("it is not a regular file"))
    }
}

/// What tells an open file from every other: device and number there.
///
/// # Errors
/// As the system says.
pub fn identity(file: &File) -> io::Result<(u64, u64)> {
    about::id(file)
}

/// The length in bytes of a regular file; `None` for everything else.
pub fn length(path: &Path) -> Option<u64> {
    about(path).filter(Metadata::is_file).map(|about| about.len())
}

/// Whether something is there, links followed.
pub fn exists(path: &Path) -> bool {
    let stands = path.exists();
    record::path(path, || Seen::name(stands));
    stands
}

/// Whether something other than a directory is there, links followed.
pub fn is_no_dir(path: &Path) -> bool {
    about(path).is_some_and(|about| !about.is_dir())
}

/// Whether the name is taken, by a link that leads nowhere too.
pub fn is_taken(path: &Path) -> bool {
    let is_taken = path.symlink_metadata().is_ok();
    record::path(path, || Seen::name(is_taken));
    is_taken
}

/// Whether it is a directory, links followed.
pub fn is_dir(path: &Path) -> bool {
    about(path).is_some_and(|about| about.is_dir())
}

/// Whether it is a regular file, links followed.
pub fn is_file(path: &Path) -> bool {
    about(path).is_some_and(|about| about.is_file())
}

fn about(path: &Path) -> Option<Metadata> {
    let about = path.metadata().ok();
    record::path(path, || Seen::of(about.as_ref()));
    about
}

fn whole(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let read = read_whole(path, limit);
    match &read {
        Ok(bytes) => tracing::debug!(file = %path.visible(), bytes = bytes.len(), "read"),
        Err(error) => tracing::trace!(file = %path.visible(), %error, "not read"),
    }
    read
}

fn read_whole(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let size = file.metadata()?.len();
    // A file of the kernel's announces a page whatever it holds; what is much larger need not be read to
    // be refused.
    if size > limit.max(KERNELS) {
        return Err(too_large(limit));
    }
    // What is announced need not come: room is made for a megabyte, and for more as it is needed.
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit).min(1 << 20)).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    within(bytes, limit)
}

/// All that a reader has.
///
/// # Errors
/// The reader's own, and when it has more than `limit` bytes.
pub fn all(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    within(start(reader, limit.saturating_add(1))?, limit)
}

/// The first `limit` bytes that a reader has; what comes after them is left.
///
/// # Errors
/// The reader's own.
pub fn start(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn within(bytes: Vec<u8>, limit: u64) -> io::Result<Vec<u8>> {
    match bytes.len() as u64 > limit {
        true => Err(too_large(limit)),
        false => Ok(bytes),
    }
}

/// More than any file that the kernel makes up announces.
const KERNELS: u64 = 64 << 10;

fn too_large(limit: u64) -> io::Error {
    io::Error::other(format!("it is larger than {limit} bytes"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn absent_is_none_and_too_large_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        assert_eq!(text(&path, 4).unwrap(), None);
        std::fs::write(&path, "four").unwrap();
        assert_eq!(text(&path, 4).unwrap().as_deref(), Some("four"));
        assert_eq!(text(&path.join("below"), 4).unwrap(), None);
        assert!(text(&path, 3).unwrap_err().what.contains("larger than 3 bytes"));
        assert!(bytes(dir.path(), 9).is_err());
        let fifo = dir.path().join("fifo");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &fifo,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        assert!(bytes(&fifo, 9).unwrap_err().what.contains("not a regular file"));
        std::fs::write(&path, [0xff]).unwrap();
        assert!(text(&path, 3).unwrap_err().what.contains("UTF-8"));
    }
}
