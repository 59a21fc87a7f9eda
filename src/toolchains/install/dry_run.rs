//! What an installation would come to, without a change to the store: a dry run ends as the real
//! one would. Sources are asked for the very archive, whose bytes are then left where they are;
//! local bytes are read and verified like any others.

use std::path::Path;

use super::checksum_lookup::ChecksumLookup;
use super::choice::Choice;
use super::local::Local;
use super::search::{waits_for_database, wanted};
use super::sources::{self, SourceFailure, ToolchainSource};
use super::verify::{self, Checked, Refusal};
use super::{Installer, Options, disk_space, evidence, permission, usable};
use crate::base::fault::Result;
use crate::go::version::GoVersion;
use crate::sys::net::Patience;
use crate::toolchains::store::change::{self, Change};

/// Fails where installing would, as far as that can be told before a download's bytes come.
pub(super) fn foresee(installer: &Installer<'_>, choice: &Choice, options: &Options) -> Result<()> {
    let version = &choice.version;
    permission::may_install(installer.home, version)?;
    let staging = change::staging(installer.home);
    Change::of(installer.home, version, &staging).make_sure_it_can_come()?;
    installer.upstream.may_be_verified(installer.policy, options.unverified)?;
    std::thread::scope(|scope| {
        let lookup = ChecksumLookup::begin(scope, installer, version);
        match &choice.from {
            Some(from) => local(installer, version, from, options, &lookup),
            None => download(installer, version, &lookup),
        }
    })
}

fn local(
    installer: &Installer<'_>,
    version: &GoVersion,
    from: &Path,
    options: &Options,
    lookup: &ChecksumLookup<'_>,
) -> Result<()> {
    let local = Local { installer, version, from, options, place: None };
    match local.check(lookup)? {
        Checked::Verified(verified) => usable::foresee(installer.platform, &verified),
        Checked::Refused(refused) => {
            let origin = &refused.staged.origin;
            Err(evidence::local_hints(refused.refusal.fault(version, origin), origin))
        }
    }
}

fn download(
    installer: &Installer<'_>,
    version: &GoVersion,
    lookup: &ChecksumLookup<'_>,
) -> Result<()> {
    let had = sources::ask_all(installer, |source, patience| {
        from_source(installer, version, source, patience, lookup)
    });
    had.map_err(|failure| failure.conclude(&wanted(version, installer.platform)))
}

fn from_source(
    installer: &Installer<'_>,
    version: &GoVersion,
    source: &dyn ToolchainSource,
    patience: Patience,
    lookup: &ChecksumLookup<'_>,
) -> Result<(), SourceFailure> {
    let offer = source.offer(version, None, patience)?;
    disk_space::check_archive(installer.home, version, offer.length())?;
    let by_index = offer.expected.is_some();
    let answer = lookup.answer(waits_for_database(installer, source, patience, by_index));
    let origin = offer.download.url();
    match verify::foresee(offer.expected.as_ref(), origin, answer, installer.policy)? {
        None => Ok(()),
        Some(Refusal::Unverified { why, unasked, .. }) => {
            Err(SourceFailure::unverified(origin, &why, unasked))
        }
        Some(refusal) => Err(refusal.fault(version, origin).into()),
    }
}
