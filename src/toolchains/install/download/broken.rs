//! What it means that a download could not be unpacked, and whether to begin again.

use super::Ended;
use crate::base::digest::Sha256Sum;
use crate::base::fault::Fault;
use crate::go::archive::ArchiveError;
use crate::go::sources::Answer;
use crate::sys::net::NetError;
use crate::sys::net::resume::is_break;
use crate::toolchains::install::evidence;
use crate::toolchains::install::incoming::TooLong;
use crate::toolchains::install::job::Job;
use crate::toolchains::install::kept_download::KeptDownload;
use crate::toolchains::install::sources::SourceFailure;
use crate::toolchains::store::receipt::IndexAttestation;

pub(in super::super) const PIECES_DO_NOT_FIT: &str =
    "what came in pieces does not fit together: downloading all of it";
const BROKE_OFF: &str = "the download broke off: asking for it again";

/// A download that could not be unpacked, and all that is known of it.
pub(super) struct Broken<'a, 'scope> {
    pub(super) job: Job<'a, 'scope>,
    /// How messages call the source.
    pub(super) from: String,
    pub(super) error: ArchiveError,
    pub(super) kept: KeptDownload,
    /// Whether not all of it came in one answer.
    pub(super) in_pieces: bool,
    /// The length that the release index says.
    pub(super) size: Option<u64>,
    /// The index's hash and that of what came, where all of it came and they differ.
    pub(super) differs: Option<(IndexAttestation, Sha256Sum)>,
}

impl Broken<'_, '_> {
    /// How this beginning ended.
    pub(super) fn ended(self) -> Ended {
        if let Err(interrupted) = self.job.installer.interrupt.check() {
            return Ended::Failed(interrupted.into());
        }
        match &self.error {
            ArchiveError::Read(error) if !TooLong::is_in(error) => {
                let broke_off = NetError::inside(error).is_some_and(|it| is_break(it.kind));
                let failure = self.failure();
                if broke_off { Ended::Again(BROKE_OFF, failure) } else { Ended::Failed(failure) }
            }
            ArchiveError::Write { .. } => Ended::Failed(self.failure()),
            _ if self.in_pieces => Ended::Again(PIECES_DO_NOT_FIT, self.unusable()),
            _ => Ended::Failed(self.failure()),
        }
    }

    /// The source's answer, or what must be told.
    fn failure(self) -> SourceFailure {
        match self.error {
            ArchiveError::Read(ref error) if TooLong::is_in(error) => self.too_long(),
            ArchiveError::Read(ref error) => SourceFailure::not_read(&self.from, error),
            ArchiveError::Write { path, error } => Fault::io("write", &path, &error).into(),
            _ => self.damaged(),
        }
    }

    /// It is of no use, and no evidence.
    fn unusable(self) -> SourceFailure {
        self.kept.discard();
        SourceFailure::answer(&self.from, Answer::Unusable(self.error.to_string()))
    }

    fn too_long(self) -> SourceFailure {
        let Some(size) = self.size else { return self.unusable() };
        let (name, from) = (self.job.version.toolchain(), &self.from);
        let fault = Fault::integrity(format!(
            "{name} from {from} is not installed: it goes on after the {size} bytes that the \
             release index says"
        ));
        self.keep(fault)
    }

    /// An archive with another hash than the index says, or one that only an attacker makes.
    fn damaged(self) -> SourceFailure {
        if self.differs.is_none() && !self.error.is_hostile() {
            return self.unusable();
        }
        let (name, from, error) = (self.job.version.toolchain(), &self.from, &self.error);
        let fault = Fault::integrity(format!("{name} from {from} is not installed: {error}"));
        let fault = match &self.differs {
            Some((expected, got)) => fault
                .because(format!("sha256 {} in {}", expected.sha256, expected.index))
                .because(format!("sha256 {got} in what came")),
            None => fault,
        };
        self.keep(fault)
    }

    fn keep(self, fault: Fault) -> SourceFailure {
        let archive = self.kept.refuse();
        evidence::keep(self.job.installer, self.job.version, archive.as_deref(), fault).into()
    }
}
