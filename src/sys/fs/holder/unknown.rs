//! No other system tells who holds a lock.

use std::fs::File;

pub(super) fn pid(_: &File) -> Option<u32> {
    None
}

pub(super) fn program(_: u32) -> Option<String> {
    None
}
