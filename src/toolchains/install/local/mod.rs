//! `--from PATH`: an archive, a module zip, or an unpacked directory.

mod form;
mod read;

use std::path::Path;

use super::checksum_lookup::ChecksumLookup;
use super::job::Job;
use super::slot::Slot;
use super::staged::Staged;
use super::user_hash::user_hash;
use super::verify::{
    Checked, Expectation, Uncovered, VerifiedToolchain, accept_unverified, verify,
};
use super::{Installer, Options, evidence, release_index};
use crate::base::fault::{Fault, Result};
use crate::go::version::GoVersion;
use crate::toolchains::store::receipt::IndexAttestation;

pub(super) use form::{FORMS, broken, version};
use read::{Read, Reading};

/// The toolchain that stands at a path, read into staging and verified.
pub(super) fn take(job: &Job<'_, '_>, from: &Path, options: &Options) -> Result<VerifiedToolchain> {
    let Job { installer, slot, version, lookup } = *job;
    let dir = slot.fresh()?;
    let local = Local { installer, version, from, options, place: Some((slot, &dir)) };
    match local.check(lookup)? {
        Checked::Verified(verified) => Ok(*verified),
        Checked::Refused(refused) => Err(evidence::refuse(installer, version, *refused)),
    }
}

/// Local bytes to be verified.
pub(super) struct Local<'a> {
    pub(super) installer: &'a Installer<'a>,
    pub(super) version: &'a GoVersion,
    pub(super) from: &'a Path,
    pub(super) options: &'a Options,
    /// Where they are unpacked; without it nothing is written.
    pub(super) place: Option<(&'a Slot, &'a Path)>,
}

impl Local<'_> {
    /// Reads it all and verifies it, or takes it as it is where the user said so.
    pub(super) fn check(&self, lookup: &ChecksumLookup<'_>) -> Result<Checked> {
        let staged = self.read()?;
        let unverified = self.options.unverified;
        let expected = Expectation {
            version: self.version,
            platform: self.installer.platform,
            policy: self.installer.policy,
            answer: lookup.answer(staged.expected.is_none() && staged.own.is_none()),
            uncovered: if unverified { Uncovered::Refuse } else { Uncovered::LeaveOut },
        };
        match verify(staged, &expected, self.place.map(|(slot, _)| slot))? {
            Checked::Refused(refused) if unverified => {
                let accepted = accept_unverified(*refused, self.version, self.installer.platform);
                accepted.map(|accepted| Checked::Verified(Box::new(accepted)))
            }
            checked => Ok(checked),
        }
    }

    fn read(&self) -> Result<Staged> {
        let Self { installer, version, from, .. } = *self;
        let into = self.place.map(|(_, dir)| dir);
        let is_hashed = self.options.sha256.is_some();
        let reading = Reading { installer, version, from, into, is_hashed };
        let Read { mut staged, is_release } = reading.read()?;
        self.runs_here(&staged)?;
        staged.own = user_hash(from, staged.sha256, self.options.sha256)?;
        if is_release {
            staged.expected = attested_by_index(installer, version);
        }
        Ok(staged)
    }

    /// No hash and no option makes another machine's Go run here.
    fn runs_here(&self, staged: &Staged) -> Result<()> {
        let (version, platform) = (self.version, self.installer.platform);
        match staged.tree.platform() {
            Some(theirs) if theirs != *platform => Err(Fault::usage(format!(
                "{} holds {} for {theirs}, and this machine is {platform}",
                staged.origin,
                version.toolchain(),
            ))
            .hint(format!("goenvmgr install {version} fetches the one for this machine"))),
            _ => Ok(()),
        }
    }
}

/// What the release index says about the archive of this version, where it can be asked.
fn attested_by_index(installer: &Installer<'_>, version: &GoVersion) -> Option<IndexAttestation> {
    let sha256 = release_index::file(installer, version)?.sha256?;
    Some(IndexAttestation { sha256, index: installer.upstream.index_url.to_string() })
}
