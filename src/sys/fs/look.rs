//! Opens directories to look into them, never through a link.

use std::ffi::CStr;
use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags};

/// Flags that open a directory and nothing else, never through a link, without touching its
/// access time.
pub(super) const LOOK: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Opens the directory `name` below `dir`; a link in its place is an error.
///
/// # Errors
/// As the system says.
pub fn open_dir(dir: BorrowedFd<'_>, name: &CStr) -> rustix::io::Result<OwnedFd> {
    rustix::fs::openat(dir, name, LOOK, Mode::empty())
}
