//! Windows has no limits of this kind on a process, and says the rest by calls that no safe crate of ours
//! makes.

use super::{AccessControl, Limits, Memory};

pub(super) const UNKNOWN: Option<&str> = Some("Windows is not asked for this");

pub(super) fn limits() -> Limits {
    Limits::default()
}

/// There are no control groups.
pub(super) fn group_memory() -> Memory {
    Memory::default()
}

/// There are none of these.
pub(super) fn access_control() -> AccessControl {
    AccessControl::default()
}

#[expect(clippy::disallowed_methods, reason = "Windows keeps it in a variable alone")]
pub(super) fn name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

pub(super) fn kills_for_memory() -> Option<u64> {
    None
}

pub(super) fn memory_available() -> Option<u64> {
    None
}

pub(super) fn kernel() -> String {
    "Windows".to_owned()
}

/// It is no glibc.
pub(super) fn c_library() -> Option<Vec<u8>> {
    None
}

pub(super) fn has_route() -> Option<bool> {
    None
}

pub(super) fn interface(_: &str) -> Option<u32> {
    None
}

pub(super) fn kernel_log(_lines: usize) -> Option<Vec<String>> {
    None
}
