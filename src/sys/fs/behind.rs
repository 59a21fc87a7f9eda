//! Where a chain of links ends.

use std::path::{Path, PathBuf};

/// The end of a chain of links, which need not exist.
pub(super) fn end(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    // Forty is the kernel's own limit; a loop ends there, and a write then fails by itself.
    for _ in 0..40 {
        let Ok(next) = std::fs::read_link(&target) else { break };
        target = match target.parent() {
            Some(parent) => parent.join(next),
            None => next,
        };
    }
    target
}
