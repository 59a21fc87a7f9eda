//! What a receipt claims about an installation of ours.

use std::path::Path;

use super::exposed;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sumdb::Evidence;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::fs::exposed::Exposed;
use crate::toolchains::store::Receipt;
use crate::toolchains::store::rebuilt::Rebuilt;

/// What a receipt claims about an installation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claim {
    /// The platform; `None` where the receipt is gone.
    pub platform: Option<Platform>,
    /// The manifest; `None` where it is gone or damaged, with the words in `problems`.
    pub manifest: Option<Tree>,
    /// The checksum database's record with its inclusion proof.
    pub evidence: Option<Evidence>,
    /// The index and its sha256 of the archive, where they were compared at installation.
    pub index: Option<(String, String)>,
    /// The archive's sha256 as the user named it at installation.
    pub own: Option<String>,
    /// Why the bytes were installed although nothing verified them.
    pub unverified: Option<String>,
    /// The last build from its own source that gave the same bytes.
    pub rebuilt: Option<Rebuilt>,
    /// Who could change receipts or what is installed, besides their keeper.
    pub exposed: Vec<Exposed>,
    /// What of the receipt is gone.
    pub notes: Vec<String>,
    /// What of the receipt is damaged.
    pub problems: Vec<String>,
}

impl Claim {
    /// Reads receipt and manifest. What is missing or damaged is a problem of the installation and
    /// no failure of the question.
    pub(crate) fn read(home: &Home, version: &GoVersion) -> Self {
        let mut claim = Self { exposed: exposed::around(home, version), ..Self::default() };
        match Receipt::manifest(home, version) {
            Ok(Some(manifest)) => claim.manifest = Some(manifest),
            Ok(None) => claim.gone(&Receipt::manifest_path(home, version)),
            Err(fault) => claim.problems.push(fault.what),
        }
        match Receipt::load(home, version) {
            Ok(Some(receipt)) => {
                claim.platform = Some(receipt.platform);
                claim.evidence = receipt.transparency;
                claim.index = receipt.sha256.map(|v| (v.index, v.sha256.to_string()));
                claim.own = receipt.own_sha256.map(|sum| sum.to_string());
                claim.unverified = receipt.unverified;
                claim.rebuilt = receipt.rebuilt;
            }
            Ok(None) => claim.gone(&Receipt::path(home, version)),
            Err(fault) => claim.problems.push(fault.what),
        }
        claim
    }

    fn gone(&mut self, file: &Path) {
        self.notes.push(format!("{} is missing", file.visible()));
    }
}
