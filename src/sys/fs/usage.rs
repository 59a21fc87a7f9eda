//! How much disk a tree really uses: allocated blocks, hard links counted once.
//!
//! Directories are read through descriptors (`openat`, `getdents64`, `fstatat`), so no path is
//! built per file, links are never followed, and nothing is kept but sums.

use std::collections::HashSet;
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::ops::AddAssign;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::Mutex;

use rustix::fs::{AtFlags, CWD, FileType, Mode, RawDir, Stat};
use rustix::io::Errno;
use serde::Serialize;

use super::below;
use super::look::{LOOK, open_dir};

/// What a tree takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// Allocated bytes, directories included; a hard link that was counted before adds nothing.
    pub bytes: u64,
    /// Everything that is not a directory.
    pub files: u64,
    /// Directories, the top one included.
    pub dirs: u64,
    /// Directories that could not be read; what they hold is not in `bytes`.
    pub unread: u64,
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.files += other.files;
        self.dirs += other.dirs;
        self.unread += other.unread;
    }
}

/// The hard-linked files met so far. One per report, so that a file in two trees counts once.
#[derive(Debug, Default)]
pub struct Links(Mutex<HashSet<(u64, u64)>>);

impl Links {
    /// Whether these blocks are counted for the first time.
    fn first(&self, stat: &Stat) -> bool {
        stat.st_nlink < 2
            || self.0.lock().is_ok_and(|mut seen| seen.insert((stat.st_dev, stat.st_ino)))
    }
}

/// One entry of a directory.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub name: CString,
    /// What it is; links are links.
    pub kind: FileType,
}

/// Opens a directory by path; the last name must not be a link.
///
/// # Errors
/// As the system says.
pub fn open_top(path: &Path) -> rustix::io::Result<OwnedFd> {
    rustix::fs::openat(CWD, path, LOOK, Mode::empty())
}

/// Calls `each` with name and kind of every entry except `.` and `..`. A file system that does
/// not tell kinds is asked entry by entry.
///
/// # Errors
/// As the system says.
pub fn entries(
    dir: BorrowedFd<'_>,
    mut each: impl FnMut(&CStr, FileType),
) -> rustix::io::Result<()> {
    // A directory of a module is read in one call.
    let mut buffer = Vec::with_capacity(32 * 1024);
    let spare: &mut [MaybeUninit<u8>] = buffer.spare_capacity_mut();
    let mut raw = RawDir::new(dir, spare);
    while let Some(entry) = raw.next() {
        let entry = entry?;
        let name = entry.file_name();
        if matches!(name.to_bytes(), b"." | b"..") {
            continue;
        }
        let kind = match entry.file_type() {
            FileType::Unknown => stat(dir, name).map_or(FileType::Unknown, |stat| kind(&stat)),
            known => known,
        };
        each(name, kind);
    }
    Ok(())
}

/// Name, kind and nothing else of every entry, in directory order.
///
/// # Errors
/// As [`entries`].
pub fn list(dir: BorrowedFd<'_>) -> rustix::io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    entries(dir, |name, kind| found.push(Entry { name: name.to_owned(), kind }))?;
    Ok(found)
}

/// Facts of one entry, links not followed.
///
/// # Errors
/// As the system says.
pub fn stat(dir: BorrowedFd<'_>, name: &CStr) -> rustix::io::Result<Stat> {
    rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)
}

/// The kind that a stat tells.
pub fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// Allocated bytes of one entry, nothing for a hard link that was counted before.
pub fn blocks(stat: &Stat, links: &Links) -> u64 {
    if links.first(stat) { u64::try_from(stat.st_blocks).unwrap_or(0) * 512 } else { 0 }
}

/// Measures the tree at `path`; nothing is there: nothing is used.
pub fn of_path(path: &Path, links: &Links) -> Usage {
    match rustix::fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
        Err(_) => Usage::default(),
        Ok(stat) if kind(&stat) != FileType::Directory => {
            Usage { bytes: blocks(&stat, links), files: 1, ..Usage::default() }
        }
        Ok(_) => match open_top(path) {
            Ok(dir) => of_dir(dir.as_fd(), links),
            Err(_) => Usage { dirs: 1, unread: 1, ..Usage::default() },
        },
    }
}

/// Measures an open directory and everything below it, subdirectories in parallel.
pub fn of_dir(dir: BorrowedFd<'_>, links: &Links) -> Usage {
    let sum = Mutex::new(Usage::default());
    let add = |part: Usage| {
        if let Ok(mut sum) = sum.lock() {
            *sum += part;
        }
    };
    let visit = |dir: BorrowedFd<'_>, _: &Path| {
        let (own, below) = of_one(dir, links);
        add(own);
        below
    };
    let unopened = |_: &Path, error: Errno| add(unopened(error));
    below::each(dir, Path::new(""), &visit, &unopened);
    sum.into_inner().unwrap_or_default()
}

/// A directory and its files; its subdirectories by name.
fn of_one(dir: BorrowedFd<'_>, links: &Links) -> (Usage, Vec<CString>) {
    let mut sum = Usage { dirs: 1, ..Usage::default() };
    if let Ok(own) = rustix::fs::fstat(dir) {
        sum.bytes += u64::try_from(own.st_blocks).unwrap_or(0) * 512;
    }
    let mut below = Vec::new();
    let read = entries(dir, |name, kind| match kind {
        FileType::Directory => below.push(name.to_owned()),
        _ => {
            sum.files += 1;
            sum.bytes += stat(dir, name).map_or(0, |stat| blocks(&stat, links));
        }
    });
    sum.unread += u64::from(read.is_err());
    (sum, below)
}

fn unopened(error: Errno) -> Usage {
    match error {
        // Removed meanwhile.
        Errno::NOENT | Errno::NOTDIR | Errno::LOOP => Usage::default(),
        _ => Usage { dirs: 1, unread: 1, ..Usage::default() },
    }
}

/// Measures the directory `name` below `dir`.
pub fn of_name(dir: BorrowedFd<'_>, name: &CStr, links: &Links) -> Usage {
    match open_dir(dir, name) {
        Ok(below) => of_dir(below.as_fd(), links),
        Err(error) => unopened(error),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// The same sum as `du` gives, which counts blocks and links in the same way.
    #[test]
    fn usage_agrees_with_du() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("a/b/c")).unwrap();
        std::fs::create_dir_all(at("a/d")).unwrap();
        std::fs::write(at("a/b/c/big"), vec![7; 300_000]).unwrap();
        std::fs::write(at("a/d/small"), b"x").unwrap();
        std::fs::hard_link(at("a/b/c/big"), at("a/d/again")).unwrap();
        symlink("/usr", at("a/out")).unwrap();
        let used = of_path(dir.path(), &Links::default());
        let mut du = std::process::Command::new("du");
        let du = du.args(["-s", "-B1"]).arg(dir.path()).output().unwrap();
        let text = String::from_utf8(du.stdout).unwrap();
        assert_eq!(used.bytes.to_string(), text.split('\t').next().unwrap());
        assert_eq!((used.files, used.dirs, used.unread), (4, 5, 0));
    }

    #[test]
    fn file_in_two_trees_counts_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("one")).unwrap();
        std::fs::create_dir_all(at("two")).unwrap();
        std::fs::write(at("one/file"), vec![7; 100_000]).unwrap();
        std::fs::hard_link(at("one/file"), at("two/file")).unwrap();
        let links = Links::default();
        let (one, two) = (of_path(&at("one"), &links), of_path(&at("two"), &links));
        assert!(one.bytes >= 100_000, "{one:?}");
        assert!(two.bytes < 50_000, "{two:?}");
        assert_eq!(of_path(&at("none"), &links), Usage::default());
    }
}
