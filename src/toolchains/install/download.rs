//! Downloads one archive from one source and unpacks it as it comes. What breaks off goes on where
//! it stopped where that is sure to be the same file, and is begun again where it is not.

use std::io;
use std::path::Path;

use super::fetch::{Incoming, Kept, TooLong};
use super::missed::Missed;
use super::offer::Offer;
use super::slot::Slot;
use super::staged::Staged;
use super::{Installer, bug};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Unit;
use crate::go::archive::{self, ArchiveError, Limits};
use crate::go::godev;
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sources::Answer;
use crate::go::version::GoVersion;
use crate::settings::config::Source;
use crate::sys::net::resume::{Partial, is_break};
use crate::sys::net::{NetError, Patience};
use crate::toolchains::store::receipt::IndexAttestation;

/// How often one source is asked for one archive whose download breaks off.
const BEGINNINGS: u32 = 3;
pub(super) const PIECES_DO_NOT_FIT: &str =
    "what came in pieces does not fit together: downloading all of it";

/// What came of one download.
enum Came {
    Whole(Box<Staged>),
    Broken {
        missed: Missed,
        /// Why it is worth another beginning.
        again: Option<&'static str>,
    },
}

impl Installer<'_> {
    /// Downloads and unpacks what one source has. What breaks off and cannot go on where it stopped
    /// is begun again.
    pub(super) fn attempt(
        &self,
        slot: &Slot,
        version: &GoVersion,
        source: Source,
        patience: Patience,
        resume: bool,
    ) -> Result<Staged, Missed> {
        let mut beginnings = 1;
        loop {
            match self.begin(slot, version, source, patience, resume)? {
                Came::Whole(staged) => return Ok(*staged),
                Came::Broken { missed, again: Some(why) } if beginnings < BEGINNINGS => {
                    self.interrupt.check()?;
                    self.progress.note(why);
                    drop(missed);
                    beginnings += 1;
                }
                Came::Broken { missed, .. } => return Err(missed),
            }
        }
    }

    fn begin(
        &self,
        slot: &Slot,
        version: &GoVersion,
        source: Source,
        patience: Patience,
        resume: bool,
    ) -> Result<Came, Missed> {
        let name = self.file_name(version, source)?;
        // A cache that is full or read-only keeps nothing for a later run, and that is all.
        let beside = || Kept::open(&slot.fresh()?, &name);
        let mut kept = Kept::open(&self.home.downloads(), &name).or_else(|_| beside())?;
        let mut have = if resume { kept.have() } else { None };
        let missing = |have: &Partial| Some(have.identity.total?.saturating_sub(have.length));
        if have.as_ref().and_then(missing).is_some_and(|left| !self.cache_has_room(Some(left))) {
            (kept, have) = (beside()?, None);
        }
        let offer = match source {
            Source::GoDev => self.offer_of_site(version, have.as_ref(), patience)?,
            Source::GoProxy => self.offer_of_proxy(version, have.as_ref(), patience)?,
        };
        let announced = offer.download.total();
        let size = announced.map(|bytes| offer.size.map_or(bytes, |size| size.min(bytes)));
        self.make_sure_of_room(version, size)?;
        if have.is_none() && !self.cache_has_room(size.map(|s| s.saturating_sub(kept.length()))) {
            kept.discard();
            kept = beside()?;
        }
        self.unpack(slot, version, offer, kept)
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
    ) -> Result<Came, Missed> {
        let Offer { download, name, kind, expected, size, note } = offer;
        let dir = slot.fresh()?;
        let total = download.total();
        let going_on = download.start() > 0;
        let mut incoming = Incoming::new(download, size, &kept, self.progress, self.interrupt)?;
        let origin = incoming.url();
        let going_on = if going_on { " (going on where it stopped)" } else { "" };
        let what = format!("downloading {} from {name}{going_on}", version.toolchain());
        self.progress.begin(&what, total, Unit::Bytes);
        let came = match kind {
            Source::GoDev => archive::unpack_targz(&mut incoming, &dir, "go/", &Limits::default()),
            // A zip's directory stands at its end: all of it must be here first.
            Source::GoProxy => drain(&mut incoming).map(|()| crate::go::tree::Tree::default()),
        };
        // A damaged archive is read to its end all the same: the whole of it may be evidence.
        let damaged = matches!(&came, Err(error) if !matches!(error, ArchiveError::Read(_) | ArchiveError::Write { .. }));
        let rest = if damaged { drain(&mut incoming) } else { Ok(()) };
        self.progress.end();
        let resumed = incoming.is_pieced_together();
        let (bytes, sha256) = incoming.finish();
        let (came, rest) = match (came, rest) {
            // An archive that goes on for ever is no archive with something behind it.
            (Err(_), Err(ArchiveError::Read(error))) if TooLong::is_in(&error) => {
                (Err(ArchiveError::Read(error)), Ok(()))
            }
            other => other,
        };
        let came = match (came, kind) {
            (Ok(_), Source::GoProxy) => self.unpack_zip(version, &kept, &dir),
            (came, _) => came,
        };
        let tree = match came {
            Ok(tree) => tree,
            Err(error) => {
                let differs =
                    expected.as_ref().filter(|e| rest.is_ok() && damaged && e.sha256 != sha256);
                let differs = differs.map(|expected| (expected, sha256));
                return Ok(self.broken(version, &name, error, kept, resumed, size, differs));
            }
        };
        let source = match kind {
            Source::GoDev => "go.dev",
            Source::GoProxy => "goproxy",
        };
        let archive_bytes = Some(bytes);
        let sha256 = Some(sha256);
        Ok(Came::Whole(Box::new(Staged {
            dir,
            tree,
            source,
            origin,
            archive_bytes,
            sha256,
            expected,
            own: None,
            size,
            resumed,
            kept: Some(kept),
            notes: note.into_iter().collect(),
        })))
    }

    fn unpack_zip(
        &self,
        version: &GoVersion,
        kept: &Kept,
        dir: &Path,
    ) -> Result<crate::go::tree::Tree, ArchiveError> {
        let prefix = format!("{TOOLCHAIN_MODULE}@{}/", self.platform.module_version(version));
        let stop = || self.interrupt.is_raised();
        self.progress.begin(&format!("unpacking {}", version.toolchain()), None, Unit::Bytes);
        let limits = Limits::default();
        let tree = archive::unpack_zip(kept.file(), dir, &prefix, &limits, self.progress, &stop);
        self.progress.end();
        tree
    }

    /// What it means that an archive could not be unpacked, and whether to begin again.
    #[expect(clippy::too_many_arguments, reason = "all that is known of what broke")]
    fn broken(
        &self,
        version: &GoVersion,
        source: &str,
        error: ArchiveError,
        kept: Kept,
        pieces: bool,
        size: Option<u64>,
        differs: Option<(&IndexAttestation, crate::base::digest::Sha256Sum)>,
    ) -> Came {
        if let Err(interrupted) = self.interrupt.check() {
            return Came::Broken { missed: interrupted.into(), again: None };
        }
        let again = match &error {
            ArchiveError::Write { .. } => None,
            ArchiveError::Read(error) if !TooLong::is_in(error) => NetError::inside(error)
                .filter(|error| is_break(error.kind))
                .map(|_| "the download broke off: asking for it again"),
            _ => pieces.then_some(PIECES_DO_NOT_FIT),
        };
        if again == Some(PIECES_DO_NOT_FIT) {
            kept.discard();
            let missed = Missed::answer(source, Answer::Unusable(error.to_string()));
            return Came::Broken { missed, again };
        }
        let missed = self.verdict(version, source, error, kept, size, differs);
        Came::Broken { missed, again }
    }

    fn verdict(
        &self,
        version: &GoVersion,
        source: &str,
        error: ArchiveError,
        kept: Kept,
        size: Option<u64>,
        differs: Option<(&IndexAttestation, crate::base::digest::Sha256Sum)>,
    ) -> Missed {
        match error {
            ArchiveError::Read(error) if TooLong::is_in(&error) => match size {
                Some(size) => {
                    let name = version.toolchain();
                    let fault = Fault::integrity(format!(
                        "{name} from {source} is not installed: it goes on after the {size} bytes \
                         that the release index says"
                    ));
                    self.keep_as_evidence(version, kept.refuse().as_deref(), fault).into()
                }
                None => {
                    kept.discard();
                    Missed::answer(source, Answer::Unusable(error.to_string()))
                }
            },
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
