//! A version of ours, offline: its files against the manifest, the manifest against the evidence
//! that the receipt holds.

use std::path::Path;

use super::compare::Differences;
use super::found::Found;
use super::{Ground, Reference, Verification, Voucher};
use crate::fault::Fault;
use crate::fs::exposed::Exposed;
use crate::fs::{self, probe};
use crate::home::Home;
use crate::platform::{Platform, TOOLCHAIN_MODULE};
use crate::store::{Installed, Receipt};
use crate::sumdb::Evidence;
use crate::sumdb::dirhash;
use crate::sumdb::key::VerifierKey;
use crate::tree::Tree;
use crate::version::GoVersion;

/// What a receipt claims about an installation.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// The platform; `None` where the receipt is gone.
    pub platform: Option<Platform>,
    /// The manifest; `None` where it is gone or damaged, with the words in `problems`.
    pub manifest: Option<Tree>,
    /// The log's record with its proof.
    pub evidence: Option<Evidence>,
    /// The index and its sha256 of the archive, where they were compared at installation.
    pub index: Option<(String, String)>,
    /// The archive's sha256 as the user named it at installation.
    pub own: Option<String>,
    /// Why the bytes were installed although nothing vouched for them.
    pub unverified: Option<String>,
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
    pub fn read(home: &Home, version: &GoVersion) -> Self {
        let mut claim = Self { exposed: around(home, version), ..Self::default() };
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
            }
            Ok(None) => claim.gone(&Receipt::path(home, version)),
            Err(fault) => claim.problems.push(fault.what),
        }
        claim
    }

    fn gone(&mut self, file: &Path) {
        self.notes.push(format!("{} is missing", file.display()));
    }
}

/// Who could change an installed toolchain, or what is recorded about it, besides its keeper.
///
/// # Errors
/// When a directory of it cannot be read (exit 3).
pub fn exposed(home: &Home, installed: &Installed) -> Result<Vec<Exposed>, Fault> {
    let around = around(home, &installed.version).into_iter();
    Ok(around.chain(super::found::exposed_below(&installed.root)?).collect())
}

/// Who could put other files in the place of these, or of what is recorded about them.
fn around(home: &Home, version: &GoVersion) -> Vec<Exposed> {
    let keeper = probe::see(&home.toolchains()).map_or(0, |seen| seen.uid);
    let records = [Receipt::path(home, version), Receipt::manifest_path(home, version)];
    [home.toolchains(), home.receipts()]
        .iter()
        .chain(&records)
        .flat_map(|path| fs::exposed::itself(path, keeper))
        .collect()
}

/// Judges an installation by what its receipt claims. `trusted` are the keys that may vouch: Go's
/// own, and that of the database in use; who can write receipts could write a key into one.
pub fn installed(found: &Found, claim: &Claim, trusted: &[VerifierKey]) -> Verification {
    let mut verification = Verification {
        unverified: claim.unverified.clone(),
        notes: claim.notes.clone(),
        problems: claim.problems.clone(),
        exposed: claim.exposed.iter().chain(&found.exposed).cloned().collect(),
        ..Verification::begin(found)
    };
    let Some(manifest) = &claim.manifest else { return verification };
    verification.compared_with = Reference::Manifest;
    verification.differences = Differences::between(manifest, &found.tree, &found.odd);
    match claim.evidence.as_ref().map(|evidence| (evidence, is_trusted(evidence, trusted))) {
        None => {}
        Some((evidence, true)) => match vouches(evidence, found, manifest) {
            Ok(voucher) => verification.vouched_by.push(voucher),
            Err(problem) => verification.problems.push(problem),
        },
        // No contradiction, but nobody who counts here: the answer is no.
        Some((evidence, false)) => {
            let name = &evidence.database;
            let why =
                format!("its record is signed by a key of {name} that GOSUMDB does not name here");
            verification.unverified.get_or_insert(why);
        }
    }
    verification.rests_on = match &verification.vouched_by[..] {
        [_, ..] => Ground::Log,
        [] if claim.index.is_some() || claim.own.is_some() => Ground::Receipt,
        [] => Ground::Nothing,
    };
    if let Some((url, sha256)) = &claim.index {
        verification.vouched_by.push(Voucher::Index { url: url.clone(), sha256: sha256.clone() });
    }
    if let Some(sha256) = &claim.own {
        verification.vouched_by.push(Voucher::Own { sha256: sha256.clone() });
    }
    verification
}

/// Whether the key that signed is one that may vouch.
fn is_trusted(evidence: &Evidence, trusted: &[VerifierKey]) -> bool {
    trusted.iter().any(|key| key.to_string() == evidence.key)
}

/// Checks the evidence anew and that it speaks of this manifest.
fn vouches(evidence: &Evidence, found: &Found, manifest: &Tree) -> Result<Voucher, String> {
    let module_version = found.platform.module_version(&found.version);
    if evidence.version != module_version || evidence.module != TOOLCHAIN_MODULE {
        let (module, version) = (&evidence.module, &evidence.version);
        return Err(format!("the receipt's record is about {module}@{version}"));
    }
    let recorded = evidence.check().map_err(|error| format!("the receipt: {error}"))?;
    let listed = dirhash::toolchain_h1(manifest, &found.version, &found.platform);
    if listed != recorded {
        let (listed, recorded) = (listed.to_h1(), recorded.to_h1());
        return Err(format!("the manifest gives {listed}, the log has {recorded}"));
    }
    Ok(Voucher::log(evidence))
}
