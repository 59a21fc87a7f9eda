//! A program under another name, in a directory of ours: a symbolic link where everybody may make one,
//! else a second name of its file, else a copy.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::io;
use std::path::{Path, PathBuf};

use super::handle::{FileKind, NameText as _};
use super::own;
use crate::base::fault::{Fault, Result};

/// Whether it may say how to go from its own directory to the program, so that both can be moved together.
pub const KEEPS_WAY: bool = os::KEEPS_WAY;

/// What `at` leads to, and nothing where nothing stands there that [`set`] could have made. Where a name
/// does not say what it leads to, it is compared with `program`; another file leads to itself.
pub fn target(at: &Path, program: &Path) -> Option<PathBuf> {
    os::target(at, program)
}

/// Whether [`set`] made it, as far as that is seen: a link, or the same program as the one that is called
/// `first` beside it.
pub fn is_one(at: &Path, first: &str) -> bool {
    os::is_one(at, first)
}

/// Whether what stands at `at` is this program, whose real path that is.
pub fn leads_to(at: &Path, program: &Path) -> bool {
    os::leads_to(at, program)
}

/// Whether it stays an earlier program when another takes that one's place, and has.
pub fn is_outdated(at: &Path, program: &Path) -> bool {
    os::is_outdated(at, program)
}

/// Makes `at` lead to `program`, replacing by rename what stands there; whether it had to.
///
/// # Errors
/// When the folder cannot be written.
pub fn set(program: &Path, at: &Path) -> Result<bool> {
    os::set(program, at).map_err(|error| Fault::io("link", at, &error))
}

/// Removes what [`set`] makes; what it cannot have made stays. Whether there was one.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(at: &Path) -> Result<bool> {
    match os::remove(at) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        removed => removed.map_err(|error| Fault::io("remove", at, &error)),
    }
}

/// How the names begin that it has before it stands at `at`.
fn passing(at: &Path) -> String {
    format!(".{}.", at.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether a name is one that something has before it stands at its place, or since another took that.
pub fn is_passing(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|name| name.rsplit_once('.'));
    let Some((_, pid)) = parts.filter(|(name, _)| !name.is_empty()) else { return false };
    let pid = pid.strip_prefix("ran-").unwrap_or(pid);
    !pid.is_empty() && pid.bytes().all(|byte| byte.is_ascii_digit())
}

/// Removes what a kill in [`set`] left beside `at`, under a passing name.
pub fn sweep(at: &Path) {
    let start = passing(at);
    let is_passing = |name: &str| {
        let pid = name.strip_prefix(&start);
        pid.is_some_and(|pid| pid.bytes().all(|b| b.is_ascii_digit()))
    };
    let dir = at.parent().filter(|dir| !dir.as_os_str().is_empty());
    each_of(dir.unwrap_or(Path::new(".")), os::KIND, is_passing);
}

/// Removes what ran in a directory when another took its place, and has ended.
pub fn sweep_ended(dir: &Path) {
    if let Some(mark) = os::ASIDE {
        each_of(dir, os::KIND, |name| name.starts_with('.') && name.contains(mark));
    }
}

/// What cannot be read or removed is in nobody's way.
fn each_of(dir: &Path, kind: FileKind, is_it: impl Fn(&str) -> bool) {
    let Ok(dir) = own::open_dir(dir) else { return };
    let mut left = Vec::new();
    let _ = dir.dir().entries(|beside, of_kind| {
        if of_kind == kind && beside.text().is_some_and(&is_it) {
            left.push(beside.to_owned());
        }
    });
    for beside in left {
        let _ = dir.dir().unlink(&*beside);
    }
}
