//! Linux tells which mount a path is on, and keeps a table of all.

use std::fs::read_to_string;
use std::io;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, StatVfsMountFlags, StatxFlags, statx};

use super::Volume;
use super::unix;

/// The file system that holds what is at `path`, links followed.
pub(in crate::sys::fs) fn see(path: &Path) -> io::Result<Volume> {
    let (volume, about) = unix::see(path)?;
    let has = |flag| about.f_flag.contains(flag);
    let noexec = has(StatVfsMountFlags::NOEXEC);
    Ok(Volume { noexec, records_access: !has(StatVfsMountFlags::NOATIME), ..volume })
}

/// The number of the mount that holds it: two mounts of one device are two places to a rename, and so
/// are two subvolumes of one mount. Nothing where the kernel does not tell.
pub(in crate::sys::fs) fn mount_id(path: &Path) -> u64 {
    let about = statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID);
    about.map_or(0, |about| about.stx_mnt_id)
}

/// The kernel's table of mounts, without asking any of them.
pub(in crate::sys::fs) fn mount_table() -> String {
    read_to_string("/proc/self/mountinfo").unwrap_or_default()
}
