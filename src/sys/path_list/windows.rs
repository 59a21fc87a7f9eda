//! A semicolon, but not between quotes.

use std::ffi::{OsStr, OsString};
use std::os::windows::ffi::{OsStrExt as _, OsStringExt as _};

pub(super) const SEPARATOR: char = ';';

pub(super) fn split(list: &OsStr) -> Vec<OsString> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), Vec::new(), false);
    for unit in list.encode_wide() {
        quoted ^= unit == u16::from(b'"');
        if unit == u16::from(b';') && !quoted {
            parts.push(OsString::from_wide(&part));
            part.clear();
        } else {
            part.push(unit);
        }
    }
    parts.push(OsString::from_wide(&part));
    parts
}
