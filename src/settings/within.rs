//! `goX/.goenvmgr/`: what a toolchain's directory holds of ours while it changes, and never else.
//!
//! - `json` and `files`: the receipt of this very tree. It travels in its tree, so that one rename
//!   brings or takes both: put in before the tree moves, taken out afterwards. While it is in
//!   there it holds, whatever lies in `receipts/`.
//! - `half`: the journal of a tree that is filled or emptied where it lies. As long as it is there
//!   the directory is no toolchain, to any reader.

use std::path::{Path, PathBuf};

use crate::sys::fs::{read, walk};

/// The directory's name.
pub(crate) const NAME: &str = ".goenvmgr";

/// Whether a whole toolchain stands at `root`: a directory that holds something, and no journal.
pub fn is_toolchain(root: &Path) -> bool {
    walk::holds_more_than(root, NAME) && !is_half(root)
}

/// Whether the work on the tree at `root` was begun where it lies, and not ended.
pub fn is_half(root: &Path) -> bool {
    read::is_taken(&journal(root))
}

/// Whether a path below a GOROOT is ours, and no part of what was published.
pub fn is_ours(below: &Path) -> bool {
    below.starts_with(NAME)
}

/// The directory in this tree.
pub fn dir(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// Where the receipt travels.
pub fn json(root: &Path) -> PathBuf {
    dir(root).join("json")
}

/// Where the manifest travels.
pub fn files(root: &Path) -> PathBuf {
    dir(root).join("files")
}

/// The journal.
pub(crate) fn journal(root: &Path) -> PathBuf {
    dir(root).join("half")
}
