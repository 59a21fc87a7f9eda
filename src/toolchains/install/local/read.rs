//! Reads local bytes: into staging, or, for a dry run, nowhere.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::form::{Form, form, not_installed};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Silent, Unit};
use crate::go::archive::{self, Limits};
use crate::go::sumdb::cached::published;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::sys::fs::remove;
use crate::toolchains::install::staged::{LOCAL, Staged};
use crate::toolchains::install::user_hash::{copied, digest};
use crate::toolchains::install::watched::Watched;
use crate::toolchains::install::{Installer, disk_space, module_cache};

/// What is read, and where it goes.
pub(super) struct Reading<'a> {
    pub(super) installer: &'a Installer<'a>,
    pub(super) version: &'a GoVersion,
    pub(super) from: &'a Path,
    /// The directory in staging; `None` for a dry run.
    pub(super) into: Option<&'a Path>,
    /// Whether the user says what hash it has.
    pub(super) is_hashed: bool,
}

/// What was read, and whether a release index may have the hash of the archive.
pub(super) struct Read {
    pub(super) staged: Staged,
    pub(super) is_release: bool,
}

/// What was read.
struct Bytes {
    tree: Tree,
    /// Length and hash of the archive, where they are known.
    length: Option<u64>,
    sha256: Option<Sha256Sum>,
    is_release: bool,
}

impl Reading<'_> {
    /// Reads all of it.
    pub(super) fn read(&self) -> Result<Read> {
        let Bytes { tree, length, sha256, is_release } = match form(self.from)? {
            Form::Directory => self.directory()?,
            Form::TarGz(file) => self.targz(file)?,
            Form::Zip(file, prefix) => self.zip(&file, &prefix)?,
        };
        let staged = Staged {
            dir: self.into.unwrap_or(self.from).to_owned(),
            tree,
            source: LOCAL,
            origin: self.origin(),
            archive_bytes: length,
            sha256,
            expected: None,
            own: None,
            size: None,
            resumed: false,
            kept: None,
            notes: Vec::new(),
        };
        Ok(Read { staged, is_release })
    }

    fn directory(&self) -> Result<Bytes> {
        let installer = self.installer;
        disk_space::check_copy(installer.home, self.version, self.from)?;
        let tree = match self.into {
            Some(dir) => {
                let what = format!("copying {} from {}", self.version.toolchain(), self.origin());
                let stop = || installer.interrupt.is_raised();
                let copied = archive::copy(self.from, dir, &what, installer.progress, &stop);
                installer.interrupt.check()?;
                module_cache::restore(dir, copied?)?
            }
            None => published(archive::scan(self.from, &Silent)?.tree),
        };
        Ok(Bytes { tree, length: None, sha256: None, is_release: false })
    }

    fn targz(&self, file: File) -> Result<Bytes> {
        let Installer { home, progress, interrupt, .. } = *self.installer;
        let total = file.metadata().ok().map(|about| about.len());
        disk_space::check_archive(home, self.version, total)?;
        progress.begin(&self.doing(), total, Unit::Bytes);
        let mut reader = Watched::new(file, progress, interrupt);
        let tree = match self.into {
            Some(dir) => archive::unpack_targz(&mut reader, dir, "go/", &Limits::default()),
            None => archive::survey_targz(&mut reader, "go/", &Limits::default()),
        };
        progress.end();
        interrupt.check()?;
        let tree = tree.map_err(|error| not_installed(self.from, &error))?;
        let (bytes, sha256) = reader.finish();
        Ok(Bytes { tree, length: Some(bytes), sha256: Some(sha256), is_release: true })
    }

    /// A module's zip is proved by its files. One whose hash counts is unpacked from a copy, since a zip is read here and
    /// there.
    fn zip(&self, file: &File, prefix: &str) -> Result<Bytes> {
        let is_release = prefix == "go/" && self.installer.platform.archive_extension() == "zip";
        let bytes = match self.into {
            _ if !(self.is_hashed || is_release) => self.unzip(file, prefix)?,
            None => {
                let sha256 = digest(file).map_err(|error| Fault::io("read", self.from, &error))?;
                Bytes { sha256: Some(sha256), ..self.unzip(file, prefix)? }
            }
            Some(dir) => {
                let path = beside(dir);
                let (own, sha256) = copied(self.from, &path)?;
                let bytes = Bytes { sha256: Some(sha256), ..self.unzip(&own, prefix)? };
                drop(own);
                remove::file(&path)?;
                bytes
            }
        };
        Ok(Bytes { is_release, ..bytes })
    }

    fn unzip(&self, file: &File, prefix: &str) -> Result<Bytes> {
        let Installer { home, progress, interrupt, .. } = *self.installer;
        let (length, limits) = (file.metadata().ok().map(|about| about.len()), Limits::default());
        disk_space::check_archive(home, self.version, length)?;
        progress.begin(&self.doing(), None, Unit::Bytes);
        let stop = || interrupt.is_raised();
        let tree = match self.into {
            Some(dir) => archive::unpack_zip(file, dir, prefix, &limits, progress, &stop),
            None => archive::survey_zip(file, prefix, &limits, progress, &stop),
        };
        progress.end();
        interrupt.check()?;
        let tree = tree.map_err(|error| not_installed(self.from, &error))?;
        Ok(Bytes { tree, length, sha256: None, is_release: false })
    }

    fn origin(&self) -> String {
        self.from.display().to_string()
    }

    fn doing(&self) -> String {
        let doing = if self.into.is_some() { "unpacking" } else { "reading" };
        format!("{doing} {} from {}", self.version.toolchain(), self.origin())
    }
}

/// A name next to a directory in staging, of which it is a part for who sweeps there.
fn beside(dir: &Path) -> PathBuf {
    let mut name = dir.as_os_str().to_owned();
    name.push(".zip");
    name.into()
}
