//! HOME, and the password file.

mod account;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use account::{Field, account};

pub(super) const HOME: &str = "HOME";

/// A variable's name is what it is.
pub(super) fn name(name: OsString) -> OsString {
    name
}

/// Without HOME the crate asks libc, which loads the libraries that nsswitch.conf names.
pub(super) fn home_of(vars: &BTreeMap<OsString, OsString>) -> Option<PathBuf> {
    let has_home = vars.get(OsStr::new("HOME")).is_some_and(|value| !value.is_empty());
    if has_home { dirs::home_dir() } else { home() }
}

pub(super) fn home() -> Option<PathBuf> {
    account(Field::Home)
}

pub(super) fn login_shell() -> Option<PathBuf> {
    account(Field::Shell)
}
