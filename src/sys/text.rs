//! Texts of the system as bytes, and back: paths, variables, arguments. They need not be Unicode.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::ffi::{OsStr, OsString};

/// The bytes of a text: on Unix what it is made of, on Windows UTF-8 as far as it is Unicode.
pub(crate) fn bytes(text: &(impl AsRef<OsStr> + ?Sized)) -> &[u8] {
    text.as_ref().as_encoded_bytes()
}

/// As [`bytes`], of a text that is not needed any more.
pub(crate) fn into_bytes(text: OsString) -> Vec<u8> {
    text.into_encoded_bytes()
}

/// The text of these bytes. Where the system's texts are Unicode, bytes that are none become U+FFFD: such
/// a name stands for nothing there.
pub(crate) fn from_bytes(bytes: Vec<u8>) -> OsString {
    os::from_bytes(bytes)
}

/// The same of bytes that are kept.
pub(crate) fn of(bytes: &[u8]) -> OsString {
    os::from_bytes(bytes.to_vec())
}
