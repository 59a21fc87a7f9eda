//! Who holds a lock, as the kernel says. What a holder would write into the file proves nothing.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod unknown;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use unknown as os;

use std::fmt;
use std::fs::File;

/// The process that holds the lock on a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holder {
    /// Its number; none where the kernel names none (one in another container).
    pub(super) pid: Option<u32>,
    /// Its program, where it still runs.
    program: Option<String>,
}

impl Holder {
    /// Of this open file, whoever it is: the first one where several share it.
    pub(super) fn of(file: &File) -> Self {
        let pid = os::pid(file);
        Self { pid, program: pid.and_then(os::program) }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.pid, &self.program) {
            (Some(pid), Some(program)) => write!(f, "process {pid} ({program})"),
            // It may have handed the open file on to one that it started.
            (Some(pid), None) => write!(f, "process {pid}"),
            (None, _) => f.write_str("a process that cannot be seen from here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_that_nobody_holds_names_nobody() {
        let file = tempfile::tempfile().unwrap();
        assert_eq!(Holder::of(&file), Holder::default());
        file.lock().unwrap();
        assert_eq!(Holder::of(&file).pid, Some(std::process::id()));
    }
}
