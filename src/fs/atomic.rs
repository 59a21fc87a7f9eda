//! Writes a small file so that a reader, a kill or a power cut sees the old or the new one, whole.

use std::fs::{DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::temporary;
use crate::fault::{Fault, Result};

/// Whether the bytes must survive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// They are flushed before the rename: what a user or a proof would miss.
    Durable,
    /// They are not: what can be fetched or computed anew.
    Cache,
}

/// Replaces `path` by `bytes`, flushed to disk; parents are created.
///
/// Where `path` is a symbolic link (a dotfile kept elsewhere) the file behind it is replaced and
/// the link stays. Mode and, where allowed, owner of an existing file are kept; a new file gets
/// what the umask leaves of 0666. What a killed write left beside is removed.
///
/// # Errors
/// Names the path and what the system said.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, bytes, Care::Durable)
}

/// As [`write()`], for things that can be had again: not flushed.
///
/// # Errors
/// As [`write()`].
pub fn write_cache(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, bytes, Care::Cache)
}

fn write_with(path: &Path, bytes: &[u8], care: Care) -> Result<()> {
    let target = behind_links(path);
    let written = replace(&target, bytes, care);
    written.map_err(|error| Fault::io("write", path, &error))
}

fn replace(target: &Path, bytes: &[u8], care: Care) -> io::Result<()> {
    let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)?;
    temporary::sweep(parent);
    let mut temporary = temporary::create(parent)?;
    temporary.as_file_mut().write_all(bytes)?;
    if let Ok(before) = std::fs::metadata(target) {
        keep_owner_and_mode(temporary.as_file(), &before)?;
    }
    if care == Care::Durable {
        temporary.as_file().sync_data()?;
    }
    temporary.persist(target).map_err(|failed| failed.error)?;
    Ok(())
}

fn keep_owner_and_mode(file: &File, before: &std::fs::Metadata) -> io::Result<()> {
    let ours = file.metadata()?;
    if (ours.uid(), ours.gid()) != (before.uid(), before.gid()) {
        // Only root may give files away; anyone else's stay theirs.
        let _ = std::os::unix::fs::fchown(file, Some(before.uid()), Some(before.gid()));
    }
    file.set_permissions(before.permissions())
}

/// Where a write to `path` must land: the end of a chain of links, which need not exist.
fn behind_links(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    // Forty is the kernel's own limit; a loop ends there and the write then fails by itself.
    for _ in 0..40 {
        let Ok(next) = std::fs::read_link(&target) else { break };
        target = match target.parent() {
            Some(parent) => parent.join(next),
            None => next,
        };
    }
    target
}

/// Creates a directory and its parents with what the umask leaves of 0777; fine where it stands.
///
/// # Errors
/// Names the path and what the system said.
pub fn create_dir(path: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o777)
        .create(path)
        .map_err(|error| Fault::io("create", path, &error))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn keeps_the_mode_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/file");
        write(&path, b"one").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        write_cache(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_stays_a_link_and_its_target_changes() {
        let dir = tempfile::tempdir().unwrap();
        let (link, real) = (dir.path().join("link"), dir.path().join("dotfiles/rc"));
        std::os::unix::fs::symlink("dotfiles/rc", &link).unwrap();
        write(&link, b"x").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(real).unwrap(), b"x");
    }

    #[test]
    fn a_failure_names_the_path() {
        let fault = write(Path::new("/proc/nowhere/file"), b"").unwrap_err();
        assert!(fault.what.contains("/proc/nowhere/file"), "{fault}");
        let fault = write(Path::new("/proc/file"), b"").unwrap_err();
        let expected = "could not write /proc/file: No such file or directory (os error 2)";
        assert_eq!(fault.what, expected);
    }
}
