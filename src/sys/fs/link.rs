//! Symbolic links that are somebody else's.

use std::path::{Path, PathBuf};

use super::behind;

/// Where a write to `path` would land, where links take it out of the directory that `path` stands
/// in. A chain without an end leads out as well; the directory itself may be behind links.
pub fn leads_out(path: &Path) -> Option<PathBuf> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    leads_out_of(dir, path)
}

/// As [`leads_out`], out of a directory further up: what stands between is not the user's word either.
pub fn leads_out_of(top: &Path, path: &Path) -> Option<PathBuf> {
    let within = dunce::canonicalize(top).ok()?;
    let target = behind::end(path);
    match real(&target) {
        Some(real) if real.starts_with(&within) && std::fs::read_link(&real).is_err() => None,
        Some(real) => Some(real),
        None => Some(target),
    }
}

/// The real path of what is there, or is yet to be written; `None` where it lies behind a link to nothing.
fn real(path: &Path) -> Option<PathBuf> {
    match dunce::canonicalize(path) {
        Ok(real) => Some(real),
        Err(_) if std::fs::read_link(path).is_ok() => None,
        Err(_) => {
            let parent = path.parent().filter(|dir| !dir.as_os_str().is_empty());
            Some(real(parent.unwrap_or(Path::new(".")))?.join(path.file_name()?))
        }
    }
}
