//! What `GetFileInformationByHandle` says.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::windows::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use winapi_util::file::information;

use crate::sys::fs::rights;

/// From 1601, where Windows begins to count, to 1970, in its steps of 100 nanoseconds.
const EPOCH: i64 = 116_444_736_000_000_000;

fn since_1970(steps: u64) -> (i64, i64) {
    let steps = i64::try_from(steps).unwrap_or(i64::MAX).saturating_sub(EPOCH);
    (steps.div_euclid(10_000_000), steps.rem_euclid(10_000_000) * 100)
}

/// Seconds and nanoseconds since 1970 of the last change of contents.
pub(in crate::sys::fs) fn modified(about: &Metadata) -> (i64, i64) {
    since_1970(about.last_write_time())
}

/// When it was made, where that is later: a rename is not told, and both can be set back.
pub(in crate::sys::fs) fn changed(about: &Metadata) -> (i64, i64) {
    since_1970(about.creation_time()).max(modified(about))
}

/// The same of the last access.
pub(in crate::sys::fs) fn accessed(about: &Metadata) -> (i64, i64) {
    since_1970(about.last_access_time())
}

/// There is one bit, against writing. The others are as if everybody could read, and run what is a
/// program by its name.
pub(in crate::sys::fs) fn mode(about: &Metadata) -> u32 {
    if about.permissions().readonly() && !about.is_dir() { 0o555 } else { 0o755 }
}

/// Not known here: so it counts as this user's, whom the system stops where it is not.
pub(in crate::sys::fs) fn owner(_: &Metadata) -> u32 {
    rights::me()
}

/// Not known here.
pub(in crate::sys::fs) fn group(_: &Metadata) -> u32 {
    rights::me()
}

/// How many names an open file has: none where it was removed.
pub(in crate::sys::fs) fn names(file: &File) -> io::Result<u64> {
    Ok(information(file)?.number_of_links())
}

/// What tells an open file from every other: volume and number there.
pub(in crate::sys::fs) fn id(file: &File) -> io::Result<(u64, u64)> {
    let known = information(file)?;
    Ok((known.volume_serial_number(), known.file_index()))
}

/// The same of what stands at a path, links followed.
pub(in crate::sys::fs) fn id_at(path: &Path, _: &Metadata) -> io::Result<(u64, u64)> {
    const FILE_READ_ATTRIBUTES: u32 = 0x80;
    const BACKUP_SEMANTICS: u32 = 0x0200_0000;
    let mut options = OpenOptions::new();
    options.access_mode(FILE_READ_ATTRIBUTES).custom_flags(BACKUP_SEMANTICS);
    id(&options.open(path)?)
}
