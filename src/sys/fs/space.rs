//! What room is left on a filesystem.

use std::path::Path;

use super::volume;
use crate::base::fault::{Fault, Result};

/// Room that an ordinary user may still take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// Bytes.
    pub bytes: u64,
    /// Files and directories; `None` where the filesystem has no fixed number (btrfs).
    pub inodes: Option<u64>,
}

/// Asks the filesystem that holds `path`, or its nearest ancestor that exists.
///
/// # Errors
/// When the filesystem does not answer (exit 3).
pub fn left(path: &Path) -> Result<Space> {
    let standing = path.ancestors().find(|p| p.exists()).unwrap_or(Path::new("/"));
    let volume = volume::see(standing)
        .map_err(|error| Fault::io("ask for the free space of", standing, &error))?;
    Ok(Space { bytes: volume.free, inodes: volume.free_files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_that_does_not_exist_yet_is_judged_by_its_ancestor() {
        let dir = tempfile::tempdir().unwrap();
        let space = left(&dir.path().join("not/yet")).unwrap();
        assert!(space.bytes > 0);
    }
}
