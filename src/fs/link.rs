//! Symbolic links.

use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Result};

/// Where a write to `path` would land, where links take it out of the directory that `path` stands
/// in. A chain without an end leads out as well; the directory itself may be behind links.
pub fn leads_out(path: &Path) -> Option<PathBuf> {
    let target = behind(path);
    if target == path {
        return None;
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let within = std::fs::canonicalize(dir).ok()?;
    // What is yet to be written has no real path; the directory that it would stand in has.
    let real = std::fs::canonicalize(&target).or_else(|_| {
        std::fs::canonicalize(target.parent().unwrap_or(dir))
            .map(|parent| parent.join(target.file_name().unwrap_or_default()))
    });
    match real {
        Ok(real) if real.starts_with(&within) && std::fs::read_link(&real).is_err() => None,
        Ok(real) => Some(real),
        Err(_) => Some(target),
    }
}

/// The end of a chain of links, which need not exist.
pub fn behind(path: &Path) -> PathBuf {
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
