//! Asks one source after the other until one has a version that can be verified.

use super::download::{self, PIECES_DO_NOT_FIT};
use super::evidence;
use super::job::{Attempt, Job};
use super::sources::{self, SourceFailure, ToolchainSource};
use super::staged::Staged;
use super::verify::{Checked, Expectation, Refusal, Refused, Uncovered, VerifiedToolchain, verify};
use crate::base::fault::Result;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::sys::net::Patience;

use super::Installer;

/// The toolchain from the first source whose bytes can be verified.
pub(super) fn search(job: &Job<'_, '_>) -> Result<VerifiedToolchain> {
    let verified = sources::ask_all(job.installer, |source, patience| {
        from_source(&Attempt { job: *job, source, patience, resume: true })
    });
    verified.map_err(|failure| failure.conclude(&wanted(job.version, job.installer.platform)))
}

/// What is looked for, in words.
pub(super) fn wanted(version: &GoVersion, platform: &Platform) -> String {
    format!("{} for {platform}", version.toolchain())
}

/// Fetch, unpack and verify, from one source.
fn from_source(attempt: &Attempt<'_, '_>) -> Result<VerifiedToolchain, SourceFailure> {
    let staged = download::download(attempt)?;
    let refused = match check(attempt, staged)? {
        Checked::Verified(verified) => return Ok(*verified),
        Checked::Refused(refused) => refused,
    };
    let Refused { staged: Staged { resumed: true, kept, .. }, refusal: Refusal::Disagrees(_) } =
        *refused
    else {
        return Err(turn_down(attempt, *refused));
    };
    // A beginning may have been damaged since, or be another file's: without it once more.
    attempt.job.installer.progress.note(PIECES_DO_NOT_FIT);
    if let Some(kept) = kept {
        kept.discard();
    }
    let staged = download::download(&Attempt { resume: false, ..*attempt })?;
    match check(attempt, staged)? {
        Checked::Verified(verified) => Ok(*verified),
        Checked::Refused(refused) => Err(turn_down(attempt, *refused)),
    }
}

fn check(attempt: &Attempt<'_, '_>, staged: Staged) -> Result<Checked> {
    let Attempt { job: Job { installer, slot, version, lookup }, source, patience, .. } = *attempt;
    installer.interrupt.check()?;
    let by_index = staged.expected.is_some();
    let answer = lookup.answer(waits_for_database(installer, source, patience, by_index));
    let expected = Expectation {
        version,
        platform: installer.platform,
        policy: installer.policy,
        answer,
        uncovered: Uncovered::LeaveOut,
    };
    verify(staged, &expected, Some(slot))
}

/// Whether nothing but the checksum database is left to verify what this source has, so that it is
/// waited for.
pub(super) fn waits_for_database(
    installer: &Installer<'_>,
    source: &dyn ToolchainSource,
    patience: Patience,
    by_index: bool,
) -> bool {
    let needed = !by_index || installer.policy == Policy::Transparency;
    needed && (patience == Patience::Long || !index_follows(installer, source))
}

/// Whether a source is left that can do without the checksum database.
fn index_follows(installer: &Installer<'_>, source: &dyn ToolchainSource) -> bool {
    let sources = sources::all(installer);
    let mut after = sources.iter().skip_while(|other| other.name() != source.name()).skip(1);
    installer.policy == Policy::Standard && after.any(|other| other.has_index())
}

/// Bytes that disagree end the search; bytes that nothing verifies are one source's answer.
fn turn_down(attempt: &Attempt<'_, '_>, refused: Refused) -> SourceFailure {
    let Job { installer, version, .. } = attempt.job;
    match refused {
        Refused { staged, refusal: Refusal::Unverified { why, unasked, .. } } => {
            // Where the checksum database may speak later, the download serves again.
            if let (None, Some(kept)) = (unasked, staged.kept) {
                kept.discard();
            }
            SourceFailure::unverified(&staged.origin, &why, unasked)
        }
        refused => evidence::refuse(installer, version, refused).into(),
    }
}
