//! How much disk a tree really uses: allocated blocks, hard links counted once.
//!
//! Directories are read through descriptors (`openat`, `getdents64`, `fstatat`), so no path is
//! built per file, links are never followed, and nothing is kept but sums.

use std::collections::HashSet;
use std::io;
use std::ops::AddAssign;
use std::path::Path;
use std::sync::Mutex;

use serde::Serialize;

use super::below;
use super::handle::{Dir, FileKind, Name, NameBuf, Stat, Through, is_absent};

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
        stat.names() < 2 || self.0.lock().is_ok_and(|mut seen| seen.insert(stat.id()))
    }
}

/// Allocated bytes of one entry, nothing for a hard link that was counted before.
pub fn blocks(stat: &Stat, links: &Links) -> u64 {
    if links.first(stat) { stat.allocated() } else { 0 }
}

/// Measures the tree at `path`; nothing is there: nothing is used.
pub fn of_path(path: &Path, links: &Links) -> Usage {
    match Dir::WORKING.stat(path) {
        Err(_) => Usage::default(),
        Ok(stat) if stat.kind() != FileKind::Dir => {
            Usage { bytes: blocks(&stat, links), files: 1, ..Usage::default() }
        }
        Ok(_) => match Dir::WORKING.enter(path, Through::Nothing) {
            Ok(dir) => of_dir(dir.dir(), links),
            Err(_) => Usage { dirs: 1, unread: 1, ..Usage::default() },
        },
    }
}

/// Measures an open directory and everything below it, subdirectories in parallel.
pub fn of_dir(dir: Dir<'_>, links: &Links) -> Usage {
    let sum = Mutex::new(Usage::default());
    let add = |part: Usage| {
        if let Ok(mut sum) = sum.lock() {
            *sum += part;
        }
    };
    let visit = |dir: Dir<'_>, _: &Path| {
        let (own, below) = of_one(dir, links);
        add(own);
        below
    };
    let unopened = |_: &Path, error: io::Error| add(unopened(&error));
    below::each(dir, Path::new(""), &visit, &unopened);
    sum.into_inner().unwrap_or_default()
}

/// A directory and its files; its subdirectories by name.
fn of_one(dir: Dir<'_>, links: &Links) -> (Usage, Vec<NameBuf>) {
    let mut sum = Usage { dirs: 1, ..Usage::default() };
    if let Ok(own) = dir.own_stat() {
        sum.bytes += own.allocated();
    }
    let mut below = Vec::new();
    let read = dir.entries(|name, kind| match kind {
        FileKind::Dir => below.push(name.to_owned()),
        _ => {
            sum.files += 1;
            sum.bytes += dir.stat(name).map_or(0, |stat| blocks(&stat, links));
        }
    });
    sum.unread += u64::from(read.is_err());
    (sum, below)
}

fn unopened(error: &io::Error) -> Usage {
    match is_absent(error) {
        // Removed meanwhile.
        true => Usage::default(),
        false => Usage { dirs: 1, unread: 1, ..Usage::default() },
    }
}

/// Measures the directory `name` below `dir`.
pub fn of_name(dir: Dir<'_>, name: &Name, links: &Links) -> Usage {
    match dir.enter(name, Through::Nothing) {
        Ok(below) => of_dir(below.dir(), links),
        Err(error) => unopened(&error),
    }
}

#[cfg(test)]
#[cfg(unix)]
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
