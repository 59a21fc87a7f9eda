//! What runs on this machine, by name.

use std::path::Path;

use crate::sys::fs::{read, walk};

/// The names of a process: the kernel's, which ends after 15 bytes, and the one that it was started by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names([String; 2]);

impl Names {
    /// Whether this is one of them.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }
}

/// Every process that is shown to this user; nothing where the system does not say what runs.
pub(crate) fn running() -> Option<Vec<Names>> {
    let numbers = walk::names(Path::new("/proc")).ok()?;
    let numbers =
        numbers.iter().filter(|name| name.to_str().is_some_and(|n| n.parse::<u32>().is_ok()));
    let found: Vec<Names> =
        numbers.filter_map(|pid| names(&Path::new("/proc").join(pid))).collect();
    (!found.is_empty()).then_some(found)
}

fn names(process: &Path) -> Option<Names> {
    let kernels = read::text(&process.join("comm"), 4096).ok().flatten()?;
    let words =
        read::try_bytes(&process.join("cmdline"), 1 << 20).ok().flatten().unwrap_or_default();
    let first = words.split(|byte| *byte == 0).next().unwrap_or_default();
    let started = String::from_utf8_lossy(first);
    // Servers write into it what they are doing: `postgres: checkpointer`.
    let word = started.split([' ', ':']).next().unwrap_or_default();
    let base = word.rsplit('/').next().unwrap_or_default().to_owned();
    Some(Names([kernels.trim_end().to_owned(), base]))
}
