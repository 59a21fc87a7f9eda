//! A symbolic link.

use std::io;
use std::path::{Path, PathBuf};

use super::passing;
use crate::sys::fs::handle::FileKind;
use crate::sys::fs::marks;
use crate::sys::fs::own::At;

pub(super) const KEEPS_WAY: bool = true;
/// A link can be replaced at any time.
pub(super) const ASIDE: Option<&str> = None;
pub(super) const KIND: FileKind = FileKind::Link;

pub(super) fn target(at: &Path, _: &Path) -> Option<PathBuf> {
    marks::link_target(at)
}

pub(super) fn is_one(at: &Path, _: &str) -> bool {
    marks::link_target(at).is_some()
}

pub(super) fn leads_to(at: &Path, program: &Path) -> bool {
    marks::real(at).is_some_and(|real| real == program)
}

/// A link leads to what has its target's name now.
pub(super) fn is_outdated(_: &Path, _: &Path) -> bool {
    false
}

pub(super) fn set(program: &Path, at: &Path) -> io::Result<bool> {
    let name = At::name(at)?;
    if name.dir().link_target(name.path()).is_ok_and(|now| now == program) {
        return Ok(false);
    }
    let passing = format!("{}{}", passing(at), std::process::id());
    let beside = name.beside(passing.as_ref());
    let _ = name.dir().unlink(&beside);
    name.dir().make_link(program, &beside)?;
    name.dir().rename(&beside, name.dir(), name.path())?;
    Ok(true)
}

pub(super) fn remove(at: &Path) -> io::Result<bool> {
    let name = At::name(at)?;
    match name.dir().link_target(name.path()) {
        Err(_) => Ok(false),
        Ok(_) => name.unlink().map(|()| true),
    }
}
