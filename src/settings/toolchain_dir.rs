//! `goX/.goenvmgr/`: what of ours stands in a toolchain's directory while it changes, and never else.
//!
//! - `json` and `files`: receipt and manifest of this very tree. They travel in it, so that one
//!   rename brings or takes all: put in before the tree moves, taken out afterwards. While they are
//!   in there they hold, whatever lies in `receipts/`.
//! - `half`: the journal of a tree that is filled or emptied where it lies. As long as it is there
//!   the directory is no toolchain, to any reader.

use std::path::{Path, PathBuf};

use crate::sys::fs::{lookup, read, walk};
use crate::sys::record::{self, Seen};

/// The name of our directory in a toolchain.
pub(crate) const OURS: &str = ".goenvmgr";

/// Whether a whole toolchain stands at `root`: a directory that holds something, and no journal. As a
/// rule one look at its `go` says the first.
pub fn is_toolchain(root: &Path) -> bool {
    (has_go(root) || walk::holds_more_than(root, OURS)) && !is_unfinished(root)
}

/// Where there is none the answer rests on what else the directory holds, and not on this.
fn has_go(root: &Path) -> bool {
    let go = program(root, "go");
    let has = record::aside(|| lookup::is_program(&go));
    if has {
        record::path(&go, || Seen::Program);
    }
    has
}

/// Whether a `go` that can be run stands in the GOROOT at `root`, whatever else does.
pub fn has_program(root: &Path) -> bool {
    has_go(root) || lookup::is_program(&program(root, "go"))
}

/// The file of a program of Go's in the GOROOT at `root`: `go`, `gofmt`.
pub fn program(root: &Path, name: &str) -> PathBuf {
    root.join("bin").join(lookup::file_name(name))
}

/// Whether the work on the tree at `root` was begun where it lies, and not ended.
pub fn is_unfinished(root: &Path) -> bool {
    read::exists(&journal(root))
}

/// Whether a path below a GOROOT is ours, and no part of what was published.
pub fn is_ours(below: &Path) -> bool {
    below.starts_with(OURS)
}

/// Our directory in this toolchain.
pub fn ours(root: &Path) -> PathBuf {
    root.join(OURS)
}

/// Where the receipt travels.
pub fn receipt(root: &Path) -> PathBuf {
    ours(root).join("json")
}

/// Where the manifest travels.
pub fn manifest(root: &Path) -> PathBuf {
    ours(root).join("files")
}

/// The journal of a change in place.
pub(crate) fn journal(root: &Path) -> PathBuf {
    ours(root).join("half")
}
