//! Symbolic links that are somebody else's.

use std::path::{Path, PathBuf};

use super::behind;

/// Where a write to `path` would land, where links take it out of the directory that `path` stands
/// in. A chain without an end leads out as well; the directory itself may be behind links.
pub fn leads_out(path: &Path) -> Option<PathBuf> {
    let target = behind::end(path);
    if target == path {
        return None;
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let within = dunce::canonicalize(dir).ok()?;
    // What is yet to be written has no real path; the directory that it would stand in has.
    let real = dunce::canonicalize(&target).or_else(|_| {
        dunce::canonicalize(target.parent().unwrap_or(dir))
            .map(|parent| parent.join(target.file_name().unwrap_or_default()))
    });
    match real {
        Ok(real) if real.starts_with(&within) && std::fs::read_link(&real).is_err() => None,
        Ok(real) => Some(real),
        Err(_) => Some(target),
    }
}
