//! A program with all that it starts: seen to its end, and ended.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

#[cfg(windows)]
pub(in crate::sys) use os::dies_with_us;
pub(super) use os::{End, Leader, how, lead};
