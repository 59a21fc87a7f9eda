//! What a GOROOT holds, as a value: the per-file manifest of a toolchain.

use crate::digest::Sha256Sum;

/// One regular file of a toolchain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeFile {
    /// Path below GOROOT, with forward slashes.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Whether the executable bit is set.
    pub executable: bool,
    /// SHA-256 of the contents.
    pub sha256: Sha256Sum,
}

/// All regular files of a toolchain, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The files.
    pub files: Vec<TreeFile>,
}
