//! What stays on this machine, and what travels with the user.

use std::path::{Path, PathBuf};

use super::{Desktop, Folder};
use crate::sys::env::Env;

pub(super) const HERE: Desktop = Desktop::Windows;

const LOCAL: Folder = Folder { variable: "LOCALAPPDATA", below_home: r"AppData\Local", part: None };

pub(crate) const DATA: Folder = LOCAL;
pub(crate) const CACHE: Folder = Folder { part: Some("cache"), ..LOCAL };
pub(crate) const STATE: Folder = Folder { part: Some("state"), ..LOCAL };
pub(crate) const CONFIG: Folder =
    Folder { variable: "APPDATA", below_home: r"AppData\Roaming", part: None };

/// Where PowerShell 7 reads its profiles, and 5.1, which is told by a policy to read none. The folder may
/// have been moved (to OneDrive, as a rule): the shell's own call knows.
pub(crate) fn powershell(home: &Path, _: &Path) -> Vec<PathBuf> {
    let documents = dirs::document_dir().unwrap_or_else(|| home.join("Documents"));
    ["PowerShell", "WindowsPowerShell"].map(|name| documents.join(name)).into()
}

pub(super) fn programs(env: &Env) -> Vec<PathBuf> {
    let root = env.var_os("SYSTEMROOT").unwrap_or(r"C:\Windows".as_ref());
    vec![Path::new(root).join("System32"), PathBuf::from(root)]
}
