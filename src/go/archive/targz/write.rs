//! From stage two to stage three: batches of contents with what to do with them, and who does it.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender};

use super::{BATCH, damaged};
use crate::base::digest::Hasher;
use crate::go::archive::error::ArchiveError;
use crate::go::tree::TreeFile;
use crate::sys::fs::place::Place;

/// What to do with the contents of a batch.
pub(super) enum WriteStep {
    Dir(String),
    File {
        path: String,
        executable: bool,
    },
    /// So many of the batch's bytes, in order, belong to the file that is open.
    Bytes(usize),
    /// The open file is complete.
    End,
}

#[derive(Default)]
pub(super) struct Batch {
    /// As long as a batch can be, from its first use on: clearing it again for every read would cost
    /// as much as a copy.
    bytes: Vec<u8>,
    used: usize,
    steps: Vec<WriteStep>,
}

pub(super) struct Feed<'a> {
    batch: Batch,
    /// Hands a full batch on and gives an empty one.
    full: Box<dyn FnMut(Batch) -> Result<Batch, ArchiveError> + 'a>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(full: SyncSender<Batch>, reuse: Receiver<Batch>) -> Self {
        Self::by(move |batch| {
            let next = reuse.try_recv().unwrap_or_default();
            // The writer ends early only with an error of its own, which is then the one reported.
            full.send(batch)
                .map(|()| next)
                .map_err(|_| ArchiveError::Damaged("the writer ended early".to_owned()))
        })
    }

    /// To a writer on the same thread.
    pub(super) fn here(writer: &'a mut Writer<'_>) -> Self {
        Self::by(|batch| writer.take(batch))
    }

    fn by(full: impl FnMut(Batch) -> Result<Batch, ArchiveError> + 'a) -> Self {
        Self { batch: Batch::default(), full: Box::new(full) }
    }

    pub(super) fn step(&mut self, step: WriteStep) -> Result<(), ArchiveError> {
        self.batch.steps.push(step);
        if self.batch.steps.len() > 4096 { self.flush() } else { Ok(()) }
    }

    pub(super) fn contents(
        &mut self,
        entry: &mut impl Read,
        size: u64,
    ) -> Result<(), ArchiveError> {
        let mut left = usize::try_from(size).unwrap_or(usize::MAX);
        while left > 0 {
            if self.batch.used == BATCH {
                self.flush()?;
            }
            let Batch { bytes, used, .. } = &mut self.batch;
            bytes.resize(BATCH, 0);
            let upto = *used + left.min(BATCH - *used);
            let n = entry.read(bytes.get_mut(*used..upto).unwrap_or_default()).map_err(damaged)?;
            *used += n;
            if n == 0 {
                return Err(ArchiveError::Damaged("a file ends early".to_owned()));
            }
            self.step(WriteStep::Bytes(n))?;
            left -= n;
        }
        self.step(WriteStep::End)
    }

    pub(super) fn flush(&mut self) -> Result<(), ArchiveError> {
        self.batch = (self.full)(std::mem::take(&mut self.batch))?;
        Ok(())
    }
}

/// Stage three: writes and hashes each file; without a directory it only hashes.
pub(super) fn write_all(
    into: Option<&Path>,
    steps: &Receiver<Batch>,
    spent: &Sender<Batch>,
) -> Result<Vec<TreeFile>, ArchiveError> {
    let mut writer = Writer::new(into)?;
    while let Ok(batch) = steps.recv() {
        let _ = spent.send(writer.take(batch)?);
    }
    Ok(writer.done())
}

pub(super) struct Writer<'a> {
    place: Place<'a>,
    open: Option<Open>,
    done: Vec<TreeFile>,
}

struct Open {
    path: String,
    executable: bool,
    file: File,
    size: u64,
    hasher: Hasher,
}

impl<'a> Writer<'a> {
    pub(super) fn new(into: Option<&'a Path>) -> Result<Self, ArchiveError> {
        let place = into.map_or_else(Place::nowhere, Place::open)?;
        Ok(Self { place, open: None, done: Vec::new() })
    }

    /// Does what stands in a batch, and gives it back empty.
    pub(super) fn take(&mut self, mut batch: Batch) -> Result<Batch, ArchiveError> {
        let mut bytes = batch.bytes.get(..batch.used).unwrap_or_default();
        for step in batch.steps.drain(..) {
            match step {
                WriteStep::Dir(path) => self.place.dir(&path)?,
                WriteStep::File { path, executable } => self.begin(path, executable)?,
                WriteStep::Bytes(n) => {
                    let (now, rest) = bytes.split_at_checked(n).unwrap_or_default();
                    self.write(now)?;
                    bytes = rest;
                }
                WriteStep::End => self.end(),
            }
        }
        batch.used = 0;
        Ok(batch)
    }

    pub(super) fn done(self) -> Vec<TreeFile> {
        self.done
    }

    fn begin(&mut self, path: String, executable: bool) -> Result<(), ArchiveError> {
        let file = self.place.file(&path, executable)?;
        self.open = Some(Open { path, executable, file, size: 0, hasher: Hasher::new() });
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        if let Err(error) = open.file.write_all(bytes) {
            return Err(self.place.failed(&open.path, error).into());
        }
        open.hasher.update(bytes);
        open.size += bytes.len() as u64;
        Ok(())
    }

    fn end(&mut self) {
        if let Some(Open { path, executable, size, hasher, .. }) = self.open.take() {
            self.done.push(TreeFile { path, size, executable, sha256: hasher.finish() });
        }
    }
}
