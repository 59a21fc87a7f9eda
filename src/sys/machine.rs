//! What this machine is and allows, beside files: its name, its limits, its memory, who else may forbid.
//!
//! What a system does not have is "nothing" in the answer; what it has and nobody here can ask is too,
//! and the text of [`UNKNOWN`] says so where there is one.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

use std::path::PathBuf;

/// Why these facts are not known here; nothing where they are.
pub(crate) const UNKNOWN: Option<&str> = os::UNKNOWN;

/// Limits of this process; nothing where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The hard one on open files.
    pub open_files: Option<u64>,
    /// The soft one on processes of this user.
    pub processes: Option<u64>,
    /// The hard one, up to which anybody may raise it.
    pub processes_at_most: Option<u64>,
    /// The soft one on the address space in bytes.
    pub address_space: Option<u64>,
    /// The hard one.
    pub address_space_at_most: Option<u64>,
}

impl Limits {
    /// Reads them.
    pub(crate) fn read() -> Self {
        os::limits()
    }
}

/// The memory of a control group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// Bytes: the lowest limit of the group and of those around it.
    pub limit: Option<u64>,
    /// Processes killed for want of memory in this very group.
    pub kills: Option<u64>,
    /// The file that counts them.
    pub counter: PathBuf,
}

impl Memory {
    /// Reads the groups of this process.
    pub(crate) fn read() -> Self {
        os::group_memory()
    }
}

/// Security modules, as far as this process sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AccessControl {
    /// `capability,landlock,…`; empty where it is not shown.
    pub modules: String,
    /// SELinux: whether it enforces; nothing where there is none.
    pub selinux: Option<bool>,
    /// The SELinux context or AppArmor profile of this process.
    pub context: String,
    /// Whether AppArmor is there.
    pub apparmor: bool,
    /// Whether fapolicyd runs.
    pub fapolicyd: bool,
}

impl AccessControl {
    /// Looks.
    pub(crate) fn read() -> Self {
        os::access_control()
    }

    /// Whether an AppArmor profile confines this process.
    pub(crate) fn confined(&self) -> bool {
        self.apparmor && self.context.ends_with("(enforce)")
    }
}

/// The name of this machine.
pub(crate) fn name() -> Option<String> {
    os::name().filter(|name| !name.is_empty())
}

/// How many processes the kernel has killed for want of memory since it started.
pub(crate) fn kills_for_memory() -> Option<u64> {
    os::kills_for_memory()
}

/// Bytes that programs may still take.
pub(crate) fn memory_available() -> Option<u64> {
    os::memory_available()
}

/// What the kernel says that it is, on one line; empty where it does not.
pub(crate) fn kernel() -> String {
    os::kernel()
}

/// The bytes of this machine's C library, where it is glibc.
pub(crate) fn c_library() -> Option<Vec<u8>> {
    os::c_library()
}

/// Whether any route leads off this machine; nothing where this system does not say.
pub(crate) fn has_route() -> Option<bool> {
    os::has_route()
}

/// The number of a network interface; nothing where it is not there, or this system does not say.
pub(crate) fn interface(name: &str) -> Option<u32> {
    os::interface(name)
}

/// The last lines of the kernel's log; nothing where this user may not read it.
pub(crate) fn kernel_log(lines: usize) -> Option<Vec<String>> {
    os::kernel_log(lines)
}
