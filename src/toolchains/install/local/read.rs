//! Reads local bytes: into staging, or, for a dry run, nowhere.

use std::fs::File;
use std::path::Path;

use super::form::{Form, form, not_installed};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Silent, Unit};
use crate::go::archive::{self, Limits};
use crate::go::sumdb::cached::published;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::toolchains::install::staged::{LOCAL, Staged};
use crate::toolchains::install::user_hash::digest;
use crate::toolchains::install::watched::Watched;
use crate::toolchains::install::{Installer, disk_space, module_cache};

/// What is read, and where it goes.
pub(super) struct Reading<'a> {
    pub(super) installer: &'a Installer<'a>,
    pub(super) version: &'a GoVersion,
    pub(super) from: &'a Path,
    /// The directory in staging; `None` for a dry run.
    pub(super) into: Option<&'a Path>,
}

/// What was read.
struct Bytes {
    tree: Tree,
    /// Length and hash of the archive, where they are known.
    length: Option<u64>,
    sha256: Option<Sha256Sum>,
}

impl Reading<'_> {
    /// Reads all of it.
    pub(super) fn staged(&self) -> Result<Staged> {
        let Bytes { tree, length, sha256 } = match form(self.from)? {
            Form::Directory => self.directory()?,
            Form::TarGz(file) => self.targz(file)?,
            Form::Zip(file, prefix) => self.zip(&file, &prefix)?,
        };
        Ok(Staged {
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
        })
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
        Ok(Bytes { tree, length: None, sha256: None })
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
        Ok(Bytes { tree, length: Some(bytes), sha256: Some(sha256) })
    }

    fn zip(&self, file: &File, prefix: &str) -> Result<Bytes> {
        let Installer { home, platform, progress, interrupt, .. } = *self.installer;
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
        // The release index has its hash where it is what go.dev publishes for this platform; a module's zip
        // and somebody's own are in none.
        let is_published = prefix == "go/" && platform.archive_extension() == "zip";
        let sha256 = is_published.then(|| digest(file)).transpose();
        let sha256 = sha256.map_err(|error| Fault::io("read", self.from, &error))?;
        Ok(Bytes { tree, length, sha256 })
    }

    fn origin(&self) -> String {
        self.from.display().to_string()
    }

    fn doing(&self) -> String {
        let doing = if self.into.is_some() { "unpacking" } else { "reading" };
        format!("{doing} {} from {}", self.version.toolchain(), self.origin())
    }
}
