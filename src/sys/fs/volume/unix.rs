//! What `statvfs` says on every Unix.

use std::io;
use std::path::Path;

use rustix::fs::{StatVfs, StatVfsMountFlags, statvfs};

use super::Volume;

/// Sizes and what forbids writing; what else forbids is each system's own.
pub(super) fn see(path: &Path) -> io::Result<(Volume, StatVfs)> {
    let about = statvfs(path)?;
    let volume = Volume {
        noexec: false,
        readonly: about.f_flag.contains(StatVfsMountFlags::RDONLY),
        records_access: false,
        free: about.f_bavail.saturating_mul(about.f_frsize),
        size: about.f_blocks.saturating_mul(about.f_frsize),
        free_files: (about.f_files > 0).then_some(about.f_favail),
    };
    Ok((volume, about))
}
