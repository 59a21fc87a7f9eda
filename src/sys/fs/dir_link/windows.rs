//! A file: a symbolic link needs a right that users have not.

use std::io;
use std::path::Path;

use crate::base::fault::Result;
use crate::sys::fs::atomic;
use crate::sys::text;

pub(super) const FOR_ALL: bool = false;

pub(super) fn set(to: &Path, at: &Path) -> Result<()> {
    atomic::write(at, &[text::bytes(to), b"\n"].concat())
}

pub(super) fn set_new(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
