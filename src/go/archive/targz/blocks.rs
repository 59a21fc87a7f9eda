//! The first stage: blocks of compressed bytes, read ahead. They are used again and again.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};

/// Compressed bytes per block, and how many blocks there are.
const BLOCK: usize = 256 << 10;
const BLOCKS: usize = 8;

/// Reads ahead, on a thread of its own.
pub(super) struct Pump {
    full: SyncSender<Option<Vec<u8>>>,
    empty: Receiver<Vec<u8>>,
    broken: Arc<Mutex<Option<io::Error>>>,
}

impl Pump {
    /// Ends at the end of the reader, at its first error, or when nobody takes blocks any more.
    pub(super) fn run(self, mut reader: impl Read) {
        while let Ok(block) = self.empty.recv() {
            let Some(block) = read_block(&mut reader, block, &self.broken) else { break };
            if self.full.send(Some(block)).is_err() {
                return;
            }
        }
        let _ = self.full.send(None);
    }
}

/// The next block, or nothing at the end of the reader or at its error, which is kept.
fn read_block(
    reader: &mut impl Read,
    mut block: Vec<u8>,
    broken: &Mutex<Option<io::Error>>,
) -> Option<Vec<u8>> {
    block.resize(BLOCK, 0);
    match fill(reader, &mut block) {
        Ok(0) => None,
        Ok(n) => {
            block.truncate(n);
            Some(block)
        }
        Err(error) => {
            if let Ok(mut slot) = broken.lock() {
                *slot = Some(error);
            }
            None
        }
    }
}

fn fill(reader: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// What is read of the archive, as it is parsed.
pub(super) struct Blocks<'a> {
    /// Takes a block that is spent and gives the next one.
    next: Box<dyn FnMut(Vec<u8>) -> Option<Vec<u8>> + 'a>,
    block: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(broken: Arc<Mutex<Option<io::Error>>>) -> (Self, Pump) {
        let (full, filled) = sync_channel(BLOCKS);
        let (empty, emptied) = channel();
        for _ in 0..BLOCKS {
            // The receiver lives in the pump below.
            let _ = empty.send(Vec::new());
        }
        let next = move |spent: Vec<u8>| {
            if spent.capacity() > 0 {
                let _ = empty.send(spent);
            }
            filled.recv().ok().flatten()
        };
        (Self::by(next), Pump { full, empty: emptied, broken })
    }

    /// Without a pump.
    pub(super) fn of(mut reader: impl Read + 'a, broken: Arc<Mutex<Option<io::Error>>>) -> Self {
        Self::by(move |block| read_block(&mut reader, block, &broken))
    }

    fn by(next: impl FnMut(Vec<u8>) -> Option<Vec<u8>> + 'a) -> Self {
        Self { next: Box::new(next), block: Vec::new(), at: 0, ended: false }
    }
}

impl BufRead for Blocks<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.block.len() && !self.ended {
            self.at = 0;
            let next = (self.next)(std::mem::take(&mut self.block));
            self.ended = next.is_none();
            self.block = next.unwrap_or_default();
        }
        Ok(self.block.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Blocks<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}
