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

use super::handle::NameText as _;
use super::own::At;
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

/// Removes what a kill in [`set`] left beside `at`, under a passing name.
pub fn sweep(at: &Path) {
    let (Ok(name), start) = (At::name(at), passing(at)) else { return };
    let Ok(dir) = name.open_dir() else { return };
    let mut left = Vec::new();
    // What cannot be read is in nobody's way.
    let _ = dir.dir().entries(|beside, kind| {
        let pid = beside.text().and_then(|beside| beside.strip_prefix(&start));
        let is_ours = pid.is_some_and(|pid| pid.bytes().all(|b| b.is_ascii_digit()));
        if is_ours && kind == os::KIND {
            left.push(beside.to_owned());
        }
    });
    for beside in left {
        let _ = dir.dir().unlink(&*beside);
    }
}
