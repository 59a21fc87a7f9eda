//! Downloads a file and keeps it as it is. What breaks off goes on where it stopped.

use std::io::{self, Read as _};
use std::path::Path;

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Unit;
use crate::sys::net::NetError;
use crate::sys::net::resume::{Download, Partial, is_break};
use crate::toolchains::install::Installer;
use crate::toolchains::install::incoming::{Incoming, TooLong};
use crate::toolchains::install::kept_download::KeptDownload;

use super::BEGINNINGS;

/// A file that is wanted whole, and who has it.
pub(in super::super) trait WholeFile<'a> {
    /// What it is called for people.
    fn what(&self) -> String;

    /// Under which name it is kept while it comes.
    fn file_name(&self) -> String;

    /// What comes when it is asked for; `have` is the beginning that is here.
    fn offer(&self, have: Option<&Partial>) -> Result<Coming<'a>>;

    /// What it means that it could not be read or kept.
    fn not_read(&self, from: &str, error: &io::Error) -> Fault;
}

/// Bytes that somebody offers.
pub(in super::super) struct Coming<'a> {
    pub(in super::super) download: Download<'a>,
    /// How messages call who has them.
    pub(in super::super) from: String,
    /// Their length, where somebody else says it.
    pub(in super::super) size: Option<u64>,
}

/// A file that has come whole; nothing has verified it.
pub(in super::super) struct Whole {
    pub(in super::super) kept: KeptDownload,
    /// Which address it came from, without credentials.
    pub(in super::super) origin: String,
    /// Its length.
    pub(in super::super) bytes: u64,
    pub(in super::super) sha256: Sha256Sum,
    /// Whether not all of it came in one answer.
    pub(in super::super) resumed: bool,
}

/// Downloads the file into `dir`; where `resume`, goes on from where an earlier run stopped.
pub(in super::super) fn whole<'a>(
    installer: &Installer<'_>,
    file: &impl WholeFile<'a>,
    dir: &Path,
    resume: bool,
) -> Result<Whole> {
    let mut beginnings = 1;
    loop {
        let kept = KeptDownload::open(dir, &file.file_name())?;
        let have = kept.have().filter(|_| resume);
        let coming = file.offer(have.as_ref())?;
        let (from, error) = match receive(installer, &file.what(), coming, kept)? {
            Ok(whole) => return Ok(whole),
            Err(failed) => failed,
        };
        installer.interrupt.check()?;
        let broke_off = NetError::inside(&error).is_some_and(|error| is_break(error.kind));
        if !broke_off || beginnings == BEGINNINGS {
            return Err(file.not_read(&from, &error));
        }
        beginnings += 1;
    }
}

type Received = std::result::Result<Whole, (String, io::Error)>;

fn receive(
    installer: &Installer<'_>,
    what: &str,
    Coming { download, from, size }: Coming<'_>,
    kept: KeptDownload,
) -> Result<Received> {
    let (progress, total) = (installer.progress, download.total());
    let what = format!("downloading {what} from {from}");
    let mut incoming = Incoming::new(download, size, &kept, progress, installer.interrupt)?;
    let origin = incoming.url();
    progress.begin(&what, total, Unit::Bytes);
    let drained = io::copy(&mut incoming.by_ref(), &mut io::sink());
    progress.end();
    let resumed = incoming.is_pieced_together();
    let (bytes, sha256) = incoming.finish();
    Ok(match drained {
        Ok(_) => Ok(Whole { kept, origin, bytes, sha256, resumed }),
        Err(error) => {
            if TooLong::is_in(&error) {
                kept.discard();
            }
            Err((from, error))
        }
    })
}
