//! Receives what a source sends: unpacked as it comes, or when all of it is here.

use std::io;
use std::path::Path;

use super::Ended;
use super::broken::Broken;
use crate::base::digest::Sha256Sum;
use crate::base::fault::Result;
use crate::base::progress::Unit;
use crate::go::archive::{self, ArchiveError, Limits};
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::tree::Tree;
use crate::toolchains::install::incoming::{Incoming, TooLong};
use crate::toolchains::install::job::{Attempt, Job};
use crate::toolchains::install::kept_download::KeptDownload;
use crate::toolchains::install::sources::{Offer, Packing, SourceFailure};
use crate::toolchains::install::staged::Staged;

/// What is about to come, and where it is kept.
pub(super) struct Download<'a> {
    pub(super) offer: Offer<'a>,
    pub(super) kept: KeptDownload,
}

/// What came, and what could be unpacked of it while it came.
struct Received {
    unpacked: Result<Unpacked, Damaged>,
    origin: String,
    bytes: u64,
    sha256: Sha256Sum,
    /// Whether not all of it came in one answer.
    in_pieces: bool,
}

/// How far unpacking came while bytes were on their way.
enum Unpacked {
    /// To the end.
    Tree(Tree),
    /// A zip's directory stands at its end: all of it must be here first.
    NotYet,
}

/// Why a download could not be unpacked.
struct Damaged {
    error: ArchiveError,
    /// Whether all of it came all the same, so that it has a hash.
    whole: bool,
}

impl From<ArchiveError> for Damaged {
    fn from(error: ArchiveError) -> Self {
        Self { error, whole: false }
    }
}

/// Downloads, hashes and unpacks it into staging.
pub(super) fn receive(
    attempt: &Attempt<'_, '_>,
    download: Download<'_>,
) -> Result<Ended, SourceFailure> {
    let dir = attempt.job.slot.fresh()?;
    let Download { offer, kept } = download;
    let Offer { packing, from, expected, size, note, download } = offer;
    let begun = Begun { attempt, from: &from, packing, size, kept: &kept, dir: &dir };
    let received = begun.read(download)?;
    let tree = match received.unpacked {
        Ok(Unpacked::Tree(tree)) => Ok(tree),
        Ok(Unpacked::NotYet) => unpack_zip(&attempt.job, packing, &kept, &dir)
            .map_err(|error| Damaged { error, whole: true }),
        Err(damaged) => Err(damaged),
    };
    let (sha256, in_pieces) = (received.sha256, received.in_pieces);
    match tree {
        Ok(tree) => Ok(Ended::Whole(Box::new(Staged {
            dir,
            tree,
            source: attempt.source.name(),
            origin: received.origin,
            archive_bytes: Some(received.bytes),
            sha256: Some(sha256),
            expected,
            own: None,
            size,
            resumed: in_pieces,
            kept: Some(kept),
            notes: note.into_iter().collect(),
        }))),
        Err(Damaged { error, whole }) => {
            let expected = expected.filter(|expected| whole && expected.sha256 != sha256);
            let differs = expected.map(|expected| (expected, sha256));
            let job = attempt.job;
            Ok(Broken { job, from, error, kept, in_pieces, size, differs }.ended())
        }
    }
}

/// A download that has begun.
struct Begun<'a, 'scope> {
    attempt: &'a Attempt<'a, 'scope>,
    from: &'a str,
    packing: Packing,
    size: Option<u64>,
    kept: &'a KeptDownload,
    dir: &'a Path,
}

impl Begun<'_, '_> {
    /// Reads all that comes.
    fn read(&self, download: crate::sys::net::resume::Download<'_>) -> Result<Received> {
        let Job { installer, version, .. } = self.attempt.job;
        let going_on = if download.start() > 0 { " (going on where it stopped)" } else { "" };
        let what = format!("downloading {} from {}{going_on}", version.toolchain(), self.from);
        let total = download.total();
        let (progress, interrupt) = (installer.progress, installer.interrupt);
        let mut incoming = Incoming::new(download, self.size, self.kept, progress, interrupt)?;
        let origin = incoming.url();
        progress.begin(&what, total, Unit::Bytes);
        let unpacked = match self.packing {
            Packing::TarGz => unpack_targz(&mut incoming, self.dir).map(Unpacked::Tree),
            Packing::Zip | Packing::ModuleZip => {
                drain(&mut incoming).map(|()| Unpacked::NotYet).map_err(Damaged::from)
            }
        };
        progress.end();
        let in_pieces = incoming.is_pieced_together();
        let (bytes, sha256) = incoming.finish();
        Ok(Received { unpacked, origin, bytes, sha256, in_pieces })
    }
}

/// Unpacks a release archive as it comes. A damaged one is read to its end all the same: the whole
/// of it may be evidence.
fn unpack_targz(incoming: &mut Incoming<'_>, dir: &Path) -> Result<Tree, Damaged> {
    let error = match archive::unpack_targz(&mut *incoming, dir, "go/", &Limits::default()) {
        Ok(tree) => return Ok(tree),
        Err(error @ (ArchiveError::Read(_) | ArchiveError::Write { .. })) => {
            return Err(error.into());
        }
        Err(damage) => damage,
    };
    match drain(incoming) {
        // An archive that goes on for ever is no archive with something behind it.
        Err(ArchiveError::Read(read)) if TooLong::is_in(&read) => {
            Err(ArchiveError::Read(read).into())
        }
        rest => Err(Damaged { error, whole: rest.is_ok() }),
    }
}

fn unpack_zip(
    job: &Job<'_, '_>,
    packing: Packing,
    kept: &KeptDownload,
    dir: &Path,
) -> Result<Tree, ArchiveError> {
    let Job { installer, version, .. } = *job;
    let (progress, limits) = (installer.progress, Limits::default());
    let prefix = match packing {
        Packing::ModuleZip => {
            format!("{TOOLCHAIN_MODULE}@{}/", installer.platform.module_version(version))
        }
        _ => "go/".to_owned(),
    };
    let stop = || installer.interrupt.is_raised();
    progress.begin(&format!("unpacking {}", version.toolchain()), None, Unit::Bytes);
    let tree = archive::unpack_zip(kept.file(), dir, &prefix, &limits, progress, &stop);
    progress.end();
    tree
}

fn drain(incoming: &mut Incoming<'_>) -> Result<(), ArchiveError> {
    io::copy(incoming, &mut io::sink()).map(drop).map_err(ArchiveError::Read)
}
