//! Limits of this process, memory, and what the kernel counted.

use std::path::Path;

use rustix::process::{Resource, getrlimit};

use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::security::facts::AccessControl;
use crate::doctor::subjects::system::cgroup::Memory;
use crate::sys::fs::read;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct System {
    /// Hard limit on open files; nothing where there is none.
    pub open_files: Option<u64>,
    /// Soft limit on processes of this user.
    pub processes: Option<u64>,
    /// The hard one, up to which anybody may raise it.
    pub processes_at_most: Option<u64>,
    /// Soft limit on the address space in bytes.
    pub address_space: Option<u64>,
    /// The hard one.
    pub address_space_at_most: Option<u64>,
    /// How many processes the kernel has killed for want of memory since it started.
    pub oom_kills: Option<u64>,
    /// Bytes that programs may still take.
    pub memory_available: Option<u64>,
    /// The control group's memory.
    pub group: Memory,
    /// Security modules.
    pub access: AccessControl,
    /// `/proc/version`.
    pub kernel: String,
    /// Newest `GLIBC_x.y` of this machine's C library, where it has one.
    pub glibc: Option<(u32, u32)>,
}

impl System {
    /// Reads the limits and counters.
    pub(crate) fn read() -> Self {
        Self {
            open_files: getrlimit(Resource::Nofile).maximum,
            processes: getrlimit(Resource::Nproc).current,
            processes_at_most: getrlimit(Resource::Nproc).maximum,
            address_space: getrlimit(Resource::As).current,
            address_space_at_most: getrlimit(Resource::As).maximum,
            oom_kills: number(&text("/proc/vmstat"), "oom_kill "),
            memory_available: number(&text("/proc/meminfo"), "MemAvailable:").map(|kb| kb * 1024),
            group: Memory::read(),
            access: AccessControl::read(),
            kernel: text("/proc/version").trim().to_owned(),
            glibc: glibc(),
        }
    }
}

fn text(path: &str) -> String {
    read::text(Path::new(path), 1 << 16).ok().flatten().unwrap_or_default()
}

fn number(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The newest version that libc.so.6 defines, by the texts in it: `GLIBC_2.36` stands there once.
fn glibc() -> Option<(u32, u32)> {
    let multiarch = format!("/lib/{}-linux-gnu/libc.so.6", std::env::consts::ARCH);
    let places = [multiarch.as_str(), "/lib64/libc.so.6", "/lib/libc.so.6"];
    let bytes = places.iter().find_map(|path| read::bytes(Path::new(path), 16 << 20).ok()?)?;
    let texts = bytes.split(|byte| *byte == 0).filter_map(|text| std::str::from_utf8(text).ok());
    texts.filter_map(crate::sys::elf::glibc_version).max()
}

impl Fact for System {
    const WHAT: &'static str = "the kernel";

    fn gather(_: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self::read())
    }
}
