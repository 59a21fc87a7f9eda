//! Symbolic links.

use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::fault::{Fault, Result};

/// Makes `at` a link to `target`, replacing by rename what stands there; whether it had to.
///
/// # Errors
/// When the folder cannot be written.
pub fn set(target: &Path, at: &Path) -> Result<bool> {
    if std::fs::read_link(at).is_ok_and(|now| now == target) {
        return Ok(false);
    }
    let beside = at.with_file_name(format!(
        ".{}.{}",
        at.file_name().unwrap_or_default().to_string_lossy(),
        std::process::id()
    ));
    let _ = std::fs::remove_file(&beside);
    symlink(target, &beside)
        .and_then(|()| std::fs::rename(&beside, at))
        .map_err(|error| Fault::io("link", at, &error))?;
    Ok(true)
}

/// Removes a link; a file that is no link stays. Whether there was one.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(at: &Path) -> Result<bool> {
    if std::fs::read_link(at).is_err() {
        return Ok(false);
    }
    match std::fs::remove_file(at) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Fault::io("remove", at, &error)),
    }
}
