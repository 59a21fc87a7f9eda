//! Access lists, which no safe crate reads: what is there counts as this user's, and the system says no
//! where it is not.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::Right;

/// Modes and owners are not known here.
pub const KNOWN: bool = false;

/// The one number that every file has.
const ME: u32 = 1;

/// Whether this is the number of this user.
pub fn is_me(uid: u32) -> bool {
    uid == ME
}

/// The number of this user.
pub fn me() -> u32 {
    ME
}

/// Nobody may do everything.
pub fn is_root() -> bool {
    false
}

/// The number of the user who started this process.
pub fn user() -> u32 {
    ME
}

pub(in crate::sys::fs) fn is_my_group(_: u32) -> bool {
    true
}

pub(in crate::sys::fs) fn is_mine(_: &Metadata) -> bool {
    true
}

/// A file in the place of another has its rights from the directory.
pub(in crate::sys::fs) fn may_give(_: &Metadata) -> bool {
    true
}

/// What is created has its rights from the directory.
pub(in crate::sys::fs) fn new_files_allow(_: u16) {}

/// Whether this process may do all of that, as far as that is found out without doing it.
pub(in crate::sys::fs) fn check(path: &Path, rights: &[Right]) -> io::Result<()> {
    let seen = fs::metadata(path)?;
    if seen.is_dir() {
        return fs::read_dir(path).map(drop);
    }
    if rights.contains(&Right::Execute) && !is_program(path) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    if rights.contains(&Right::Write) {
        OpenOptions::new().write(true).open(path)?;
    }
    Ok(())
}

/// By its name: that is what the system goes by.
fn is_program(path: &Path) -> bool {
    let ends = ["exe", "com", "bat", "cmd"];
    path.extension().is_some_and(|own| ends.iter().any(|end| own.eq_ignore_ascii_case(end)))
}

/// Makes a directory and those above it.
pub(in crate::sys::fs) fn make_dirs(path: &Path, _: u32) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// A lock file has its rights from the directory.
pub(in crate::sys::fs) fn close_to_others(_: &File, _: &Metadata, _: u32) -> io::Result<()> {
    Ok(())
}

/// A file in the place of another has its rights from the directory.
pub(in crate::sys::fs) fn keep(_: &File, _: u32, _: u32, _: u32) -> io::Result<()> {
    Ok(())
}
