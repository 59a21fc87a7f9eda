//! Writes a file where it lies, where a rename would take it from somebody: it has another name (a
//! hard link), or an owner to whom only root could give the new one.
//!
//! No kill and no power cut may lose a byte of it. So first a record stands beside it, flushed: what
//! the file holds, and what it is to hold. While the record is there, the file is a mixture of both,
//! and counts as what it was; who writes it next begins with that.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::handle::{Dir, Open, Through};
use super::own::At;
use super::{about, position, rights, temporary};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;

/// Begins the name of a record.
const NAMED: &str = ".goenvmgr-was-";
/// Begins a record; the length of what the file held follows, then both texts.
const HEAD: &str = "goenvmgr ";
/// A larger file is nobody's settings.
const LIMIT: u64 = 16 << 20;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its bytes, or those before the write that was cut off; nothing where there is no file.
    pub bytes: Option<Vec<u8>>,
    /// Whether a write was cut off, its very end perhaps: the file has to be written again.
    pub cut: bool,
}

/// Reads a file of the user's that we write.
///
/// # Errors
/// As [`super::read::bytes`], and where somebody changed the file after a write was cut off.
pub fn contents(path: &Path, limit: u64) -> Result<Contents> {
    let Some(bytes) = super::read::bytes(path, limit)? else { return Ok(Contents::default()) };
    let target = super::behind::end(path);
    let before = Record::of(&target).and_then(|record| match record {
        Some(record) => record.was(&target, &bytes).map(|was| was.or(Some(bytes.clone()))),
        None => Ok(None),
    });
    let before = before.map_err(|error| Fault::io("read", path, &error))?;
    let cut = before.is_some();
    Ok(Contents { bytes: Some(before.unwrap_or(bytes)), cut })
}

/// As [`contents`], as text.
///
/// # Errors
/// As [`contents`], and when the file is not UTF-8.
pub fn text(path: &Path, limit: u64) -> Result<Option<String>> {
    contents(path, limit)?.bytes.map(|bytes| super::read::as_text(path, bytes)).transpose()
}

/// Whether a rename would take the file from another name, or from its owner; or a write of this kind
/// was cut off.
pub(super) fn is_due(target: &Path) -> bool {
    let Ok(seen) = std::fs::symlink_metadata(target) else { return false };
    let is_lost = !rights::may_give(&seen) && super::probe::may_write(target);
    seen.is_file() && (names(target) > 1 || is_lost || Record::path(target).is_file())
}

/// How many names the file has.
pub fn names(target: &Path) -> u64 {
    Dir::WORKING.stat(target).map_or(0, |about| about.names())
}

/// Why a file with another name is not written: who may make names in this directory may have given
/// one to a file that is not meant.
pub(super) fn refusal(target: &Path) -> Option<String> {
    let dir = super::probe::see(target.parent()?).ok()?;
    let mine = super::probe::is_me(dir.uid) && dir.mode & 0o002 == 0;
    (names(target) > 1 && !mine).then(|| {
        let name = target.visible();
        format!(
            "the file has another name, which would change with it, and others than you may have \
             given it this one (mv '{name}' '{name}.old' && cp -p '{name}.old' '{name}' parts them)"
        )
    })
}

/// Writes the file; the caller names it in what goes wrong.
pub(super) fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(why) = refusal(target) {
        return Err(io::Error::other(why));
    }
    settle(target)?;
    let file = open(target)?;
    let mut old = Vec::new();
    (&file).take(LIMIT).read_to_end(&mut old)?;
    if old == bytes {
        return Ok(());
    }
    let record = Record::make(target, &file, &old, bytes)?;
    if let Err(error) = fill(&file, bytes) {
        // A full disk: what was there has its place still.
        fill(&file, &old)?;
        record.end()?;
        return Err(error);
    }
    record.end()
}

/// Gives the file back what it held before a write that was cut off.
fn settle(target: &Path) -> io::Result<()> {
    let Some(record) = Record::of(target)? else { return Ok(()) };
    let file = open(target)?;
    let mut now = Vec::new();
    (&file).take(LIMIT).read_to_end(&mut now)?;
    if let Some(was) = record.was(target, &now)? {
        fill(&file, &was)?;
    }
    record.end()
}

fn open(target: &Path) -> io::Result<File> {
    Dir::WORKING.open(target, Open::Change, Through::Nothing, 0)
}

fn fill(file: &File, bytes: &[u8]) -> io::Result<()> {
    position::write_all(file, bytes, 0)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_data()
}

/// A record, locked by who writes.
struct Record {
    path: PathBuf,
    /// Its being open is the lock.
    file: File,
}

impl Record {
    fn path(target: &Path) -> PathBuf {
        let mut name = std::ffi::OsString::from(NAMED);
        name.push(target.file_name().unwrap_or_default());
        target.with_file_name(name)
    }

    /// Makes one; its mode allows nobody more than that of the file.
    fn make(target: &Path, of: &File, old: &[u8], new: &[u8]) -> io::Result<Self> {
        let (path, dir) = (Self::path(target), target.parent().unwrap_or(Path::new("/")));
        temporary::sweep(dir);
        let at = At::name(&path)?;
        let mut record = temporary::create(&at, about::mode(&of.metadata()?) & 0o600)?;
        record.file().write_all(format!("{HEAD}{}\n", old.len()).as_bytes())?;
        record.file().write_all(old)?;
        record.file().write_all(new)?;
        record.file().sync_all()?;
        let file = record.persist_new()?;
        Dir::WORKING.enter(dir, Through::Links)?.flush()?;
        Ok(Self { path, file })
    }

    /// The one that a dead writer of this user left.
    fn of(target: &Path) -> io::Result<Option<Self>> {
        let path = Self::path(target);
        let file = match Dir::WORKING.open(&path, Open::Read, Through::Nothing, 0) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            // Not ours, or a link: the name is taken, and a write will say so.
            Err(_) => return Ok(None),
        };
        let about = file.metadata()?;
        if !about.is_file() || !rights::is_mine(&about) {
            return Ok(None);
        }
        match file.try_lock() {
            Err(std::fs::TryLockError::WouldBlock) => {
                Err(io::Error::other("another goenvmgr is writing it at this moment"))
            }
            _ => Ok(Some(Self { path, file })),
        }
    }

    /// What the file held, where it is a mixture of that and of what it was to hold; nothing where
    /// the write came to its end.
    fn was(&self, target: &Path, now: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let mut text = Vec::new();
        (&self.file).take(3 * LIMIT).read_to_end(&mut text)?;
        let Some((old, new)) = parse(&text) else {
            return Err(io::Error::other(format!("{} is damaged", self.path.visible())));
        };
        if now == new {
            return Ok(None);
        }
        if is_mixture(now, old, new) {
            return Ok(Some(old.to_owned()));
        }
        let (name, record) = (target.visible(), self.path.visible());
        Err(io::Error::other(format!(
            "a write to it was cut off, and {name} was changed since; what it held before is in \
             {record}: put it right, then remove {record}"
        )))
    }

    fn end(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)?;
        let dir = self.path.parent().unwrap_or(Path::new("/"));
        Dir::WORKING.enter(dir, Through::Links)?.flush()
    }
}

fn parse(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| *byte == b'\n')?;
    let length = std::str::from_utf8(&text[..end]).ok()?.strip_prefix(HEAD)?.parse().ok()?;
    text[end + 1..].split_at_checked(length)
}

/// Whether every byte is that of one of both, and the length lies between theirs.
fn is_mixture(now: &[u8], old: &[u8], new: &[u8]) -> bool {
    let (shorter, longer) = (old.len().min(new.len()), old.len().max(new.len()));
    let one_of_both =
        |(at, byte): (usize, &u8)| old.get(at) == Some(byte) || new.get(at) == Some(byte);
    (shorter..=longer).contains(&now.len()) && now.iter().enumerate().all(one_of_both)
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
