//! Installed files against what Go published: manifest → h1 → signed record, and every file
//! against the manifest or, for a Go that others installed, against the published source.

mod claim;
mod compare;
pub(crate) mod exposed;
mod foreign;
mod found;
mod managed;
mod published;

use std::path::PathBuf;

use serde::Serialize;

use crate::base::fault::Exit;
use crate::go::platform::Platform;
use crate::go::sumdb::Evidence;
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::sys::fs::exposed::Exposed;
use crate::toolchains::store::rebuilt::Rebuilt;

pub(crate) use claim::Claim;
pub(crate) use compare::{Differences, NotCovered};
pub(crate) use foreign::{against_log, against_source};
pub(crate) use found::FoundGoroot;
pub(crate) use managed::installed;
pub(crate) use published::{MAX_ZIP, PublishedFiles, read_zip, zip_h1};

/// What came of looking at one toolchain.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Verification {
    pub version: GoVersion,
    #[serde(serialize_with = "as_text")]
    pub platform: Platform,
    /// Its GOROOT.
    pub path: PathBuf,
    /// Regular files that were hashed.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The h1 of the files that are on disk now.
    pub h1: String,
    /// What the files were held against.
    pub compared_with: Reference,
    /// What the answer rests on.
    pub rests_on: Basis,
    /// Who attests that.
    pub vouched_by: Vec<Attestation>,
    /// Why the bytes were installed although nothing verified them; `null` where something did.
    pub unverified: Option<String>,
    /// File by file.
    pub differences: Differences,
    /// What is there and no record of the log speaks of.
    pub not_covered: NotCovered,
    /// What others than the owner could change it by: modes and owners.
    #[serde(serialize_with = "as_texts")]
    pub exposed: Vec<Exposed>,
    /// The last build from its own source that gave the same bytes, by the receipt.
    pub rebuilt: Option<Rebuilt>,
    /// What else is worth knowing: a receipt that is gone.
    pub notes: Vec<String>,
    /// Everything else that does not hold: the receipt, the evidence, the whole tree's h1.
    pub problems: Vec<String>,
}

impl Verification {
    /// What the files say by themselves, held against nothing yet.
    fn begin(found: &FoundGoroot) -> Self {
        Self {
            version: found.version.clone(),
            platform: found.platform.clone(),
            path: found.path.clone(),
            files: found.tree.files.len() as u64,
            bytes: found.tree.bytes(),
            h1: found.h1(),
            compared_with: Reference::Nothing,
            rests_on: Basis::Nothing,
            vouched_by: Vec::new(),
            unverified: None,
            differences: Differences::default(),
            not_covered: NotCovered::of(&found.tree),
            exposed: found.exposed.clone(),
            rebuilt: None,
            notes: Vec::new(),
            problems: Vec::new(),
        }
    }
}

/// What the answer about a toolchain rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Basis {
    /// A record of the checksum database, its signature and inclusion proof checked.
    Log,
    /// This machine's receipt only. Whoever can write a toolchain can write its receipt, so this
    /// says no more than that the two agree.
    Receipt,
    Nothing,
}

/// What files were held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reference {
    /// The manifest of our own installation.
    Manifest,
    /// The log's h1 of the whole tree; single files cannot be told apart.
    Log,
    /// The published files, file by file.
    Source,
    /// Nothing: the manifest is gone.
    Nothing,
}

/// Who attests the reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Attestation {
    /// A record of the checksum database, its signature and inclusion proof checked again.
    Log {
        /// The database's name.
        database: String,
        /// The record's place.
        record_id: u64,
        /// The size of the tree whose signed head contains it.
        tree_size: u64,
        /// What it says.
        h1: String,
    },
    /// The release index's sha256 of the archive, as it was compared at installation.
    Index {
        /// The index.
        url: String,
        /// The archive's sum.
        sha256: String,
    },
    /// The archive's sha256 as the user named it at installation.
    Own {
        /// The archive's sum.
        sha256: String,
    },
}

impl Attestation {
    fn log(evidence: &Evidence) -> Self {
        Self::Log {
            database: evidence.database.clone(),
            record_id: evidence.record_id,
            tree_size: evidence.tree_size,
            h1: evidence.h1.clone(),
        }
    }
}

impl Verification {
    /// 6 where anything disagrees; 1 where nothing attests it, where others may change it, or where the
    /// policy demands the log and the answer does not rest on it; else 0.
    pub(crate) fn exit(&self, policy: Policy) -> Exit {
        let enough = match policy {
            Policy::Standard => self.rests_on != Basis::Nothing,
            Policy::Transparency => self.rests_on == Basis::Log,
        };
        if !self.problems.is_empty() || !self.differences.is_empty() {
            Exit::Integrity
        } else if self.unverified.is_some() || !enough || !self.exposed.is_empty() {
            Exit::No
        } else {
            Exit::Fine
        }
    }
}

fn as_text<S: serde::Serializer>(platform: &Platform, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(platform)
}

fn as_texts<S: serde::Serializer>(exposed: &[Exposed], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(exposed.iter().map(ToString::to_string))
}
