//! Opens what is only to be looked at: the flags for it, each spelled once.

use std::ffi::CStr;
use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags};

/// A directory and nothing else, through a link too: for the way that the user chose.
pub(super) const CHOSEN: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// A directory and nothing else, never through a link.
pub(super) const LOOK: OFlags = CHOSEN.union(OFlags::NOFOLLOW);

/// A file; without NONBLOCK, opening a FIFO would wait for somebody to write into it.
pub(super) const READ: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);

/// A file that is made, in the place of nothing.
pub(super) const NEW: OFlags =
    OFlags::CREATE.union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Opens the directory `name` below `dir`; a link in its place is an error.
///
/// # Errors
/// As the system says.
pub fn open_dir(dir: BorrowedFd<'_>, name: &CStr) -> rustix::io::Result<OwnedFd> {
    rustix::fs::openat(dir, name, LOOK, Mode::empty())
}
