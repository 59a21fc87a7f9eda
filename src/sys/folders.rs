//! Where this system has programs keep what is theirs, for one user.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

pub(crate) use os::{CACHE, CONFIG, DATA, STATE, powershell};

use std::path::{Path, PathBuf};

use crate::sys::env::Env;

/// The directories of the system's own programs.
pub(crate) fn programs(env: &Env) -> Vec<PathBuf> {
    os::programs(env)
}

/// A folder for one kind of thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folder {
    /// The variable that says where it is.
    pub variable: &'static str,
    /// Where it is else, below the home directory.
    pub below_home: &'static str,
    /// What of ours in it this kind has; nothing where all of it is.
    part: Option<&'static str>,
}

impl Folder {
    /// What is ours in it, under this name.
    pub(crate) fn of(self, folder: &Path, name: &str) -> PathBuf {
        let ours = folder.join(name);
        self.part.map_or_else(|| ours.clone(), |part| ours.join(part))
    }
}
