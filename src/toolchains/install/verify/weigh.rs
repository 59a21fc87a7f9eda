//! What release index and checksum database say of one toolchain, and whether it is enough.

use super::refusal::Refusal;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::go::sources::Silence;
use crate::go::sumdb::{Evidence, SumdbError, SumdbErrorKind};
use crate::settings::config::Policy;
use crate::toolchains::install::checksum_lookup::LookupAnswer;
use crate::toolchains::install::staged::{LOCAL, Staged};
use crate::toolchains::store::receipt::IndexAttestation;

/// All that was said of one toolchain.
pub(super) struct Weighed {
    /// The index's SHA-256, which the archive has.
    pub(super) sha256: Option<IndexAttestation>,
    /// The record of the checksum database.
    pub(super) record: Option<Evidence>,
    /// What contradicts the bytes, one line each.
    against: Vec<String>,
    /// What could not be checked, and why.
    pub(super) notes: Vec<String>,
    /// How the command ends where only the checksum database could have verified it.
    exit: Exit,
    unasked: Option<Silence>,
}

impl Weighed {
    /// Nothing was said yet.
    pub(super) fn new(notes: Vec<String>) -> Self {
        let (sha256, record, against) = (None, None, Vec::new());
        Self { sha256, record, against, notes, exit: Exit::No, unasked: None }
    }

    /// Names that only a module's zip may have. The checksum database knows `src/go.mod` as
    /// `src/_go.mod`, so a tree that has the latter would pass for one that has the former.
    pub(super) fn names(&mut self, staged: &Staged) {
        let files = staged.tree.files.iter().filter(|file| file.path.ends_with("/_go.mod"));
        let lines =
            files.map(|file| format!("{} is in what came from {}", file.path, staged.origin));
        self.against.extend(lines);
    }

    /// Hash and length of the archive against those in the release index.
    pub(super) fn index(&mut self, staged: &Staged) {
        let origin = &staged.origin;
        match (&staged.expected, staged.sha256) {
            (Some(expected), Some(sum)) if sum != expected.sha256 => {
                self.against.push(format!("sha256 {} in {}", expected.sha256, expected.index));
                self.against.push(format!("sha256 {sum} in what came from {origin}"));
            }
            (Some(expected), Some(_)) => self.sha256 = Some(expected.clone()),
            _ => {}
        }
        if let (Some(size), Some(came)) = (staged.size, staged.archive_bytes)
            && size != came
        {
            self.against.push(format!("{size} bytes in the release index"));
            self.against.push(format!("{came} bytes in what came from {origin}"));
        }
    }

    /// The answer of the checksum database: a record of these bytes (any record, where their hash is
    /// not known yet), words against them, or a note.
    ///
    /// # Errors
    /// Where GOSUMDB cannot be used.
    pub(super) fn database(
        &mut self,
        answer: &LookupAnswer,
        h1: Option<Sha256Sum>,
        origin: &str,
    ) -> Result<()> {
        match answer {
            LookupAnswer::Record(evidence) => self.record(evidence, h1, origin),
            LookupAnswer::Off(off) => {
                self.exit = Exit::Usage;
                self.notes.push(format!("the checksum database was not asked: {off}"));
            }
            LookupAnswer::Failed(error) => self.failed(error)?,
        }
        Ok(())
    }

    fn record(&mut self, evidence: &Evidence, h1: Option<Sha256Sum>, origin: &str) {
        match h1.filter(|h1| Sha256Sum::from_h1(&evidence.h1) != Some(*h1)) {
            None => self.record = Some(evidence.clone()),
            Some(h1) => {
                let (database, id) = (&evidence.database, evidence.record_id);
                self.against.push(format!("{} in {database}, record {id}", evidence.h1));
                self.against.push(format!("{} in what came from {origin}", h1.to_h1()));
            }
        }
    }

    fn failed(&mut self, error: &SumdbError) -> Result<()> {
        match error.kind {
            SumdbErrorKind::Misbehaving => {
                self.against.push(error.what.clone());
                let proofs = error.evidence.iter().map(|p| format!("proof: {}", p.visible()));
                self.against.extend(proofs);
            }
            SumdbErrorKind::NotReached { first_contact } => {
                self.silent(if first_contact { Silence::Late } else { Silence::Failed });
                self.notes.push(format!("the checksum database was not reached: {}", error.what));
            }
            SumdbErrorKind::NotFound => {
                self.notes.push(format!("the checksum database has no record: {}", error.what));
            }
            // A state directory that is full or read-only is no word against the bytes.
            SumdbErrorKind::Local => {
                self.silent(Silence::Failed);
                self.notes.push(format!("the checksum database was not used: {}", error.what));
            }
            SumdbErrorKind::Misconfigured => return Err(error.clone().into()),
        }
        Ok(())
    }

    fn silent(&mut self, how: Silence) {
        (self.exit, self.unasked) = (Exit::Unfinished, Some(how));
    }

    /// Whether a hash of the archive verified it.
    pub(super) fn by_hash(&self, staged: &Staged) -> bool {
        self.sha256.is_some() || staged.own.is_some()
    }

    /// Why these bytes may not be published.
    pub(super) fn refusal(&self, policy: Policy, staged: &Staged) -> Option<Refusal> {
        let refusal = self.refusal_of_download(policy, self.by_hash(staged))?;
        Some(match refusal {
            // Of a local path nobody else can be asked.
            Refusal::Unverified { unasked, why, .. } if staged.source == LOCAL => {
                Refusal::Unverified { exit: Exit::No, unasked, why }
            }
            other => other,
        })
    }

    /// The same; `by_hash` is whether a hash of the archive verifies it.
    pub(super) fn refusal_of_download(&self, policy: Policy, by_hash: bool) -> Option<Refusal> {
        let enough = match policy {
            Policy::Standard => by_hash || self.record.is_some(),
            Policy::Transparency => self.record.is_some(),
        };
        match (self.against.is_empty(), enough) {
            (false, _) => Some(Refusal::Disagrees(self.against.clone())),
            (true, true) => None,
            (true, false) => {
                let (exit, unasked, why) = (self.exit, self.unasked, self.notes.clone());
                Some(Refusal::Unverified { exit, unasked, why })
            }
        }
    }
}
