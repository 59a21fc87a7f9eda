//! The zip of the toolchain's module, downloaded by GOPROXY and kept as it is: for who hands it on.

use std::fs::File;
use std::io;
use std::path::Path;

use super::download::{Coming, PIECES_DO_NOT_FIT, Whole, WholeFile, whole};
use super::search::wanted;
use super::sources::{GoProxy, Offer, SourceFailure, ToolchainSource as _, patiently};
use super::{Installer, disk_space};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::sys::net::resume::Partial;

/// A zip that has come whole; nothing has verified it.
pub(crate) struct ModuleZip(Whole);

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
    let wanted = ToolchainZip { installer, version, dir };
    let zip = whole(installer, &wanted, dir, true).map(ModuleZip)?;
    let Err(fault) = check(zip.file()) else { return Ok(zip) };
    if !zip.0.resumed {
        return Err(zip.refuse(fault));
    }
    installer.interrupt.check()?;
    installer.progress.note(PIECES_DO_NOT_FIT);
    zip.0.kept.discard();
    let zip = whole(installer, &wanted, dir, false).map(ModuleZip)?;
    match check(zip.file()) {
        Ok(()) => Ok(zip),
        Err(fault) => Err(zip.refuse(fault)),
    }
}

impl ModuleZip {
    /// The bytes.
    pub(crate) fn file(&self) -> &File {
        self.0.kept.file()
    }

    /// Which address it came from, without credentials.
    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Its length.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.bytes
    }

    /// Renames it to its place, flushed, for everybody to read.
    ///
    /// # Errors
    /// When that fails (exit 3).
    pub(crate) fn publish(self, to: &Path) -> Result<()> {
        self.0.kept.publish(to)
    }

    fn refuse(self, fault: Fault) -> Fault {
        match self.0.kept.refuse() {
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

/// The zip of one version, and where it is kept.
struct ToolchainZip<'a> {
    installer: &'a Installer<'a>,
    version: &'a GoVersion,
    dir: &'a Path,
}

impl<'a> WholeFile<'a> for ToolchainZip<'a> {
    fn what(&self) -> String {
        wanted(self.version, self.installer.platform)
    }

    fn file_name(&self) -> String {
        GoProxy::of(self.installer).file_name(self.version)
    }

    fn offer(&self, have: Option<&Partial>) -> Result<Coming<'a>> {
        let offer = offered(self.installer, self.version, have)?;
        let here = have.map_or(0, |have| have.length);
        let left = offer.length().unwrap_or_default().saturating_sub(here);
        disk_space::check_kept(self.dir, &self.file_name(), left)?;
        let Offer { download, from, size, .. } = offer;
        Ok(Coming { download, from, size })
    }

    fn not_read(&self, from: &str, error: &io::Error) -> Fault {
        SourceFailure::not_read(from, error).conclude(&self.what())
    }
}
