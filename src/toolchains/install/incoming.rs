//! A download on its way: kept on disk for the next run, hashed from its first byte, watched.

use std::io::{self, Read};

use super::kept_download::KeptDownload;
use crate::base::digest::{Hasher, Sha256Sum};
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::sys::interrupt::Interrupt;
use crate::sys::net::resume::Download;

/// Larger than any Go archive (go1.13's module zip has 119 MB).
const LONGEST: u64 = 1 << 30;

/// More came than there is.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it goes on after {0} bytes")]
pub(crate) struct TooLong(pub(super) u64);

impl TooLong {
    /// Whether this is why reading failed.
    pub(crate) fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

/// Reads a download: first what is here already, then what comes.
pub(crate) struct Incoming<'a> {
    download: Download<'a>,
    kept: &'a KeptDownload,
    at: u64,
    most: u64,
    hasher: Hasher,
    progress: &'a dyn Progress,
    interrupt: &'a Interrupt,
}

impl<'a> Incoming<'a> {
    /// `size` is the length that the release index says.
    pub(crate) fn new(
        download: Download<'a>,
        size: Option<u64>,
        kept: &'a KeptDownload,
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
    pub(crate) fn finish(self) -> (u64, Sha256Sum) {
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
            let n = self.kept.read_at(buffer.get_mut(..most).unwrap_or_default(), self.at)?;
            if n == 0 {
                return Err(io::Error::other("the partial file is shorter than it was"));
            }
            n
        } else {
            let n = self.download.read(buffer)?;
            let came = buffer.get(..n).unwrap_or_default();
            self.kept.write_at(came, self.at)?;
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
