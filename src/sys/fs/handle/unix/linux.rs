//! What Linux has in its own way: directories read in one call, handles that only lead on.

use std::ffi::CStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::{
    AtFlags, FileType, Mode, OFlags, RawDir, Stat, StatxAttributes, StatxFlags, statx,
};

/// A directory handle that nothing can be read from: names are opened in it.
pub(super) const PASS: OFlags = OFlags::PATH;
/// Leaves the access time alone.
pub(super) const UNSEEN: OFlags = OFlags::NOATIME;

/// Without /proc there is none.
pub(super) fn path(dir: &OwnedFd) -> Option<PathBuf> {
    Some(PathBuf::from(format!("/proc/self/fd/{}", dir.as_raw_fd())))
}

pub(super) fn flush_all(dir: &OwnedFd) -> io::Result<()> {
    Ok(rustix::fs::syncfs(dir)?)
}

/// Permission bits as the kernel takes them.
pub(super) fn bits(mode: u32) -> Mode {
    Mode::from_raw_mode(mode & 0o7777)
}

pub(super) fn mode(stat: &Stat) -> u32 {
    stat.st_mode
}

pub(super) fn names(stat: &Stat) -> u64 {
    // Wider on some machines than on others.
    #[allow(clippy::useless_conversion, reason = "u32 on arm64")]
    stat.st_nlink.into()
}

pub(super) fn id(stat: &Stat) -> (u64, u64) {
    (stat.st_dev, stat.st_ino)
}

/// Kernels before 5.8 do not tell; they refuse to remove it once it is empty.
pub(super) fn is_mount_point(at: BorrowedFd<'_>, name: &CStr) -> bool {
    let about = statx(at, name, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    about.is_ok_and(|about| about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

pub(super) fn entries(
    dir: BorrowedFd<'_>,
    mut each: impl FnMut(&CStr, FileType),
) -> io::Result<()> {
    // A directory of a module is read in one call.
    let mut buffer = Vec::with_capacity(32 * 1024);
    let spare: &mut [MaybeUninit<u8>] = buffer.spare_capacity_mut();
    let mut raw = RawDir::new(dir, spare);
    while let Some(entry) = raw.next() {
        let entry = entry?;
        each(entry.file_name(), entry.file_type());
    }
    Ok(())
}
