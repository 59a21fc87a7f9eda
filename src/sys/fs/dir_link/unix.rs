//! A symbolic link.

use std::path::Path;

use crate::base::fault::Result;
use crate::sys::fs::alias;

pub(super) fn set(to: &Path, at: &Path) -> Result<()> {
    alias::set(to, at).map(drop)
}
