//! Small records that are written often: no rename, and no fsync where they may be lost.

use std::fs::{File, FileTimes, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::handle::Open;
use super::own::{self, At};
use super::{about, volume};
use crate::base::fault::{Fault, Result};
use crate::sys::record::{self, Seen};

/// Appends one line in a single write, so that lines of several writers never mix. Creates the
/// file and the directories above it.
///
/// # Errors
/// As the system says.
pub fn append_line(path: &Path, line: &[u8]) -> io::Result<()> {
    append(path, line).map(drop)
}

/// As [`append_line`], and flushed: what deletes by it must not miss it after a power cut.
///
/// # Errors
/// As the system says.
pub fn append_lasting(path: &Path, line: &[u8]) -> io::Result<()> {
    append(path, line)?.sync_data()
}

fn append(path: &Path, line: &[u8]) -> io::Result<File> {
    let mut file = at_end(path)?;
    let mut whole = Vec::with_capacity(line.len() + 1);
    whole.extend_from_slice(line);
    whole.push(b'\n');
    file.write_all(&whole)?;
    Ok(file)
}

/// Opens a file to write at its end; it and the directories above it are made. What waits for a
/// reader is an error.
fn at_end(path: &Path) -> io::Result<File> {
    match At::end(path).and_then(|at| at.open(Open::Append, 0o644)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            At::made(path)?.open(Open::Append, 0o644)
        }
        opened => opened,
    }
}

/// Sets the file's modification time to `now` (seconds since 1970), at most once in `every`
/// seconds: within that time it costs one stat. A time in the future is corrected.
///
/// # Errors
/// As the system says.
pub fn touch(path: &Path, now: i64, every: i64) -> io::Result<()> {
    if let Some(last) = modified(path)
        && (0..every).contains(&(now - last))
    {
        return Ok(());
    }
    at_end(path)?.set_times(Moment(now, 0).as_modified())
}

/// A time of a file: seconds since 1970, and nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64, i64);

impl Moment {
    fn as_modified(self) -> FileTimes {
        FileTimes::new().set_modified(about::time(self.0, self.1))
    }

    /// Whether it is past by now, with certainty: a kernel writes a time down a tick late, and some
    /// file systems keep every other second alone.
    pub fn is_past(self) -> bool {
        let Self(seconds, nanoseconds) = self;
        let tick = if nanoseconds == 0 { 3_000_000_000 } else { 40_000_000 };
        let now = jiff::Timestamp::now().as_nanosecond();
        now - (i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)) > tick
    }
}

/// The modification time as exactly as the file system keeps it, links followed; `None` where nothing is
/// there.
pub fn moment(path: &Path) -> Option<Moment> {
    behind(path).ok().map(|meta| modified_at(&meta))
}

/// Sets the modification time of a file of ours.
///
/// # Errors
/// When it is not there, or is not ours to change (exit 3).
pub fn set_moment(path: &Path, time: Moment) -> Result<()> {
    let set = At::end(path)
        .and_then(|at| at.open(Open::Write, 0))
        .and_then(|file| file.set_times(time.as_modified()));
    set.map_err(|error| Fault::io("set the time of", path, &error))
}

/// Whether something has this name, links not followed. "No" is said only where the system says so.
///
/// # Errors
/// When it cannot be told: any answer but "it is there" and "it does not exist".
pub fn stands(path: &Path) -> io::Result<bool> {
    match named(path) {
        Ok(_) => Ok(true),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(false),
            _ => Err(error),
        },
    }
}

/// The size in bytes of what the name stands for, links not followed.
pub fn size(path: &Path) -> Option<u64> {
    named(path).ok().map(|meta| meta.len())
}

/// The modification time of what the name stands for, links not followed; seconds since 1970.
pub fn modified(path: &Path) -> Option<i64> {
    named(path).ok().map(|meta| modified_at(&meta).0)
}

/// When what the name stands for was written or put in its place, links not followed; seconds since
/// 1970. A rename sets it too, and nobody can set it back.
pub fn changed(path: &Path) -> Option<i64> {
    named(path).ok().map(|meta| changed_at(&meta).max(modified_at(&meta)).0)
}

/// As [`changed`], as exactly as the file system keeps it and links followed.
pub fn last_change(path: &Path) -> Option<Moment> {
    behind(path).ok().map(|meta| changed_at(&meta).max(modified_at(&meta)))
}

fn modified_at(meta: &Metadata) -> Moment {
    let (seconds, nanoseconds) = about::modified(meta);
    Moment(seconds, nanoseconds)
}

fn changed_at(meta: &Metadata) -> Moment {
    let (seconds, nanoseconds) = about::changed(meta);
    Moment(seconds, nanoseconds)
}

fn named(path: &Path) -> io::Result<Metadata> {
    let about = std::fs::symlink_metadata(path);
    record::path(path, || Seen::name(about.is_ok()));
    about
}

fn behind(path: &Path) -> io::Result<Metadata> {
    let about = std::fs::metadata(path);
    record::path(path, || Seen::of(about.as_ref().ok()));
    about
}

/// The last access, in seconds since 1970, where the file system records accesses.
pub fn accessed(path: &Path) -> Option<i64> {
    let meta = behind(path).ok()?;
    records_access(path).then(|| about::accessed(&meta).0)
}

/// Whether the file system writes access times at all (`noatime` mounts do not).
pub fn records_access(path: &Path) -> bool {
    volume::see(path).is_ok_and(|volume| volume.records_access)
}

/// Where a symbolic link points, one step.
pub fn link_target(path: &Path) -> Option<PathBuf> {
    let target = std::fs::read_link(path).ok();
    record::path(path, || Seen::name(target.is_some() || path.symlink_metadata().is_ok()));
    target
}

/// The real path, all links resolved; `None` where there is nothing.
pub fn real(path: &Path) -> Option<PathBuf> {
    let real = dunce::canonicalize(path).ok();
    record::path(path, || Seen::name(real.is_some()));
    if let Some(real) = &real {
        record::real(path, real);
    }
    real
}

/// The number of the device that holds what is at `path`, links followed.
///
/// # Errors
/// As the system says.
pub fn device(path: &Path) -> io::Result<u64> {
    identity(path).map(|(device, _)| device)
}

/// What tells a file or directory from every other: device and number there; links followed.
///
/// # Errors
/// As the system says.
pub fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let meta = behind(path)?;
    about::id_at(path, &meta)
}

/// Renames a file over another.
///
/// # Errors
/// As the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    own::rename(from, to)
}

/// Nothing that is read so is larger: a list of directories, or a record of what one needs.
const LARGEST: u64 = 16 << 20;

/// Reads a file without leaving a mark on its access time, where the owner may ask for that.
///
/// # Errors
/// As the system says; a directory in the file's place is one.
pub fn read_unseen(path: &Path) -> io::Result<Vec<u8>> {
    let opened = At::read(path).and_then(|at| at.open(Open::ReadUnseen, 0));
    let file = match opened {
        // Only the owner may ask: everyone else reads as usual.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => super::read::open(path)?,
        opened => super::read::noted(path, opened.and_then(super::read::regular))?,
    };
    super::read::all(file, LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touch_within_the_hour_leaves_the_record_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mark = dir.path().join("used/go1.22.5");
        for (now, then) in [(10_000, 10_000), (13_599, 10_000), (13_600, 13_600), (5, 5)] {
            touch(&mark, now, 3600).unwrap();
            assert_eq!(modified(&mark), Some(then), "at {now}");
        }
    }

    #[test]
    fn lines_are_appended_and_directories_made() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join("state/roots.log");
        append_line(&log, b"/a").unwrap();
        append_line(&log, b"/b").unwrap();
        assert_eq!(read_unseen(&log).unwrap(), b"/a\n/b\n");
    }
}
