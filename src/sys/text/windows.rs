//! Texts are UTF-16 inside.

use std::ffi::OsString;

pub(super) fn from_bytes(bytes: Vec<u8>) -> OsString {
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(odd) => String::from_utf8_lossy(odd.as_bytes()).into_owned().into(),
    }
}
