//! A toolchain in staging: unpacked and hashed, and not yet believed.

use std::path::PathBuf;

use super::fetch::Kept;
use crate::digest::Sha256Sum;
use crate::store::receipt::IndexVoucher;
use crate::tree::Tree;

/// Unpacked bytes that nothing vouches for yet.
#[derive(Debug)]
pub(super) struct Staged {
    /// Where they stand.
    pub(super) dir: PathBuf,
    /// What they are.
    pub(super) tree: Tree,
    /// `go.dev`, `goproxy` or `local`.
    pub(super) source: &'static str,
    /// URL without credentials, or path.
    pub(super) origin: String,
    /// The archive's length and SHA-256, where it was hashed.
    pub(super) archive_bytes: Option<u64>,
    pub(super) sha256: Option<Sha256Sum>,
    /// What the release index says that it should be.
    pub(super) expected: Option<IndexVoucher>,
    /// Whether a part of it came from an earlier run's partial download.
    pub(super) resumed: bool,
    /// The download, on disk.
    pub(super) kept: Option<Kept>,
}

/// What a release archive has beyond the toolchain's module.
const ARCHIVE_ONLY: [&str; 4] = ["api", "doc", "misc", "test"];

impl Staged {
    /// The directories of a release archive that are not here.
    pub(super) fn absent(&self) -> Vec<String> {
        let has = |dir: &str| {
            let below = format!("{dir}/");
            self.tree.files.iter().any(|file| file.path.starts_with(&below))
        };
        if self.source == "go.dev" {
            return Vec::new();
        }
        ARCHIVE_ONLY.iter().filter(|dir| !has(dir)).map(|dir| (*dir).to_owned()).collect()
    }
}
