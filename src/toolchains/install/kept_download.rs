//! A download in the cache: kept for the next run until it has served.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::settings::home::REFUSED;
use crate::sys::fs::partial::Growing;
use crate::sys::fs::{atomic, marks, mode, read, remove};
use crate::sys::net::resume::{Download, Identity, Partial};

/// A partial download on disk, with what it is the beginning of beside it.
#[derive(Debug)]
pub(crate) struct KeptDownload {
    partial: Growing,
    sidecar: PathBuf,
}

impl KeptDownload {
    /// Opens the partial file of this name, or a private one where another process is at it (two
    /// homes may share one cache).
    pub(crate) fn open(dir: &Path, name: &str) -> Result<Self> {
        atomic::create_dir(dir)?;
        let open = |path: PathBuf| {
            let sidecar = path.with_extension("partial.json");
            Ok::<_, Fault>(Self { partial: Growing::open(path)?, sidecar })
        };
        let kept = open(dir.join(format!("{name}.partial")))?;
        if kept.partial.hold() {
            return Ok(kept);
        }
        let own = open(dir.join(format!("{name}.{}.partial", std::process::id())))?;
        // Where the file system has no locks nobody sweeps either.
        own.partial.hold();
        Ok(own)
    }

    /// The beginning that an earlier run left.
    pub(super) fn have(&self) -> Option<Partial> {
        let text = read::bytes(&self.sidecar, 1 << 16).ok()??;
        let identity: Identity = serde_json::from_slice(&text).ok()?;
        let length = self.partial.length();
        (length > 0).then_some(Partial { identity, length })
    }

    /// Writes down what is about to come.
    pub(super) fn begin(&self, download: &Download<'_>) -> Result<()> {
        if download.start() == 0 {
            self.partial.empty()?;
        }
        let identity = serde_json::to_vec(download.identity()).unwrap_or_default();
        if atomic::write_cache(&self.sidecar, &identity).is_err() {
            // Then no later run can go on from here; one that was there is of something else.
            let _ = remove::file(&self.sidecar);
        }
        Ok(())
    }

    /// Writes what came at this place.
    pub(super) fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        self.partial.write_at(bytes, at)
    }

    /// Reads what is here from this place on.
    pub(super) fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        self.partial.read_at(buffer, at)
    }

    /// How many bytes are here.
    pub(super) fn length(&self) -> u64 {
        self.partial.length()
    }

    /// Where they lie.
    pub(crate) fn path(&self) -> &Path {
        self.partial.path()
    }

    /// The bytes, whole by now.
    pub(super) fn file(&self) -> &File {
        self.partial.file()
    }

    /// Flushes it and renames it to `to`, for everybody to read: it has served.
    pub(super) fn publish(self, to: &Path) -> Result<()> {
        let (from, file) = (self.partial.path(), self.partial.file());
        file.sync_all().map_err(|error| Fault::io("flush", from, &error))?;
        mode::set_readable(from)?;
        atomic::create_dir(to.parent().unwrap_or(to))?;
        marks::rename(from, to).map_err(|error| Fault::io("publish", to, &error))?;
        atomic::flush_dir(to.parent().unwrap_or(to))?;
        let _ = remove::file(&self.sidecar);
        Ok(())
    }

    /// It has served.
    pub(super) fn discard(self) {
        for path in [self.partial.path(), &self.sidecar] {
            // What stays is swept by `clean`.
            let _ = remove::file(path);
        }
    }

    /// Renames it to `NAME.refused`: it is evidence now, and no beginning of anything.
    pub(super) fn refuse(self) -> Option<PathBuf> {
        let refused = self.partial.path().with_extension(REFUSED);
        let _ = remove::file(&self.sidecar);
        marks::rename(self.partial.path(), &refused).ok().map(|()| refused)
    }
}
