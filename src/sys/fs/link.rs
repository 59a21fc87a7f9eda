//! Symbolic links.

use std::io;
use std::path::{Path, PathBuf};

use super::behind;
use super::handle::{FileKind, NameText as _};
use super::own::At;
use crate::base::fault::{Fault, Result};

/// Where a write to `path` would land, where links take it out of the directory that `path` stands
/// in. A chain without an end leads out as well; the directory itself may be behind links.
pub fn leads_out(path: &Path) -> Option<PathBuf> {
    let target = behind::end(path);
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

/// Makes `at` a link to `target`, replacing by rename what stands there; whether it had to.
///
/// # Errors
/// When the folder cannot be written.
pub fn set(target: &Path, at: &Path) -> Result<bool> {
    let link = || -> io::Result<bool> {
        let name = At::name(at)?;
        if name.link_target().is_some_and(|now| now == target) {
            return Ok(false);
        }
        let passing = format!("{}{}", passing(at), std::process::id());
        let beside = name.beside(passing.as_ref());
        let _ = name.dir().unlink(&beside);
        name.dir().make_link(target, &beside)?;
        name.dir().rename(&beside, name.dir(), name.path())?;
        Ok(true)
    };
    link().map_err(|error| Fault::io("link", at, &error))
}

/// How the names begin that a link has before it stands at `at`.
fn passing(at: &Path) -> String {
    format!(".{}.", at.file_name().unwrap_or_default().to_string_lossy())
}

/// Removes what a kill in [`set`] left beside `at`: a link under a passing name.
pub fn sweep(at: &Path) {
    let (Ok(name), start) = (At::name(at), passing(at)) else { return };
    let Ok(dir) = name.open_dir() else { return };
    let mut left = Vec::new();
    // What cannot be read is in nobody's way.
    let _ = dir.dir().entries(|beside, kind| {
        let pid = beside.text().and_then(|beside| beside.strip_prefix(&start));
        let is_ours = pid.is_some_and(|pid| pid.bytes().all(|b| b.is_ascii_digit()));
        if is_ours && kind == FileKind::Link {
            left.push(beside.to_owned());
        }
    });
    for beside in left {
        let _ = dir.dir().unlink(&*beside);
    }
}

/// Removes a link; a file that is no link stays. Whether there was one.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(at: &Path) -> Result<bool> {
    let removed = At::name(at).and_then(|name| match name.link_target() {
        None => Ok(false),
        Some(_) => name.unlink().map(|()| true),
    });
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        removed => removed.map_err(|error| Fault::io("remove", at, &error)),
    }
}
