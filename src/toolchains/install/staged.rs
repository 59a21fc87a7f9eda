//! A toolchain in staging: unpacked and hashed, and not verified yet.

use std::path::{Path, PathBuf};

use super::kept_download::KeptDownload;
use super::slot::Slot;
use crate::base::digest::Sha256Sum;
use crate::base::fault::Result;
use crate::go::archive;
use crate::go::sumdb::dirhash;
use crate::go::tree::Tree;
use crate::sys::fs::{mode, read};
use crate::toolchains::store::receipt::IndexAttestation;

/// What receipts call the source of local bytes.
pub(super) const LOCAL: &str = "local";
/// More than any VERSION file has, in bytes.
pub(super) const LONGEST_VERSION_FILE: u64 = 4096;

/// Unpacked bytes that nothing has verified yet.
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
    pub(super) expected: Option<IndexAttestation>,
    /// The archive's SHA-256, where the user named it (`--sha256`).
    pub(super) own: Option<Sha256Sum>,
    /// The length of the archive that the release index says.
    pub(super) size: Option<u64>,
    /// Whether it did not come in one answer: a part is an earlier run's, or came after a break.
    pub(super) resumed: bool,
    /// The download, on disk.
    pub(super) kept: Option<KeptDownload>,
    /// What a reader of the receipt should know.
    pub(super) notes: Vec<String>,
}

impl Staged {
    /// The directories that are here and that no record of the checksum database covers.
    pub(super) fn not_covered(&self) -> Vec<&'static str> {
        let here = |top: &&&str| {
            let below = format!("{top}/");
            self.tree.files.iter().any(|file| file.path.starts_with(&below))
                || read::is_dir(&self.dir.join(top))
        };
        dirhash::NOT_COVERED.iter().filter(here).copied().collect()
    }

    /// Leaves out what the checksum database has no record of: whole directories, and no file of theirs is in the
    /// manifest afterwards. Executable bits, of which it says nothing either, become those that
    /// Go's release tool sets.
    pub(super) fn only_covered(mut self, slot: &Slot) -> Result<Self> {
        for top in self.not_covered() {
            // Swept with all else that is put aside, when the toolchain stands.
            slot.put_aside(&self.dir.join(top))?;
        }
        self.tree.files.retain(|file| dirhash::is_covered(&file.path));
        set_program_bits(&self.dir, &mut self.tree)?;
        Ok(self)
    }

    /// The directories of a release archive that are not here: only where the archive's own hash
    /// was verified can it be known that nothing is missing.
    pub(super) fn absent(&self, by_hash: bool) -> Vec<String> {
        let has = |dir: &str| {
            let below = format!("{dir}/");
            self.tree.files.iter().any(|file| file.path.starts_with(&below))
        };
        if by_hash {
            return Vec::new();
        }
        ARCHIVE_ONLY.iter().filter(|dir| !has(dir)).map(|dir| (*dir).to_owned()).collect()
    }
}

/// Makes those files executable that Go's release tool makes so, and no others.
pub(super) fn set_program_bits(dir: &Path, tree: &mut Tree) -> Result<()> {
    for file in &mut tree.files {
        let executable = archive::is_program(&file.path);
        if file.executable != executable {
            mode::set_executable(&dir.join(&file.path), executable)?;
            file.executable = executable;
        }
    }
    Ok(())
}

/// Makes those files executable that Go's release tool makes so, whatever the archive said of
/// them; others keep what it said.
pub(super) fn add_program_bits(dir: &Path, tree: &mut Tree) -> Result<()> {
    let lost = tree.files.iter_mut();
    for file in lost.filter(|file| !file.executable && archive::is_program(&file.path)) {
        mode::set_executable(&dir.join(&file.path), true)?;
        file.executable = true;
    }
    Ok(())
}

/// What every release archive has beyond the toolchain's module.
const ARCHIVE_ONLY: [&str; 4] = ["api", "doc", "misc", "test"];
