//! The XDG folders, on macOS too: their paths hold no blanks.

use std::path::{Path, PathBuf};

use super::Folder;
use crate::sys::env::Env;

pub(crate) const DATA: Folder =
    Folder { variable: "XDG_DATA_HOME", below_home: ".local/share", part: None };
pub(crate) const CACHE: Folder =
    Folder { variable: "XDG_CACHE_HOME", below_home: ".cache", part: None };
pub(crate) const STATE: Folder =
    Folder { variable: "XDG_STATE_HOME", below_home: ".local/state", part: None };
pub(crate) const CONFIG: Folder =
    Folder { variable: "XDG_CONFIG_HOME", below_home: ".config", part: None };

/// Where PowerShell reads its profiles: that of every user first, then those that are read where there are
/// any.
pub(crate) fn powershell(_: &Path, config: &Path) -> Vec<PathBuf> {
    vec![config.join("powershell")]
}

pub(super) fn programs(_: &Env) -> Vec<PathBuf> {
    ["/usr/bin", "/bin", "/usr/sbin", "/sbin"].map(PathBuf::from).to_vec()
}
