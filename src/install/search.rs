//! Asks one source after the other until one has the version.

use std::io;
use std::path::Path;

use super::fetch::{Incoming, Kept};
use super::log::Desk;
use super::offer::Offer;
use super::slot::Slot;
use super::staged::Staged;
use super::verify::{Proven, Refusal, Unproven, prove};
use super::{Installer, bug};
use crate::archive::{self, ArchiveError, Limits};
use crate::config::{Policy, Source};
use crate::fault::{Exit, Fault, Result};
use crate::godev;
use crate::net::{NetError, Patience};
use crate::platform::TOOLCHAIN_MODULE;
use crate::progress::Unit;
use crate::sources::{self, Answer, Silence, Tried};
use crate::store::receipt::IndexVoucher;
use crate::version::GoVersion;

/// Why a source did not give the toolchain.
pub(super) enum Missed {
    /// It answered something else; the next one may have it.
    Answers(Vec<Tried>),
    /// Asking others would not help, or must not.
    Fault(Fault),
}

impl From<Fault> for Missed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Missed {
    pub(super) fn answer(source: &str, answer: Answer) -> Self {
        Self::Answers(vec![Tried { source: source.to_owned(), answer }])
    }

    /// The source has it, and too little vouches for it.
    pub(super) fn unvouched(source: &str, why: &[String], unasked: Option<Silence>) -> Self {
        let why = format!("nothing vouches for it: {}", why.join("; "));
        Self::answer(source, Answer::Unvouched { why, unasked })
    }
}

impl Installer<'_> {
    pub(super) fn search(
        &self,
        slot: &Slot,
        version: &GoVersion,
        desk: &Desk<'_, '_>,
    ) -> Result<Proven> {
        let proven =
            self.ask_all(|source, patience| self.try_source(slot, version, source, patience, desk));
        proven.map_err(|missed| self.nobody_has(version, missed))
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
        desk: &Desk<'_, '_>,
    ) -> Result<Proven, Missed> {
        let first = self.attempt(slot, version, source, patience, true)?;
        let patient = patience == Patience::Long || !self.an_index_may_vouch_after(source);
        let staged = match self.judge(slot, version, first, desk, patient)? {
            Ok(proven) => return Ok(proven),
            // A beginning from an earlier run may have been damaged since: without it once more.
            Err((staged, Refusal::Disagrees(_))) if staged.resumed => {
                self.progress
                    .note("what an earlier run had downloaded does not fit: downloading all of it");
                if let Some(kept) = staged.kept {
                    kept.discard();
                }
                self.attempt(slot, version, source, patience, false)?
            }
            Err((staged, refusal)) => return Err(self.turn_down(version, staged, refusal)),
        };
        match self.judge(slot, version, staged, desk, patient)? {
            Ok(proven) => Ok(proven),
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
        desk: &Desk<'_, '_>,
        patient: bool,
    ) -> Result<Result<Proven, (Staged, Refusal)>> {
        self.interrupt.check()?;
        let needed = staged.expected.is_none() || self.policy == Policy::Transparency;
        let said = desk.said(needed && patient);
        prove(Some(slot), staged, version, self.platform, said, self.policy, Unproven::Drop)
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

    /// Downloads and unpacks what one source has.
    fn attempt(
        &self,
        slot: &Slot,
        version: &GoVersion,
        source: Source,
        patience: Patience,
        resume: bool,
    ) -> Result<Staged, Missed> {
        let name = self.file_name(version, source)?;
        let kept = Kept::open(&self.home.downloads(), &name)?;
        let have = if resume { kept.have() } else { None };
        let offer = match source {
            Source::GoDev => self.offer_of_site(version, have.as_ref(), patience)?,
            Source::GoProxy => self.offer_of_proxy(version, have.as_ref(), patience)?,
        };
        self.make_sure_of_room(version, offer.download.total())?;
        let unpacked = self.unpack(slot, version, offer, kept);
        match unpacked {
            // As with a mismatch: the beginning may be at fault.
            Err(Missed::Answers(_)) if have.is_some() && resume => {
                self.attempt(slot, version, source, patience, false)
            }
            other => other,
        }
    }

    /// The file's name in our cache; the sources' files never meet under one name.
    fn file_name(&self, version: &GoVersion, source: Source) -> Result<String> {
        let Self { platform, .. } = self;
        Ok(match source {
            Source::GoDev => godev::well_known(version, platform).filename,
            Source::GoProxy => format!("{}.zip", platform.module_version(version)),
        })
    }

    fn unpack(
        &self,
        slot: &Slot,
        version: &GoVersion,
        offer: Offer<'_>,
        kept: Kept,
    ) -> Result<Staged, Missed> {
        let Offer { download, name, kind, expected, note } = offer;
        let dir = slot.fresh()?;
        let (total, resumed) = (download.total(), download.start() > 0);
        let mut incoming = Incoming::new(download, &kept, self.progress, self.interrupt)?;
        let origin = incoming.url();
        let going_on = if resumed { " (going on where it stopped)" } else { "" };
        let what = format!("downloading {} from {name}{going_on}", version.toolchain());
        self.progress.begin(&what, total, Unit::Bytes);
        let came = match kind {
            Source::GoDev => archive::unpack_targz(&mut incoming, &dir, "go/", &Limits::default()),
            // A zip's directory stands at its end: all of it must be here first.
            Source::GoProxy => drain(&mut incoming).map(|()| crate::tree::Tree::default()),
        };
        // A damaged archive is read to its end all the same: the whole of it may be evidence.
        let damaged = matches!(&came, Err(error) if !matches!(error, ArchiveError::Read(_) | ArchiveError::Write { .. }));
        let rest = if damaged { drain(&mut incoming) } else { Ok(()) };
        self.progress.end();
        let (bytes, sha256) = incoming.finish();
        let came = match (came, kind) {
            (Ok(_), Source::GoProxy) => self.unpack_zip(version, &kept, &dir),
            (came, _) => came,
        };
        let tree = match came {
            Ok(tree) => tree,
            Err(error) => {
                let differs =
                    expected.as_ref().filter(|e| rest.is_ok() && damaged && e.sha256 != sha256);
                return Err(self.broken(version, &name, error, kept, differs.map(|e| (e, sha256))));
            }
        };
        let source = match kind {
            Source::GoDev => "go.dev",
            Source::GoProxy => "goproxy",
        };
        let archive_bytes = Some(bytes);
        let sha256 = Some(sha256);
        Ok(Staged {
            dir,
            tree,
            source,
            origin,
            archive_bytes,
            sha256,
            expected,
            own: None,
            resumed,
            kept: Some(kept),
            notes: note.into_iter().collect(),
        })
    }

    fn unpack_zip(
        &self,
        version: &GoVersion,
        kept: &Kept,
        dir: &Path,
    ) -> Result<crate::tree::Tree, ArchiveError> {
        let prefix = format!("{TOOLCHAIN_MODULE}@{}/", self.platform.module_version(version));
        let stop = || self.interrupt.is_raised();
        self.progress.begin(&format!("unpacking {}", version.toolchain()), None, Unit::Bytes);
        let limits = Limits::default();
        let tree = archive::unpack_zip(kept.file(), dir, &prefix, &limits, self.progress, &stop);
        self.progress.end();
        tree
    }

    /// What it means that an archive could not be unpacked.
    fn broken(
        &self,
        version: &GoVersion,
        source: &str,
        error: ArchiveError,
        kept: Kept,
        differs: Option<(&IndexVoucher, crate::digest::Sha256Sum)>,
    ) -> Missed {
        if let Err(interrupted) = self.interrupt.check() {
            return interrupted.into();
        }
        match error {
            ArchiveError::Read(error) => match NetError::inside(&error) {
                Some(network) => Missed::answer(source, Answer::NotReached(network.clone())),
                None if error.kind() == io::ErrorKind::Interrupted => bug("interrupted").into(),
                None => Fault::unfinished(format!(
                    "the download from {source} could not be kept: {error}"
                ))
                .hint_of(&error)
                .into(),
            },
            ArchiveError::Write { path, error } => Fault::io("write", &path, &error).into(),
            damaged => {
                let mut fault = Fault::integrity(format!(
                    "{} from {source} is not installed: {damaged}",
                    version.toolchain()
                ));
                if let Some((expected, got)) = differs {
                    fault = fault
                        .because(format!("sha256 {} in {}", expected.sha256, expected.index))
                        .because(format!("sha256 {got} in what came"));
                } else if !damaged.is_hostile() {
                    kept.discard();
                    return Missed::answer(source, Answer::Unusable(damaged.to_string()));
                }
                debug_assert_eq!(fault.exit, Exit::Integrity);
                self.keep_as_evidence(version, kept.refuse().as_deref(), fault).into()
            }
        }
    }
}

fn drain(incoming: &mut Incoming<'_>) -> Result<(), ArchiveError> {
    io::copy(incoming, &mut io::sink()).map(drop).map_err(ArchiveError::Read)
}
