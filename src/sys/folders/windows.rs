//! What stays on this machine, and what travels with the user.

use super::Folder;

const LOCAL: Folder = Folder { variable: "LOCALAPPDATA", below_home: r"AppData\Local", part: None };

pub(crate) const DATA: Folder = LOCAL;
pub(crate) const CACHE: Folder = Folder { part: Some("cache"), ..LOCAL };
pub(crate) const STATE: Folder = Folder { part: Some("state"), ..LOCAL };
pub(crate) const CONFIG: Folder =
    Folder { variable: "APPDATA", below_home: r"AppData\Roaming", part: None };
