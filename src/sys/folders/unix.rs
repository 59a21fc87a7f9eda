//! The XDG folders, on macOS too: their paths hold no blanks.

use super::Folder;

pub(crate) const DATA: Folder =
    Folder { variable: "XDG_DATA_HOME", below_home: ".local/share", part: None };
pub(crate) const CACHE: Folder =
    Folder { variable: "XDG_CACHE_HOME", below_home: ".cache", part: None };
pub(crate) const STATE: Folder =
    Folder { variable: "XDG_STATE_HOME", below_home: ".local/state", part: None };
pub(crate) const CONFIG: Folder =
    Folder { variable: "XDG_CONFIG_HOME", below_home: ".config", part: None };
