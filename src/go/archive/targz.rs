//! `.tar.gz` in three stages side by side: read (and hash, in the caller's reader) · inflate and
//! parse · write and hash each file. Blocks are reused, so memory does not grow with the archive.

mod blocks;
mod write;

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Mutex};

use flate2::bufread::GzDecoder;

use super::error::ArchiveError;
use super::guard::{EntryKind, Guard, Limits, shown};
use super::headers::{Headers, MOST_HEADERS};
use crate::go::tree::Tree;
use crate::sys::threads;
use blocks::Blocks;
use write::{Feed, WriteStep, Writer, write_all};

/// Unpacked bytes per batch for the writer, and how many batches there are.
const BATCH: usize = 1 << 20;
const BATCHES: usize = 6;
/// Unpacks what `reader` yields into the existing empty directory `into`, without the leading
/// `prefix` (`go/`), and returns what was written. The reader is read to its end.
///
/// # Errors
/// Every [`ArchiveError`]; [`ArchiveError::Read`] with the reader's own error as it came. What was
/// written until then stays.
pub fn unpack(
    reader: impl Read + Send,
    into: &Path,
    prefix: &str,
    limits: &Limits,
) -> Result<Tree, ArchiveError> {
    run(reader, Some(into), prefix, limits)
}

/// What [`unpack`] would write, without writing it.
///
/// # Errors
/// As that.
pub fn survey(
    reader: impl Read + Send,
    prefix: &str,
    limits: &Limits,
) -> Result<Tree, ArchiveError> {
    run(reader, None, prefix, limits)
}

fn run(
    reader: impl Read + Send,
    into: Option<&Path>,
    prefix: &str,
    limits: &Limits,
) -> Result<Tree, ArchiveError> {
    let broken = Arc::new(Mutex::new(None));
    std::thread::scope(|scope| {
        let (blocks, pump) = Blocks::new(Arc::clone(&broken));
        let pumped = threads::hand_over(scope, (pump, reader), |(pump, reader)| pump.run(reader));
        let blocks = match pumped {
            Err(Some((_, reader))) => Blocks::of(reader, Arc::clone(&broken)),
            _ => blocks,
        };
        let (batches, steps) = sync_channel(BATCHES);
        let (spent, reuse) = channel();
        let writing = threads::hand_over(scope, (steps, spent), move |(steps, spent)| {
            write_all(into, &steps, &spent)
        });
        let (written, parsed) = match writing {
            Ok(writer) => {
                let parsed = parse(blocks, Feed::new(batches, reuse), prefix, limits);
                (writer.join().ok().flatten(), parsed)
            }
            Err(_) => {
                let mut writer = Writer::new(into)?;
                let parsed = parse(blocks, Feed::here(&mut writer), prefix, limits);
                (Some(Ok(writer.done())), parsed)
            }
        };
        let written = written.unwrap_or_else(|| {
            Err(ArchiveError::Damaged("the writer ended early (a bug)".to_owned()))
        });
        // The cause comes before its consequences.
        if let Some(error) = broken.lock().ok().and_then(|mut slot| slot.take()) {
            return Err(ArchiveError::Read(error));
        }
        match (written, parsed) {
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(files), Ok(())) if files.is_empty() => Err(ArchiveError::Empty),
            (Ok(files), Ok(())) => Ok(Tree::new(files)),
        }
    })
}

fn parse(
    mut blocks: Blocks<'_>,
    mut feed: Feed<'_>,
    prefix: &str,
    limits: &Limits,
) -> Result<(), ArchiveError> {
    let start = blocks.fill_buf().map_err(damaged)?;
    if !start.starts_with(&[0x1f, 0x8b]) {
        return Err(ArchiveError::NotThis("gzip"));
    }
    let inner = BufReader::with_capacity(128 << 10, GzDecoder::new(blocks));
    let (headers, left) = Headers::new(inner);
    let mut archive = tar::Archive::new(headers);
    let mut guard = Guard::new(prefix, limits);
    let mut entries = archive.entries().map_err(damaged)?;
    loop {
        left.between();
        let Some(entry) = entries.next() else { break };
        let mut entry = entry.map_err(damaged)?;
        let size = entry.size();
        left.before(size);
        check_pax(&mut entry, size)?;
        if let Some(step) = admit(&entry, size, &mut guard)? {
            let is_file = matches!(step, WriteStep::File { .. });
            feed.step(step)?;
            if is_file {
                feed.contents(&mut entry, size)?;
            }
        }
    }
    feed.flush()?;
    at_end(archive.into_inner().into_inner())
}

fn admit<R: Read>(
    entry: &tar::Entry<'_, R>,
    size: u64,
    guard: &mut Guard<'_>,
) -> Result<Option<WriteStep>, ArchiveError> {
    let name = entry.path_bytes();
    let kind = match entry.header().entry_type() {
        tar::EntryType::Regular => EntryKind::File,
        tar::EntryType::Directory => EntryKind::Dir,
        // Words about the whole archive: `git archive` writes one with the commit.
        tar::EntryType::XGlobalHeader => return Ok(None),
        tar::EntryType::Symlink | tar::EntryType::Link => {
            return Err(ArchiveError::Link(shown(&name)));
        }
        _ => return Err(ArchiveError::Special(shown(&name))),
    };
    if kind == EntryKind::Dir && size > 0 {
        return Err(ArchiveError::Special(shown(&name)));
    }
    let Some(path) = guard.admit(&name, kind, size, |_| None)? else { return Ok(None) };
    Ok(Some(match kind {
        EntryKind::Dir => WriteStep::Dir(path),
        EntryKind::File => {
            let mode = entry.header().mode().map_err(damaged)?;
            WriteStep::File { path, executable: mode & 0o111 != 0 }
        }
    }))
}

/// Every record of a pax header must be one: the parser passes over what it cannot read, and then
/// two readers see two archives. One for the whole archive may not rename or resize files, which
/// some readers would obey. Rule: POSIX, `parsePAXRecord` in Go's archive/tar.
fn check_pax<R: Read>(entry: &mut tar::Entry<'_, R>, size: u64) -> Result<(), ArchiveError> {
    let global = entry.header().entry_type() == tar::EntryType::XGlobalHeader;
    if global && size > MOST_HEADERS {
        return Err(ArchiveError::Damaged("its headers are too large".to_owned()));
    }
    let malformed = || ArchiveError::Damaged("a malformed pax record".to_owned());
    for record in entry.pax_extensions().map_err(damaged)?.into_iter().flatten() {
        let record = record.map_err(|_| malformed())?;
        let key = record.key().map_err(|_| malformed())?;
        let number = record.value().is_ok_and(|value| value.bytes().all(|b| b.is_ascii_digit()));
        let fits = match key {
            "" => false,
            "size" if global => false,
            "path" | "linkpath" => !global && !record.value_bytes().contains(&0),
            "size" => number && record.value().is_ok_and(|value| value.parse::<u64>().is_ok()),
            _ => !key.contains('\0'),
        };
        if !fits {
            return Err(malformed());
        }
    }
    Ok(())
}

/// After the tar's end only its zero padding may follow, and after the gzip's end nothing.
fn at_end(mut rest: BufReader<GzDecoder<Blocks<'_>>>) -> Result<(), ArchiveError> {
    let mut padding = 0;
    loop {
        let bytes = rest.fill_buf().map_err(damaged)?;
        if bytes.is_empty() {
            break;
        }
        padding += bytes.len() as u64;
        if bytes.iter().any(|byte| *byte != 0) || padding > MOST_HEADERS {
            return Err(ArchiveError::Trailing);
        }
        let n = bytes.len();
        rest.consume(n);
    }
    let mut blocks = rest.into_inner().into_inner();
    if blocks.fill_buf().map_err(damaged)?.is_empty() {
        Ok(())
    } else {
        Err(ArchiveError::Trailing)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a map_err argument")]
fn damaged(error: io::Error) -> ArchiveError {
    ArchiveError::Damaged(error.to_string())
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
