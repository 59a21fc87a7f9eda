//! Downloads one archive from one source and unpacks it as it comes. What breaks off goes on where
//! it stopped where that is sure to be the same file, and is begun again where it is not.

mod broken;
mod receive;
mod whole;

use super::disk_space;
use super::job::{Attempt, Job};
use super::kept_download::KeptDownload;
use super::sources::SourceFailure;
use super::staged::Staged;
use crate::base::fault::Result;
use crate::sys::net::resume::Partial;

pub(super) use broken::PIECES_DO_NOT_FIT;
use receive::Download;
pub(super) use whole::{Coming, Whole, WholeFile, whole};

/// How often one source is asked for one archive whose download breaks off.
const BEGINNINGS: u32 = 3;

/// What came of one beginning.
enum Ended {
    /// All of it is here, and unpacked.
    Whole(Box<Staged>),
    /// It may come whole when it is asked for again; why, for whoever watches.
    Again(&'static str, SourceFailure),
    /// Asking again would not help.
    Failed(SourceFailure),
}

/// Downloads and unpacks what the source has.
pub(super) fn download(attempt: &Attempt<'_, '_>) -> Result<Staged, SourceFailure> {
    let mut beginnings = 1;
    loop {
        match begin(attempt)? {
            Ended::Whole(staged) => return Ok(*staged),
            Ended::Again(why, _) if beginnings < BEGINNINGS => {
                attempt.job.installer.interrupt.check()?;
                attempt.job.installer.progress.note(why);
                beginnings += 1;
            }
            Ended::Again(_, failure) | Ended::Failed(failure) => return Err(failure),
        }
    }
}

/// One beginning: finds a place on disk, asks the source, and receives what it sends.
fn begin(attempt: &Attempt<'_, '_>) -> Result<Ended, SourceFailure> {
    let Attempt { job: Job { installer, version, .. }, source, patience, .. } = *attempt;
    let (mut kept, have) = place(attempt)?;
    let offer = source.offer(version, have.as_ref(), patience)?;
    let length = offer.length();
    disk_space::check_archive(installer.home, version, length)?;
    let left = length.map(|length| length.saturating_sub(kept.length()));
    if have.is_none() && !disk_space::cache_can_keep(installer.home, left) {
        kept.discard();
        kept = beside(attempt)?;
    }
    receive::receive(attempt, Download { offer, kept })
}

/// Where the download is kept, and the beginning of it that is there and may be gone on from.
fn place(attempt: &Attempt<'_, '_>) -> Result<(KeptDownload, Option<Partial>)> {
    let (home, name) = (attempt.job.installer.home, attempt.source.file_name(attempt.job.version));
    // A cache that is full or read-only keeps nothing for a later run, and that is all.
    let kept = KeptDownload::open(&home.downloads(), &name).or_else(|_| beside(attempt))?;
    let Some(have) = kept.have().filter(|_| attempt.resume) else { return Ok((kept, None)) };
    match have.identity.total.map(|total| total.saturating_sub(have.length)) {
        Some(left) if !disk_space::cache_can_keep(home, Some(left)) => Ok((beside(attempt)?, None)),
        _ => Ok((kept, Some(have))),
    }
}

/// A place in staging, which goes when the installation ends.
fn beside(attempt: &Attempt<'_, '_>) -> Result<KeptDownload> {
    KeptDownload::open(&attempt.job.slot.fresh()?, &attempt.source.file_name(attempt.job.version))
}
