//! The zip of the toolchain's module, downloaded by GOPROXY and kept as it is: for who hands it on.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::download::PIECES_DO_NOT_FIT;
use super::incoming::{Incoming, TooLong};
use super::kept_download::KeptDownload;
use super::search::wanted;
use super::sources::{GoProxy, Offer, SourceFailure, ToolchainSource as _, patiently};
use super::{Installer, disk_space};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Unit;
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::sys::net::NetError;
use crate::sys::net::resume::{Partial, is_break};

/// How often it is asked for where the download breaks off.
const BEGINNINGS: u32 = 3;

/// A zip that has come whole; nothing has verified it.
pub(crate) struct ModuleZip {
    kept: KeptDownload,
    /// Which address it came from, without credentials.
    pub(crate) origin: String,
    /// Its length.
    pub(crate) bytes: u64,
    /// Whether not all of it came in one answer.
    resumed: bool,
}

/// How many bytes the zip of this version has, where GOPROXY says so. Nothing is downloaded.
///
/// # Errors
/// When no proxy has it, each one's answer.
pub(crate) fn offered_bytes(installer: &Installer<'_>, version: &GoVersion) -> Result<Option<u64>> {
    offered(installer, version, None).map(|offer| offer.length())
}

/// Downloads the zip into `dir`, whose file system it is to stay on; goes on from where an earlier run
/// stopped. `check` says what is against the file: pieces that do not fit are asked for once more.
///
/// # Errors
/// When no proxy has it or it does not come; and those of `check`, with the zip kept as evidence where
/// bytes disagree.
pub(crate) fn module_zip(
    installer: &Installer<'_>,
    version: &GoVersion,
    dir: &Path,
    check: impl Fn(&File) -> Result<()>,
) -> Result<ModuleZip> {
    let zip = download(installer, version, dir, true)?;
    let Err(fault) = check(zip.kept.file()) else { return Ok(zip) };
    if !zip.resumed {
        return Err(zip.refuse(fault));
    }
    installer.interrupt.check()?;
    installer.progress.note(PIECES_DO_NOT_FIT);
    zip.kept.discard();
    let zip = download(installer, version, dir, false)?;
    match check(zip.kept.file()) {
        Ok(()) => Ok(zip),
        Err(fault) => Err(zip.refuse(fault)),
    }
}

impl ModuleZip {
    /// The bytes.
    pub(crate) fn file(&self) -> &File {
        self.kept.file()
    }

    /// Renames it to its place, flushed, for everybody to read.
    ///
    /// # Errors
    /// When that fails (exit 3).
    pub(crate) fn publish(self, to: &Path) -> Result<()> {
        self.kept.publish(to)
    }

    fn refuse(self, fault: Fault) -> Fault {
        match self.kept.refuse() {
            Some(path) => fault.because(format!("kept as evidence: {}", path.visible())),
            None => fault,
        }
    }
}

fn offered<'a>(
    installer: &'a Installer<'a>,
    version: &GoVersion,
    have: Option<&Partial>,
) -> Result<Offer<'a>> {
    let offered = patiently(|patience| GoProxy::of(installer).into_offer(version, have, patience));
    offered.map_err(|failure| failure.conclude(&wanted(version, installer.platform)))
}

fn download(
    installer: &Installer<'_>,
    version: &GoVersion,
    dir: &Path,
    resume: bool,
) -> Result<ModuleZip> {
    let name = GoProxy::of(installer).file_name(version);
    let mut beginnings = 1;
    loop {
        let kept = KeptDownload::open(dir, &name)?;
        let have = kept.have().filter(|_| resume);
        let offer = offered(installer, version, have.as_ref())?;
        let left = offer.length().unwrap_or_default().saturating_sub(kept.length());
        disk_space::check_kept(dir, &name, left)?;
        let (from, error) = match receive(installer, version, offer, kept)? {
            Ok(zip) => return Ok(zip),
            Err(failed) => failed,
        };
        installer.interrupt.check()?;
        let broke_off = NetError::inside(&error).is_some_and(|error| is_break(error.kind));
        if !broke_off || beginnings == BEGINNINGS {
            let failure = SourceFailure::not_read(&from, &error);
            return Err(failure.conclude(&wanted(version, installer.platform)));
        }
        beginnings += 1;
    }
}

type Received = std::result::Result<ModuleZip, (String, io::Error)>;

fn receive(
    installer: &Installer<'_>,
    version: &GoVersion,
    offer: Offer<'_>,
    kept: KeptDownload,
) -> Result<Received> {
    let (progress, total) = (installer.progress, offer.download.total());
    let what = format!("downloading {} from {}", wanted(version, installer.platform), offer.from);
    let mut incoming =
        Incoming::new(offer.download, offer.size, &kept, progress, installer.interrupt)?;
    let origin = incoming.url();
    progress.begin(&what, total, Unit::Bytes);
    let drained = io::copy(&mut incoming.by_ref(), &mut io::sink());
    progress.end();
    let resumed = incoming.is_pieced_together();
    let (bytes, _) = incoming.finish();
    Ok(match drained {
        Ok(_) => Ok(ModuleZip { kept, origin, bytes, resumed }),
        Err(error) => {
            if TooLong::is_in(&error) {
                kept.discard();
            }
            Err((offer.from, error))
        }
    })
}
