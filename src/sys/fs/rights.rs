//! Who this process works for, and what it may do with a file.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

pub use os::{KNOWN, is_me, is_root, me, user};
pub(super) use os::{
    check, close_to_others, is_mine, is_my_group, keep, make_dirs, may_give, new_files_allow,
};

/// What one may do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    /// Read it, or list it.
    Read,
    /// Change it, or what is in it.
    Write,
    /// Run it, or search it.
    Execute,
}
