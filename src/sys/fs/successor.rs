//! A program's file that another takes the place of while it runs.

use std::fs::Permissions;
use std::io;
use std::path::{Path, PathBuf};

use super::handle::Open;
use super::own::{self, At};
use super::{atomic, read, rights};
use crate::base::fault::{Fault, Result};

/// Puts `new` in the place of the program `at`, which may be running, and lies on the same file system. It gets the
/// mode and the owner that the other had, and is flushed before. By one rename; where what runs cannot be replaced it is
/// taken aside first, under a name that [`super::alias::sweep_ended`] knows.
///
/// # Errors
/// When it cannot be (exit 3). Then `at` is what it was.
pub fn take_place(new: &Path, at: &Path) -> Result<()> {
    let placed = ready(new, at).and_then(|()| rename(new, at));
    placed.map_err(|error| Fault::io("replace", at, &error))?;
    atomic::flush_dir(at.parent().unwrap_or(Path::new("/")))
}

fn ready(new: &Path, at: &Path) -> io::Result<()> {
    let mode: Permissions = read::open(at)?.metadata()?.permissions();
    // What is flushed must be open to be written: Windows asks for that.
    let file = At::name(new)?.open(Open::Change, 0)?;
    file.set_permissions(mode)?;
    let before = At::name(at)?.stat()?;
    rights::keep(&file, before.uid(), before.gid(), before.mode())?;
    file.sync_all()
}

fn rename(new: &Path, at: &Path) -> io::Result<()> {
    let Err(error) = own::rename(new, at) else { return Ok(()) };
    if own::rename(at, &aside(at)).is_err() {
        return Err(error);
    }
    own::rename(new, at).inspect_err(|_| drop(own::rename(&aside(at), at)))
}

fn aside(at: &Path) -> PathBuf {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    at.with_file_name(format!(".{name}.ran-{}", std::process::id()))
}
