//! The file system that something lies on: how much is free, what it forbids, and where it is mounted.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

pub(super) use os::{mount_id, mount_table, see};

/// What a file system says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Volume {
    /// Nothing on it can be executed.
    pub(super) noexec: bool,
    /// Nothing on it can be changed.
    pub(super) readonly: bool,
    /// Whether it writes access times at all.
    pub(super) records_access: bool,
    /// Bytes that this user may still fill.
    pub(super) free: u64,
    /// Size in bytes.
    pub(super) size: u64,
    /// Files that may still be made; nothing where it has no such limit.
    pub(super) free_files: Option<u64>,
}
