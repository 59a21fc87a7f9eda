//! A symbolic link.

use std::io;
use std::path::Path;

use crate::base::fault::Result;
use crate::sys::fs::alias;
use crate::sys::fs::own::{self, At};

pub(super) const FOR_ALL: bool = true;

pub(super) fn set(to: &Path, at: &Path) -> Result<()> {
    alias::set(to, at).map(drop)
}

pub(super) fn set_new(to: &Path, at: &Path) -> io::Result<()> {
    own::make_dirs(at.parent().unwrap_or(at))?;
    let name = At::name(at)?;
    name.dir().make_link(to, name.path())
}
