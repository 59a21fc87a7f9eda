//! Which lines the users of this system can type.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

/// What brings a newer program than one that was built from a checkout, each with what it means.
pub(crate) const BUILDS: &[&str] = os::BUILDS;

/// Whether a line of a POSIX shell means the same at this system's own prompt.
pub(crate) fn takes(line: &str) -> bool {
    os::takes(line)
}
