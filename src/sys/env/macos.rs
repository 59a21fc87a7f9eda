//! What dyld and the C library say.

use std::path::PathBuf;

pub(super) use super::unix::{HOME, home, home_of, login_shell, name};

/// The path as dyld has it, links not resolved.
pub(super) fn executed() -> PathBuf {
    std::env::current_exe().unwrap_or_default()
}

/// It is gone with the directory.
pub(super) fn last_name() -> Option<PathBuf> {
    None
}

/// The parent alone, without its name.
pub(super) fn ancestors() -> Vec<(u32, Option<String>)> {
    vec![(std::os::unix::process::parent_id(), None)]
}
