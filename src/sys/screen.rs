//! The terminal's size.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

/// The columns of the terminal behind standard error; nothing where there is none.
pub(crate) fn width() -> Option<u16> {
    os::width()
}
