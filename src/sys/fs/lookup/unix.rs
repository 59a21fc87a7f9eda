//! A program is called what its file is called.

use std::path::{Path, PathBuf};

pub(super) fn names(program: &Path) -> [PathBuf; 1] {
    [program.to_owned()]
}
