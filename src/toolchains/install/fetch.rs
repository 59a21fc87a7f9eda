//! A download on its way: kept on disk for the next run, hashed from its first byte, watched.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::base::digest::{Hasher, Sha256Sum};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::settings::home::REFUSED;
use crate::sys::fs::partial::Growing;
use crate::sys::fs::{atomic, marks, read, remove};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::resume::{Download, Identity, Partial};

/// More came than there is.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it goes on after {0} bytes")]
pub(super) struct TooLong(pub(super) u64);

impl TooLong {
    /// Whether this is why reading failed.
    pub(super) fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

/// Larger than any Go archive (go1.13's module zip has 119 MB).
const LONGEST: u64 = 1 << 30;

/// A partial download on disk, with what it is the beginning of beside it.
#[derive(Debug)]
pub(super) struct Kept {
    partial: Growing,
    sidecar: PathBuf,
}

impl Kept {
    /// Opens the partial file of this name, or a private one where another process is at it (two
    /// homes may share one cache).
    pub(super) fn open(dir: &Path, name: &str) -> Result<Self> {
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

    fn begin(&self, download: &Download<'_>) -> Result<()> {
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

    /// How many bytes are here.
    pub(super) fn length(&self) -> u64 {
        self.partial.length()
    }

    /// The bytes, whole by now.
    pub(super) fn file(&self) -> &File {
        self.partial.file()
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

/// Reads a download: first what is here already, then what comes.
pub(super) struct Incoming<'a> {
    download: Download<'a>,
    kept: &'a Kept,
    at: u64,
    most: u64,
    hasher: Hasher,
    progress: &'a dyn Progress,
    interrupt: &'a Interrupt,
}

impl<'a> Incoming<'a> {
    /// `size` is the length that the release index says.
    pub(super) fn new(
        download: Download<'a>,
        size: Option<u64>,
        kept: &'a Kept,
        progress: &'a dyn Progress,
        interrupt: &'a Interrupt,
    ) -> Result<Self> {
        kept.begin(&download)?;
        let most = size.unwrap_or(LONGEST);
        Ok(Self { download, kept, at: 0, most, hasher: Hasher::new(), progress, interrupt })
    }

    /// Where the bytes came from, without credentials.
    pub(super) fn url(&self) -> String {
        self.download.url().to_owned()
    }

    /// Whether not all of it came in one answer.
    pub(super) fn is_pieced_together(&self) -> bool {
        self.download.is_pieced_together()
    }

    /// How many bytes were read, and their hash.
    pub(super) fn finish(self) -> (u64, Sha256Sum) {
        (self.at, self.hasher.finish())
    }
}

impl Read for Incoming<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.interrupt.is_raised() {
            return Err(io::Error::other("interrupted"));
        }
        let here = self.download.start().saturating_sub(self.at);
        let n = if here > 0 {
            let most = usize::try_from(here).unwrap_or(usize::MAX).min(buffer.len());
            let n =
                self.kept.partial.read_at(buffer.get_mut(..most).unwrap_or_default(), self.at)?;
            if n == 0 {
                return Err(io::Error::other("the partial file is shorter than it was"));
            }
            n
        } else {
            let n = self.download.read(buffer)?;
            let came = buffer.get(..n).unwrap_or_default();
            self.kept.partial.write_at(came, self.at)?;
            n
        };
        self.at += n as u64;
        if self.at > self.most {
            return Err(io::Error::other(TooLong(self.most)));
        }
        self.hasher.update(buffer.get(..n).unwrap_or_default());
        self.progress.advance(n as u64);
        Ok(n)
    }
}
