//! Any bytes are a text.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

pub(super) fn from_bytes(bytes: Vec<u8>) -> OsString {
    OsString::from_vec(bytes)
}
