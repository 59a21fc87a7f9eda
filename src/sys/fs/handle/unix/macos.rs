//! What macOS has in its own way.

use std::ffi::CStr;
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::{Dir, FileType, Mode, OFlags, Stat};

/// macOS has no handle that only leads on: the directory must be readable.
pub(super) const PASS: OFlags = OFlags::RDONLY;
/// APFS writes access times lazily, and cannot be asked not to.
pub(super) const UNSEEN: OFlags = OFlags::empty();

/// There is no path to an open directory.
pub(super) fn path(_: &OwnedFd) -> Option<PathBuf> {
    None
}

/// The directory alone: `F_FULLFSYNC`, by which the disk itself writes all that came before.
pub(super) fn flush_all(dir: &OwnedFd) -> io::Result<()> {
    Ok(rustix::fs::fcntl_fullfsync(dir)?)
}

/// Permission bits as the kernel takes them.
pub(super) fn bits(mode: u32) -> Mode {
    Mode::from_bits_truncate(mode.try_into().unwrap_or_default())
}

pub(super) fn mode(stat: &Stat) -> u32 {
    stat.st_mode.into()
}

pub(super) fn names(stat: &Stat) -> u64 {
    stat.st_nlink.into()
}

pub(super) fn id(stat: &Stat) -> (u64, u64) {
    (u64::from(stat.st_dev.cast_unsigned()), stat.st_ino)
}

/// It refuses to remove one.
pub(super) fn is_mount_point(_: BorrowedFd<'_>, _: &CStr) -> bool {
    false
}

pub(super) fn entries(
    dir: BorrowedFd<'_>,
    mut each: impl FnMut(&CStr, FileType),
) -> io::Result<()> {
    for entry in Dir::read_from(dir)? {
        let entry = entry?;
        each(entry.file_name(), entry.file_type());
    }
    Ok(())
}
