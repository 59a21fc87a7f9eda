//! What macOS says by calls that every Unix has. The rest is behind `sysctl`, which no safe crate of ours
//! calls.

use rustix::process::{Resource, getrlimit};
use rustix::system::uname;

use super::{AccessControl, Limits, Memory};

pub(super) const UNKNOWN: Option<&str> = Some("macOS is not asked for this");

pub(super) fn limits() -> Limits {
    let [files, processes, addresses] =
        [Resource::Nofile, Resource::Nproc, Resource::As].map(getrlimit);
    Limits {
        open_files: files.maximum,
        processes: processes.current,
        processes_at_most: processes.maximum,
        address_space: addresses.current,
        address_space_at_most: addresses.maximum,
    }
}

/// There are no control groups.
pub(super) fn group_memory() -> Memory {
    Memory::default()
}

/// There are none of these.
pub(super) fn access_control() -> AccessControl {
    AccessControl::default()
}

pub(super) fn name() -> Option<String> {
    Some(uname().nodename().to_string_lossy().into_owned())
}

pub(super) fn kills_for_memory() -> Option<u64> {
    None
}

pub(super) fn memory_available() -> Option<u64> {
    None
}

pub(super) fn kernel() -> String {
    let name = uname();
    [name.sysname(), name.release(), name.version()].map(|part| part.to_string_lossy()).join(" ")
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
