//! The profile of this user, by the known folder.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) const HOME: &str = "USERPROFILE";

/// `Path`, `PATH` and `path` are one variable.
#[expect(clippy::needless_pass_by_value, reason = "another system gives it back as it is")]
pub(super) fn name(name: OsString) -> OsString {
    name.to_ascii_uppercase()
}

pub(super) fn home_of(_: &BTreeMap<OsString, OsString>) -> Option<PathBuf> {
    dirs::home_dir()
}

pub(super) fn home() -> Option<PathBuf> {
    dirs::home_dir()
}

/// Nobody logs in by a shell.
pub(super) fn login_shell() -> Option<PathBuf> {
    None
}

/// The file of the module: no link is in its name that was not typed.
pub(super) fn executed() -> PathBuf {
    std::env::current_exe().unwrap_or_default()
}

/// No directory that a process works in can be deleted.
pub(super) fn last_name() -> Option<PathBuf> {
    None
}

/// Nobody is asked for them.
pub(super) fn ancestors() -> Vec<(u32, Option<String>)> {
    Vec::new()
}
