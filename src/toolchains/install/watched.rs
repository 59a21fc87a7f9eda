//! A local archive as it is read: hashed, counted, shown, and left when somebody interrupts.

use std::fs::File;
use std::io::{self, Read};

use crate::base::digest::{Hasher, Sha256Sum};
use crate::base::progress::Progress;
use crate::sys::interrupt::Interrupt;

/// Hashes and counts what passes.
pub(super) struct Watched<'a> {
    file: File,
    hasher: Hasher,
    bytes: u64,
    progress: &'a dyn Progress,
    interrupt: &'a Interrupt,
}

impl<'a> Watched<'a> {
    pub(super) fn new(file: File, progress: &'a dyn Progress, interrupt: &'a Interrupt) -> Self {
        Self { file, hasher: Hasher::new(), bytes: 0, progress, interrupt }
    }

    /// How many bytes passed, and their hash.
    pub(super) fn finish(self) -> (u64, Sha256Sum) {
        (self.bytes, self.hasher.finish())
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.interrupt.is_raised() {
            return Err(io::Error::other("interrupted"));
        }
        let n = self.file.read(buffer)?;
        self.hasher.update(buffer.get(..n).unwrap_or_default());
        self.bytes += n as u64;
        self.progress.advance(n as u64);
        Ok(n)
    }
}
