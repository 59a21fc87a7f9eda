//! Turns staged bytes into verified ones, or says what is against them. Nothing else makes a
//! [`VerifiedToolchain`], and only such a one can be published.

mod refusal;
mod weigh;

use super::checksum_lookup::LookupAnswer;
use super::slot::Slot;
use super::staged::{LOCAL, Staged};
use crate::base::digest::Sha256Sum;
use crate::base::fault::Result;
use crate::go::platform::Platform;
use crate::go::sumdb::Evidence;
use crate::go::sumdb::dirhash::toolchain_h1;
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::toolchains::store::Receipt;
use crate::toolchains::store::receipt::{IndexAttestation, SCHEMA};

pub(super) use refusal::Refusal;
use weigh::Weighed;

/// A toolchain in staging that may be published. Only this module makes one.
#[derive(Debug)]
pub(super) struct VerifiedToolchain {
    staged: Staged,
    version: GoVersion,
    h1: Sha256Sum,
    sha256: Option<IndexAttestation>,
    transparency: Option<Evidence>,
    unverified: Option<String>,
    notes: Vec<String>,
}

/// What verification comes to.
pub(super) enum Checked {
    /// It may be published.
    Verified(Box<VerifiedToolchain>),
    /// It may not.
    Refused(Box<Refused>),
}

/// Bytes that may not be published, and why.
pub(super) struct Refused {
    pub(super) staged: Staged,
    pub(super) refusal: Refusal,
}

/// What staged bytes should be, and who says so.
pub(super) struct Expectation<'a> {
    pub(super) version: &'a GoVersion,
    pub(super) platform: &'a Platform,
    pub(super) policy: Policy,
    /// What the checksum database says.
    pub(super) answer: &'a LookupAnswer,
    pub(super) uncovered: Uncovered,
}

/// What becomes of files that the checksum database has no record of, where it alone verifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uncovered {
    /// They are left out: nothing unverified is published.
    LeaveOut,
    /// They are a reason to refuse: the user wants all files, or to be told.
    Refuse,
}

/// Compares what is here with the release index and the checksum database. The bytes in staging are
/// those that were hashed on their way there. Without a slot (a dry run) nothing stands in staging,
/// and what would be left out is only left out of the answer.
///
/// # Errors
/// When GOSUMDB cannot be used, or a file in staging cannot be changed.
pub(super) fn verify(
    mut staged: Staged,
    expected: &Expectation<'_>,
    slot: Option<&Slot>,
) -> Result<Checked> {
    let h1 = toolchain_h1(&staged.tree, expected.version, expected.platform);
    let mut weighed = Weighed::new(std::mem::take(&mut staged.notes));
    weighed.names(&staged);
    weighed.index(&staged);
    weighed.database(expected.answer, Some(h1), &staged.origin)?;
    if let Some(refusal) = weighed.refusal(expected.policy, &staged) {
        return Ok(refused(staged, refusal));
    }
    if !weighed.by_hash(&staged) {
        match (uncovered(&staged), expected.uncovered) {
            (Some(why), Uncovered::Refuse) => return Ok(refused(staged, Refusal::no(why))),
            (Some(why), Uncovered::LeaveOut) => {
                weighed.notes.push(format!("{why}: they were left out"));
            }
            (None, _) => {}
        }
        if let Some(slot) = slot {
            staged = staged.only_covered(slot)?;
        }
    }
    Ok(Checked::Verified(Box::new(VerifiedToolchain {
        staged,
        version: expected.version.clone(),
        h1,
        sha256: weighed.sha256,
        transparency: weighed.record,
        unverified: None,
        notes: weighed.notes,
    })))
}

fn refused(staged: Staged, refusal: Refusal) -> Checked {
    Checked::Refused(Box::new(Refused { staged, refusal }))
}

/// The folders that no record speaks of, in words.
fn uncovered(staged: &Staged) -> Option<String> {
    let folders = staged.not_covered();
    (!folders.is_empty()).then(|| format!("nothing verifies the files in {}", folders.join(", ")))
}

/// What is against a download before a byte of it has come: what would verify it, if it is what was
/// published, may be too little.
///
/// # Errors
/// When GOSUMDB cannot be used.
pub(super) fn foresee(
    attested: Option<&IndexAttestation>,
    origin: &str,
    answer: &LookupAnswer,
    policy: Policy,
) -> Result<Option<Refusal>> {
    let mut weighed = Weighed::new(Vec::new());
    weighed.database(answer, None, origin)?;
    Ok(weighed.refusal_of_download(policy, attested.is_some()))
}

/// Lets refused local bytes pass, because the user said so (`--unverified`); the receipt says so.
///
/// # Errors
/// When they are no local ones, which is a bug.
pub(super) fn accept_unverified(
    refused: Refused,
    version: &GoVersion,
    platform: &Platform,
) -> Result<VerifiedToolchain> {
    let Refused { staged, refusal } = refused;
    if staged.source != LOCAL {
        return Err(super::bug("only local bytes may be unverified"));
    }
    Ok(VerifiedToolchain {
        h1: toolchain_h1(&staged.tree, version, platform),
        version: version.clone(),
        staged,
        sha256: None,
        transparency: None,
        unverified: Some(refusal.in_receipt()),
        notes: Vec::new(),
    })
}

impl VerifiedToolchain {
    /// The bytes.
    pub(super) fn staged(&self) -> &Staged {
        &self.staged
    }

    /// The version that they are said to be.
    pub(super) fn version(&self) -> &GoVersion {
        &self.version
    }

    /// The h1 of its files.
    pub(super) fn h1(&self) -> String {
        self.h1.to_h1()
    }

    /// The bytes, whose modes may still be put right: no hash says anything of them.
    pub(super) fn staged_mut(&mut self) -> &mut Staged {
        &mut self.staged
    }

    /// Gives the bytes back, when they stand in the store.
    pub(super) fn into_staged(self) -> Staged {
        self.staged
    }

    /// What will be known about it.
    pub(super) fn receipt(&self, platform: &Platform, now: i64) -> Receipt {
        let staged = &self.staged;
        Receipt {
            schema: SCHEMA,
            version: self.version.clone(),
            platform: platform.clone(),
            installed_at: now,
            source: staged.source.to_owned(),
            origin: staged.origin.clone(),
            archive_bytes: staged.archive_bytes,
            files: staged.tree.files.len() as u64,
            size_bytes: staged.tree.bytes(),
            h1: self.h1.to_h1(),
            sha256: self.sha256.clone(),
            own_sha256: staged.own,
            transparency: self.transparency.clone(),
            unverified: self.unverified.clone(),
            absent: staged.absent(self.sha256.is_some() || staged.own.is_some()),
            notes: self.notes.clone(),
            rebuilt: None,
        }
    }
}
