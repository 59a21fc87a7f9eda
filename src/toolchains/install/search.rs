//! Asks one source after the other until one has the version.

use super::Installer;
use super::checksum_lookup::ChecksumLookup;
use super::download::PIECES_DO_NOT_FIT;
use super::missed::Missed;
use super::slot::Slot;
use super::staged::Staged;
use super::verify::{Refusal, Uncovered, VerifiedToolchain, prove};
use crate::base::fault::{Fault, Result};
use crate::go::sources::{self, Tried};
use crate::go::version::GoVersion;
use crate::settings::config::{Policy, Source};
use crate::sys::net::Patience;

impl Installer<'_> {
    pub(super) fn search(
        &self,
        slot: &Slot,
        version: &GoVersion,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<VerifiedToolchain> {
        let verified = self
            .ask_all(|source, patience| self.try_source(slot, version, source, patience, lookup));
        verified.map_err(|missed| self.nobody_has(version, missed))
    }

    /// The end of the search for a version.
    pub(super) fn nobody_has(&self, version: &GoVersion, missed: Missed) -> Fault {
        match missed {
            Missed::Fault(fault) => fault,
            Missed::Answers(tried) => {
                let what = format!("{} for {}", version.toolchain(), self.platform);
                sources::conclude(&what, &tried)
            }
        }
    }

    /// All sources in order; then once more, with patience, those that ran out of time.
    pub(super) fn ask_all<T>(
        &self,
        ask: impl Fn(Source, Patience) -> Result<T, Missed>,
    ) -> Result<T, Missed> {
        let mut rounds: Vec<(Source, Vec<Tried>)> = Vec::new();
        for source in &self.upstream.sources {
            match ask(*source, Patience::Brief) {
                Err(Missed::Answers(tried)) => rounds.push((*source, tried)),
                other => return other,
            }
        }
        for (source, tried) in &mut rounds {
            if sources::next_round(tried, Patience::Brief).is_some() {
                if let Some((who, rest)) = sources::rest(tried) {
                    let seconds = rest.as_secs();
                    self.progress.note(&format!("{who} asks for {seconds} s of rest: waiting"));
                }
                match ask(*source, Patience::Long) {
                    Err(Missed::Answers(again)) => *tried = again,
                    other => return other,
                }
            }
        }
        Err(Missed::Answers(rounds.into_iter().flat_map(|(_, tried)| tried).collect()))
    }

    fn try_source(
        &self,
        slot: &Slot,
        version: &GoVersion,
        source: Source,
        patience: Patience,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<VerifiedToolchain, Missed> {
        let first = self.attempt(slot, version, source, patience, true)?;
        let patient = patience == Patience::Long || !self.an_index_may_vouch_after(source);
        let staged = match self.judge(slot, version, first, lookup, patient)? {
            Ok(verified) => return Ok(verified),
            // A beginning may have been damaged since, or be another file's: without it once more.
            Err((staged, Refusal::Disagrees(_))) if staged.resumed => {
                self.progress.note(PIECES_DO_NOT_FIT);
                if let Some(kept) = staged.kept {
                    kept.discard();
                }
                self.attempt(slot, version, source, patience, false)?
            }
            Err((staged, refusal)) => return Err(self.turn_down(version, staged, refusal)),
        };
        match self.judge(slot, version, staged, lookup, patient)? {
            Ok(verified) => Ok(verified),
            Err((staged, refusal)) => Err(self.turn_down(version, staged, refusal)),
        }
    }

    /// Whether a source is left that can do without the log.
    pub(super) fn an_index_may_vouch_after(&self, source: Source) -> bool {
        let mut after = self.upstream.sources.iter().skip_while(|other| **other != source).skip(1);
        self.policy == Policy::Standard && after.any(|other| *other == Source::GoDev)
    }

    fn judge(
        &self,
        slot: &Slot,
        version: &GoVersion,
        staged: Staged,
        lookup: &ChecksumLookup<'_, '_>,
        patient: bool,
    ) -> Result<Result<VerifiedToolchain, (Staged, Refusal)>> {
        self.interrupt.check()?;
        let needed = staged.expected.is_none() || self.policy == Policy::Transparency;
        let said = lookup.answer(needed && patient);
        prove(Some(slot), staged, version, self.platform, said, self.policy, Uncovered::LeaveOut)
    }

    /// Bytes that disagree end the search; bytes that nothing vouches for are one source's answer.
    fn turn_down(&self, version: &GoVersion, staged: Staged, refusal: Refusal) -> Missed {
        match refusal {
            Refusal::NotVouched { why, unasked, .. } => {
                // Where the log may speak later, the download serves again.
                if let (None, Some(kept)) = (unasked, staged.kept) {
                    kept.discard();
                }
                Missed::unvouched(&staged.origin, &why, unasked)
            }
            Refusal::Disagrees(_) => self.refuse(version, staged, &refusal).into(),
        }
    }
}
