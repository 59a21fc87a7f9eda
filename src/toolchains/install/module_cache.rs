//! A toolchain out of Go's module cache becomes the one that its zip holds.

use std::path::Path;

use super::staged::set_program_bits;
use crate::base::fault::Result;
use crate::go::sumdb::cached;
use crate::go::tree::Tree;
use crate::sys::fs::{publish, remove};

/// Gives the files in `dir` the names that were published, and programs their executable bits
/// where no Go has run there to set them. Every other directory stays as it is.
pub(super) fn restore(dir: &Path, tree: Tree) -> Result<Tree> {
    let never_ran = cached::has_never_run(&tree);
    for one in cached::escaped(&tree) {
        let from = dir.join(&one.path);
        if one.copied {
            remove::file(&from)?;
        } else {
            publish::rename_new(&from, &dir.join(&one.published))?;
        }
    }
    let mut tree = cached::published(tree);
    if never_ran {
        set_program_bits(dir, &mut tree)?;
    }
    Ok(tree)
}
