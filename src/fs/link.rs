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

/// Removes what a kill in [`set`] left beside `at`: a link under a passing name.
pub fn sweep(at: &Path) {
    let (Some(dir), Some(name)) = (at.parent(), at.file_name()) else { return };
    let start = format!(".{}.", name.to_string_lossy());
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let beside = entry.file_name();
        let pid = beside.to_str().and_then(|beside| beside.strip_prefix(&start));
        let is_ours = pid.is_some_and(|pid| pid.bytes().all(|b| b.is_ascii_digit()));
        if is_ours && std::fs::read_link(entry.path()).is_ok() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
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
