//! Makes a finished directory visible: everything flushed, then one rename.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::fault::{Fault, Result};

/// Flushes the whole filesystem that holds `path`: one call for 15,000 files, where an `fsync`
/// each would take minutes on a slow disk.
///
/// # Errors
/// When the disk could not take the bytes (exit 3).
pub fn flush(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|dir| rustix::fs::syncfs(&dir).map_err(io::Error::from))
        .map_err(|error| Fault::io("flush", path, &error))
}

/// Renames `from` to `to`, which must not exist.
///
/// # Errors
/// When `to` exists or the rename fails (exit 3).
pub fn rename_new(from: &Path, to: &Path) -> Result<()> {
    let renamed = match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some network filesystems do not know the flag; a plain rename refuses a directory
        // that holds anything, and two installers of one version never get here together.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => std::fs::rename(from, to),
        other => other.map_err(io::Error::from),
    };
    renamed.map_err(|error| Fault::io("publish", to, &error))
}

/// Renames the file `from` to `to`, whatever stands there.
///
/// # Errors
/// When the rename fails (exit 3).
pub fn replace(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to).map_err(|error| Fault::io("write", to, &error))
}

/// Puts `new` in the place of `old` and the other way round, so that there is no moment without
/// either. Where the filesystem cannot swap, the old one is renamed to `aside` first.
/// Afterwards the old tree stands at `new` or at `aside`; the returned path says which.
///
/// # Errors
/// When a rename fails (exit 3).
pub fn exchange<'a>(new: &'a Path, old: &Path, aside: &'a Path) -> Result<&'a Path> {
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(new),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
            let swapped = std::fs::rename(old, aside).and_then(|()| std::fs::rename(new, old));
            swapped.map_err(|error| Fault::io("publish", old, &error))?;
            Ok(aside)
        }
        Err(error) => Err(Fault::io("publish", old, &error.into())),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_standing_tree_is_never_overwritten_by_rename_and_never_absent_in_a_swap() {
        let dir = tempfile::tempdir().unwrap();
        let [new, old, aside] = ["new", "old", "aside"].map(|name| dir.path().join(name));
        fs::create_dir(&new).unwrap();
        fs::create_dir(&old).unwrap();
        fs::write(new.join("n"), "").unwrap();
        assert!(rename_new(&new, &old).is_err(), "even an empty one is in the way");
        flush(&new).unwrap();
        let left = exchange(&new, &old, &aside).unwrap();
        assert!(old.join("n").exists());
        assert!(left.is_dir());
        rename_new(&old, &aside).unwrap();
        assert!(aside.join("n").exists());
    }
}
