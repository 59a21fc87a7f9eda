//! How busy this machine is, as its kernel says; nothing where it does not say.

use std::path::Path;
use std::thread::available_parallelism;

use crate::sys::fs::read;
use crate::sys::machine;

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

/// The memory of the machine.
pub fn memory() -> Option<Memory> {
    Some(Memory { available: machine::memory_available()?, total: total()? })
}

/// `/proc/meminfo`.
fn total() -> Option<u64> {
    let text = text("/proc/meminfo")?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
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

fn text(path: &str) -> Option<String> {
    read::text(Path::new(path), LARGEST).ok().flatten()
}
