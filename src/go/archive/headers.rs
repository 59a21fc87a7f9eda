//! A bound on what stands between the files of a tar archive.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// What may stand between two files (long names), or after the last one.
pub(super) const MOST_HEADERS: u64 = 1 << 20;

/// Bounds what the tar parser may swallow between two files: it holds long names in memory.
pub(super) struct Headers<R> {
    inner: R,
    left: Left,
}

/// How many bytes may be read yet.
#[derive(Clone, Default)]
pub(super) struct Left(Arc<AtomicU64>);

impl Left {
    /// Between two files.
    pub(super) fn between(&self) {
        self.0.store(MOST_HEADERS, Relaxed);
    }

    /// Before the contents of a file.
    pub(super) fn before(&self, size: u64) {
        self.0.store(size.saturating_add(MOST_HEADERS), Relaxed);
    }
}

impl<R> Headers<R> {
    pub(super) fn new(inner: R) -> (Self, Left) {
        let left = Left::default();
        (Self { inner, left: left.clone() }, left)
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for Headers<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        let Some(rest) = self.left.0.load(Relaxed).checked_sub(n as u64) else {
            return Err(io::Error::other("its headers are too large"));
        };
        self.left.0.store(rest, Relaxed);
        Ok(n)
    }
}
