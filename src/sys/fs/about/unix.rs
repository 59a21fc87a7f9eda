//! What `stat` says.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Seconds and nanoseconds since 1970 of the last change of contents.
pub(in crate::sys::fs) fn modified(about: &Metadata) -> (i64, i64) {
    (about.mtime(), about.mtime_nsec())
}

/// The same of the last change of anything, a rename included: nobody can set it back.
pub(in crate::sys::fs) fn changed(about: &Metadata) -> (i64, i64) {
    (about.ctime(), about.ctime_nsec())
}

/// The same of the last access.
pub(in crate::sys::fs) fn accessed(about: &Metadata) -> (i64, i64) {
    (about.atime(), about.atime_nsec())
}

/// Permission bits.
pub(in crate::sys::fs) fn mode(about: &Metadata) -> u32 {
    about.mode() & 0o7777
}

/// Whose it is.
pub(in crate::sys::fs) fn owner(about: &Metadata) -> u32 {
    about.uid()
}

/// Its group.
pub(in crate::sys::fs) fn group(about: &Metadata) -> u32 {
    about.gid()
}

/// How many names an open file has: none where it was removed.
pub(in crate::sys::fs) fn names(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.nlink())
}

/// What tells an open file from every other: device and number there.
pub(in crate::sys::fs) fn id(file: &File) -> io::Result<(u64, u64)> {
    let about = file.metadata()?;
    Ok((about.dev(), about.ino()))
}

/// The same of what stands at a path, links followed, which was just looked at.
#[expect(clippy::unnecessary_wraps, reason = "another system has to ask")]
pub(in crate::sys::fs) fn id_at(_: &Path, about: &Metadata) -> io::Result<(u64, u64)> {
    Ok((about.dev(), about.ino()))
}
