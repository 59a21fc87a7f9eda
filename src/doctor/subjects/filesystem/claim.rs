//! Whose it should be: what another owns in this user's own directories came by accident (`sudo`), and
//! can be given back. Anything else of another's is theirs.

use std::path::Path;

use crate::sys::fs::{movable, probe};

/// Whether the path lies in a directory of this user's, or in their home directory.
pub(in crate::doctor) fn is_ours(path: &Path, home: Option<&Path>) -> bool {
    let below = |home: &Path| {
        home.parent().is_some() && path != home && path.starts_with(home) && probe::may_write(home)
    };
    home.is_some_and(below) || movable::is_ours_to_claim(path)
}
