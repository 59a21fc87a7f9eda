//! How busy this machine is, as its kernel says; nothing where it does not say.

use std::path::Path;
use std::thread::available_parallelism;

use crate::sys::fs::read;

/// More than any of these files holds.
const LARGEST: u64 = 1 << 20;

/// Memory in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// What programs may still take without anybody being swapped out.
    pub available: u64,
    /// What there is.
    pub total: u64,
}

/// How much programs had to wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pressure {
    /// The share of the last minute in which some program waited for the processor, in percent.
    pub waiting: f64,
}

/// The memory of the machine (`/proc/meminfo`).
pub fn memory() -> Option<Memory> {
    let text = text("/proc/meminfo")?;
    let kilobytes = |name: &str| field(&text, name);
    Some(Memory {
        available: kilobytes("MemAvailable:")?.saturating_mul(1024),
        total: kilobytes("MemTotal:")?.saturating_mul(1024),
    })
}

/// Pressure on the processor (`/proc/pressure/cpu`, which not every kernel keeps).
pub fn pressure() -> Option<Pressure> {
    let text = text("/proc/pressure/cpu")?;
    let some = text.lines().find_map(|line| line.strip_prefix("some "))?;
    let minute = some.split_whitespace().find_map(|word| word.strip_prefix("avg60="))?;
    Some(Pressure { waiting: minute.parse().ok()? })
}

/// How many programs wanted the processor in the last minute (`/proc/loadavg`), and how many processors
/// this process may use.
pub fn average() -> Option<(f64, usize)> {
    let load = text("/proc/loadavg")?.split_whitespace().next()?.parse().ok()?;
    Some((load, available_parallelism().map_or(1, usize::from)))
}

/// How many processes the kernel has killed for want of memory since it started (`/proc/vmstat`).
pub fn oom_kills() -> Option<u64> {
    field(&text("/proc/vmstat")?, "oom_kill ")
}

fn text(path: &str) -> Option<String> {
    read::text(Path::new(path), LARGEST).ok().flatten()
}

/// The number after a name at the start of a line.
fn field(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
