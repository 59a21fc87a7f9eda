//! A colon, which nothing takes its meaning from.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;

pub(super) const SEPARATOR: char = ':';

pub(super) fn split(list: &OsStr) -> Vec<OsString> {
    list.as_bytes().split(|&b| b == b':').map(|part| OsStr::from_bytes(part).to_owned()).collect()
}
