//! Where this system has programs keep what is theirs, for one user.

#[cfg(target_os = "macos")]
mod apple;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;
#[cfg(all(unix, not(target_os = "macos")))]
mod xdg;

#[cfg(target_os = "macos")]
use apple as desktop;
#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as desktop;
#[cfg(windows)]
use windows as os;
#[cfg(all(unix, not(target_os = "macos")))]
use xdg as desktop;

pub(crate) use os::{CACHE, CONFIG, DATA, STATE, powershell};

use std::path::{Path, PathBuf};

use crate::sys::env::Env;

/// Every variable that says where folders of a user, or of the system's programs, are: on any system, since what a
/// repository says is read on all of them. Whoever sets one moves what is kept there.
pub(crate) const VARIABLES: [&str; 9] = [
    "APPDATA",
    "HOME",
    "LOCALAPPDATA",
    "SYSTEMROOT",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
];

/// The directories of the system's own programs.
pub(crate) fn programs(env: &Env) -> Vec<PathBuf> {
    os::programs(env)
}

/// By which rule programs with windows find the settings of a user. They keep to it more closely than
/// programs of the terminal do, which look into `~/.config` on macOS too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "each system has its own; tests have all")]
pub(crate) enum Desktop {
    /// `XDG_CONFIG_HOME`, else `~/.config`.
    Xdg,
    /// `~/Library/Application Support`.
    Apple,
    /// `%APPDATA%`, and `%LOCALAPPDATA%` for what stays on this machine.
    Windows,
}

impl Desktop {
    /// That of this system.
    pub(crate) const HERE: Self = desktop::HERE;
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
