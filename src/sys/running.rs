//! The processes of this machine: what they run, and where.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod unknown;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use unknown as os;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A process of this user, or of anyone for root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: u32,
    /// The file it runs.
    pub exe: PathBuf,
    /// Where it works.
    pub cwd: Option<PathBuf>,
    /// The variables that it was started with, where they were asked for and the system shows them to
    /// this user.
    pub vars: Option<Variables>,
}

/// Names and values.
pub type Variables = BTreeMap<OsString, OsString>;

/// Whether the system is asked which processes there are. Where it is not, none is found, and whoever
/// would take something from one must be careful by himself.
pub const KNOWN: bool = os::KNOWN;

/// Every process whose program can be seen; of those of which `reads` is true, with its variables.
pub fn all(reads: impl Fn(&Path) -> bool) -> impl Iterator<Item = Process> {
    os::all(reads)
}

/// The names of a process: the kernel's, which ends after 15 bytes, and the one that it was started by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names([String; 2]);

impl Names {
    /// Whether this is one of them.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }
}

/// The names of every process that is shown to this user; nothing where the system does not say what runs.
pub fn names() -> Option<Vec<Names>> {
    os::every_name()
}

/// The name of the first process that is shown to hold a file of this name open: `socket:[12]`.
pub fn holder(file: &Path) -> Option<String> {
    os::holder(file)
}

impl Process {
    /// What the process finds at an absolute path: in a container, or below another root directory,
    /// that is not what we find there.
    pub fn finds(&self, path: &Path) -> PathBuf {
        os::finds(self.pid, path)
    }

    /// Whether it has not ended since.
    pub fn lives(&self) -> bool {
        os::lives(self.pid)
    }

    /// Whether its program lies in the tree at `root`.
    pub fn runs_in(&self, root: &Path) -> bool {
        self.exe.starts_with(root)
    }
}
