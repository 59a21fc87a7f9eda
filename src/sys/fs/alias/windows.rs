//! A second name of the program's file, or a copy where it can have none: on another volume, or where
//! others own it. A program that runs can be renamed and not removed, so it is taken aside.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::passing;
use crate::sys::fs::about;
use crate::sys::fs::handle::FileKind;
use crate::sys::fs::own::At;

pub(super) const KEEPS_WAY: bool = false;
/// In the name of what ran.
pub(super) const ASIDE: Option<&str> = Some(".ran-");
pub(super) const KIND: FileKind = FileKind::File;

pub(super) fn target(at: &Path, program: &Path) -> Option<PathBuf> {
    let stands = fs::metadata(at).is_ok();
    stands.then(|| if is_same(at, program) { program } else { at }.to_owned())
}

pub(super) fn is_one(at: &Path, first: &str) -> bool {
    at.file_name().is_some_and(|name| name != first) && is_same(at, &at.with_file_name(first))
}

pub(super) fn leads_to(at: &Path, program: &Path) -> bool {
    is_same(at, program)
}

pub(super) fn is_outdated(at: &Path, program: &Path) -> bool {
    !is_same(at, program)
}

/// One file, or a copy: that has its length and the time of its last change.
fn is_same(at: &Path, program: &Path) -> bool {
    let (Ok(one), Ok(other)) = (fs::metadata(at), fs::metadata(program)) else { return false };
    let id = |path: &Path, seen: &Metadata| about::id_at(path, seen).ok();
    let file = |seen: &Metadata| (seen.is_file(), seen.len(), about::modified(seen));
    id(at, &one).is_some_and(|id_of| Some(id_of) == id(program, &other))
        || one.is_file() && file(&one) == file(&other)
}

pub(super) fn set(program: &Path, at: &Path) -> io::Result<bool> {
    if is_same(at, program) {
        return Ok(false);
    }
    let name = At::name(at)?;
    let beside = at.with_file_name(format!("{}{}", passing(at), std::process::id()));
    let _ = At::name(&beside)?.unlink();
    if fs::hard_link(program, &beside).is_err() {
        fs::copy(program, &beside)?;
    }
    let (beside, aside) = (At::name(&beside)?, At::name(&aside(at))?);
    let place = || beside.dir().rename(beside.path(), name.dir(), name.path());
    if let Err(error) = place() {
        if fs::metadata(at).is_err() {
            return Err(error);
        }
        name.dir().rename(name.path(), aside.dir(), aside.path())?;
        place().inspect_err(|_| drop(aside.dir().rename(aside.path(), name.dir(), name.path())))?;
        let _ = aside.unlink();
    }
    Ok(true)
}

pub(super) fn remove(at: &Path) -> io::Result<bool> {
    let name = At::name(at)?;
    if !fs::metadata(at)?.is_file() {
        return Ok(false);
    }
    if name.unlink().is_err() {
        // It runs: the next one sweeps it.
        let aside = At::name(&aside(at))?;
        name.dir().rename(name.path(), aside.dir(), aside.path())?;
    }
    Ok(true)
}

/// Where what runs at `at` is taken.
fn aside(at: &Path) -> PathBuf {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    at.with_file_name(format!(".{name}.ran-{}", std::process::id()))
}
