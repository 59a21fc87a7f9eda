//! Limits of this process, memory, and what the kernel counted.

use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::sys::machine::{self, AccessControl, Limits, Memory};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct System {
    /// Limits of this process.
    pub limits: Limits,
    /// How many processes the kernel has killed for want of memory since it started.
    pub oom_kills: Option<u64>,
    /// Bytes that programs may still take.
    pub memory_available: Option<u64>,
    /// The control group's memory.
    pub group: Memory,
    /// Security modules.
    pub access: AccessControl,
    /// What the kernel says that it is.
    pub kernel: String,
    /// Newest `GLIBC_x.y` of this machine's C library, where it has one.
    pub glibc: Option<(u32, u32)>,
}

impl System {
    /// Reads the limits and counters.
    pub(crate) fn read() -> Self {
        Self {
            limits: Limits::read(),
            oom_kills: machine::kills_for_memory(),
            memory_available: machine::memory_available(),
            group: Memory::read(),
            access: AccessControl::read(),
            kernel: machine::kernel(),
            glibc: glibc(),
        }
    }
}

/// The newest version that the C library defines, by the texts in it: `GLIBC_2.36` stands there once.
fn glibc() -> Option<(u32, u32)> {
    let bytes = machine::c_library()?;
    let texts = bytes.split(|byte| *byte == 0).filter_map(|text| std::str::from_utf8(text).ok());
    texts.filter_map(crate::sys::elf::glibc_version).max()
}

impl Fact for System {
    const WHAT: &'static str = "the kernel";

    fn gather(_: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self::read())
    }
}
