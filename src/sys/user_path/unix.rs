//! There is none: start-up files of shells say what PATH is.

use std::io;
use std::path::Path;

use super::UserPath;
use crate::sys::envdiff::Vars;

pub(super) const PLACE: Option<&str> = None;
pub(super) const EXPANDED: u32 = 0;

pub(super) fn read() -> io::Result<Option<UserPath>> {
    Ok(None)
}

pub(super) fn write(_: Option<&UserPath>) -> io::Result<()> {
    Ok(())
}

pub(super) fn announce(_: &Vars, _: &Path) -> bool {
    true
}
