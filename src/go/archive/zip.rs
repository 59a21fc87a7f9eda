//! Module zips (and `.zip` distributions): every file inflated, hashed and written in parallel.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;
use zip::{CompressionMethod, ZipArchive};

use super::ends;
use super::error::ArchiveError;
use super::guard::{EntryKind, Guard, Limits, shown};
use crate::base::digest::Hasher;
use crate::base::progress::Progress;
use crate::go::tree::{Tree, TreeFile};
use crate::sys::fs::place::Place;
use crate::sys::fs::position;
use crate::sys::threads;

/// Unpacks the zip in `file` into the existing empty directory `into`, without the leading
/// `prefix` (`golang.org/toolchain@v0.0.1-go1.22.5.linux-amd64/`), and returns what was written.
///
/// Below a module prefix `_go.mod` becomes `go.mod` again. Zips carry no modes that Go relies on:
/// which files are executable follows from their names, as in Go's own release tool. Reports bytes
/// to `progress`; ends early once `stop` says so.
///
/// # Errors
/// Every [`ArchiveError`]. What was written until then stays.
pub fn unpack(
    file: &File,
    into: &Path,
    prefix: &str,
    limits: &Limits,
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tree, ArchiveError> {
    run(file, Some(into), prefix, limits, progress, stop)
}

/// What [`unpack`] would write, without writing it.
///
/// # Errors
/// As that.
pub fn survey(
    file: &File,
    prefix: &str,
    limits: &Limits,
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tree, ArchiveError> {
    run(file, None, prefix, limits, progress, stop)
}

fn run(
    file: &File,
    into: Option<&Path>,
    prefix: &str,
    limits: &Limits,
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tree, ArchiveError> {
    let archive = open(file)?;
    let jobs = plan(&archive, prefix, limits)?;
    let place_of = || into.map_or_else(Place::nowhere, Place::open);
    let mut place = place_of()?;
    for job in &jobs {
        place.dir(job.path.rsplit_once('/').map_or("", |(parent, _)| parent))?;
    }
    threads::ready();
    let files = jobs
        .par_chunks(32)
        .map(|jobs| {
            let (mut archive, mut place) = (archive.clone(), place_of()?);
            let mut buffer = vec![0; 128 << 10];
            let extract = |job| {
                if stop() {
                    return Err(ArchiveError::Read(io::ErrorKind::Interrupted.into()));
                }
                let done = extract(&mut archive, &mut place, job, &mut buffer)?;
                progress.advance(done.size);
                Ok(done)
            };
            jobs.iter().map(extract).collect::<Result<Vec<_>, _>>()
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Tree::new(files.into_iter().flatten().collect()))
}

/// The name of the archive's first entry: tells a module zip from a distribution.
///
/// # Errors
/// When it is no zip.
pub fn first_name(file: &File) -> Result<String, ArchiveError> {
    let archive = open(file)?;
    let first = archive.file_names_raw().next().map(shown);
    first.ok_or(ArchiveError::Empty)
}

/// Whether Go's release tool makes the file at this path below GOROOT executable.
/// Rule: `cmd/distpack`, as told in research/gofacts 2.3.
pub fn is_program(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let wrapper = name.strip_prefix("go_").and_then(|rest| rest.strip_suffix("_exec"));
    path.starts_with("bin/")
        || path.starts_with("pkg/tool/")
        || [".bash", ".sh", ".pl", ".rc"].iter().any(|end| name.ends_with(end))
        // go_?*_?*_exec
        || wrapper.is_some_and(|middle| {
            middle.char_indices().any(|(at, c)| c == '_' && at > 0 && at + 1 < middle.len())
        })
}

struct Job {
    index: usize,
    path: String,
    size: u64,
}

pub(super) fn open(file: &File) -> Result<ZipArchive<At<'_>>, ArchiveError> {
    let size = file.metadata().map_err(ArchiveError::Read)?.len();
    let mut start = [0; 4];
    let read = size >= 22 && position::read_exact(file, &mut start, 0).is_ok();
    // PK and one of: a first file, an empty archive.
    if !read || !(start == *b"PK\x03\x04" || start == *b"PK\x05\x06") {
        return Err(ArchiveError::NotThis("zip"));
    }
    ends::check(size, |at, into| position::read_exact(file, into, at).is_ok())
        .map_err(ArchiveError::Damaged)?;
    let archive = ZipArchive::new(At::new(file, size)).map_err(damaged)?;
    if archive.offset() != 0 {
        return Err(ArchiveError::Damaged("something stands before its start".to_owned()));
    }
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Duplicate("a name".to_owned()));
    }
    Ok(archive)
}

fn plan(
    archive: &ZipArchive<At<'_>>,
    prefix: &str,
    limits: &Limits,
) -> Result<Vec<Job>, ArchiveError> {
    let is_module = prefix.starts_with("golang.org/toolchain@");
    let unescape = |path: &str| {
        let above = path
            .strip_suffix("_go.mod")
            .filter(|above| is_module && (above.is_empty() || above.ends_with('/')))?;
        Some(format!("{above}go.mod"))
    };
    let mut guard = Guard::new(prefix, limits);
    let (mut jobs, mut packed) = (Vec::new(), 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(damaged)?;
        let name = entry.name_raw();
        let kind = if name.ends_with(b"/") { EntryKind::Dir } else { EntryKind::File };
        // The file type in the upper bits of a Unix mode; 0 where the zip has none.
        match entry.unix_mode().map_or(0, |mode| mode & 0o170_000) {
            0 | 0o100_000 | 0o040_000 => {}
            0o120_000 => return Err(ArchiveError::Link(shown(name))),
            _ => return Err(ArchiveError::Special(shown(name))),
        }
        let method = entry.compression();
        let known = matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated);
        if entry.encrypted() || !known {
            return Err(ArchiveError::Form(shown(name)));
        }
        packed = packed.saturating_add(entry.compressed_size());
        let size = entry.size();
        if let Some(path) = guard.admit(name, kind, size, unescape)?
            && kind == EntryKind::File
        {
            jobs.push(Job { index, path, size });
        }
    }
    if packed > archive.central_directory_start() {
        // A few bytes claimed by many entries: the classical zip bomb.
        return Err(ArchiveError::Damaged("its entries overlap".to_owned()));
    }
    if jobs.is_empty() { Err(ArchiveError::Empty) } else { Ok(jobs) }
}

fn extract(
    archive: &mut ZipArchive<At<'_>>,
    place: &mut Place<'_>,
    job: &Job,
    buffer: &mut [u8],
) -> Result<TreeFile, ArchiveError> {
    let executable = is_program(&job.path);
    let mut file = place.file(&job.path, executable)?;
    let mut entry = archive.by_index(job.index).map_err(damaged)?;
    let (mut hasher, mut size) = (Hasher::new(), 0);
    loop {
        let n = match entry.read(buffer) {
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(ArchiveError::Damaged(format!("{}: {error}", job.path))),
        };
        let Some(bytes) = buffer.get(..n).filter(|bytes| !bytes.is_empty()) else { break };
        size += n as u64;
        if size > job.size {
            break;
        }
        hasher.update(bytes);
        file.write_all(bytes).map_err(|error| place.failed(&job.path, error))?;
    }
    if size != job.size {
        let why = format!("{} does not have the length that it claims", job.path);
        return Err(ArchiveError::Damaged(why));
    }
    Ok(TreeFile { path: job.path.clone(), size, executable, sha256: hasher.finish() })
}

fn damaged(error: zip::result::ZipError) -> ArchiveError {
    match error {
        zip::result::ZipError::Io(error) => ArchiveError::Damaged(error.to_string()),
        other => ArchiveError::Damaged(other.to_string()),
    }
}

/// Reads a shared file at a position of its own, buffered: threads do not seek under each other.
#[derive(Clone)]
pub(super) struct At<'a> {
    file: &'a File,
    size: u64,
    at: u64,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    from: u64,
}

const AHEAD: usize = 64 << 10;

impl<'a> At<'a> {
    /// From the file's beginning, wherever its next read would begin.
    pub(super) fn of(file: &'a File) -> io::Result<Self> {
        Ok(Self::new(file, file.metadata()?.len()))
    }

    fn new(file: &'a File, size: u64) -> Self {
        Self { file, size, at: 0, buffer: Vec::new(), from: 0 }
    }
}

impl Read for At<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let held = |from: u64, buffer: &[u8], at: u64| -> Option<usize> {
            let offset = usize::try_from(at.checked_sub(from)?).ok()?;
            (offset < buffer.len()).then_some(offset)
        };
        if held(self.from, &self.buffer, self.at).is_none() {
            self.buffer.resize(AHEAD, 0);
            let n = position::read(self.file, &mut self.buffer, self.at)?;
            self.buffer.truncate(n);
            self.from = self.at;
        }
        let Some(offset) = held(self.from, &self.buffer, self.at) else { return Ok(0) };
        let n = self.buffer.get(offset..).unwrap_or_default().read(into)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for At<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
