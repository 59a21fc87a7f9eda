//! Walks a tree in parallel, one `openat` per directory, and never through a symbolic link.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

pub use super::handle::FileKind;
use super::handle::{Dir, Name, NameBuf, NameText as _, Stat};
use super::{below, own};
use crate::base::fault::{Fault, Result};
use crate::sys::record::{self, Seen};
use crate::sys::threads;

/// One entry below the root of a walk.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Path of the directory that holds it, relative to the root; empty for the root itself.
    pub dir: &'a Path,
    /// Its name.
    pub name: &'a OsStr,
    /// What it is.
    pub kind: FileKind,
    stat: &'a Stat,
}

impl Entry<'_> {
    /// Path relative to the root.
    pub fn path(&self) -> PathBuf {
        below::slashed(self.dir, self.name)
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        self.stat.size()
    }
    /// Permission bits.
    pub fn mode(&self) -> u32 {
        self.stat.mode()
    }
    /// Owner.
    pub fn uid(&self) -> u32 {
        self.stat.uid()
    }
    /// Group.
    pub fn gid(&self) -> u32 {
        self.stat.gid()
    }
}

/// Calls `visit` for every entry below `root` (not for `root`), from several threads, in no order.
/// What vanishes meanwhile is passed over.
///
/// # Errors
/// The first directory that cannot be read, by name (exit 3).
pub fn each(root: &Path, visit: &(dyn Fn(&Entry<'_>) + Sync)) -> Result<()> {
    // A root may be given through a link; below it none is followed.
    let top = own::open_dir(root).map_err(|error| Fault::io("read", root, &error))?;
    let failed: Mutex<Option<(PathBuf, io::Error)>> = Mutex::new(None);
    let fail = |path: &Path, error: io::Error| {
        if let Ok(mut failed) = failed.lock() {
            failed.get_or_insert_with(|| (path.to_owned(), error));
        }
    };
    let unopened = |path: &Path, error: io::Error| {
        if error.kind() != io::ErrorKind::NotFound {
            fail(path, error);
        }
    };
    let enter = |dir: Dir<'_>, path: &Path| {
        if failed.lock().is_ok_and(|failed| failed.is_some()) {
            return Vec::new();
        }
        directory(dir, path, visit).unwrap_or_else(|(path, error)| {
            fail(&path, error);
            Vec::new()
        })
    };
    below::each(top.dir(), Path::new(""), &enter, &unopened);
    match failed.into_inner().ok().flatten() {
        Some((path, error)) => Err(Fault::io("read", &root.join(path), &error)),
        None => Ok(()),
    }
}

/// Hands on the entries of one directory; its subdirectories.
fn directory(
    dir: Dir<'_>,
    path: &Path,
    visit: &(dyn Fn(&Entry<'_>) + Sync),
) -> std::result::Result<Vec<NameBuf>, (PathBuf, io::Error)> {
    let mut below = Vec::new();
    let mut failed = None;
    let read = dir.entries(|raw, _| {
        let name = raw.os();
        match dir.stat(raw) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                failed.get_or_insert_with(|| (below::slashed(path, name), error));
            }
            Ok(stat) => {
                let kind = stat.kind();
                visit(&Entry { dir: path, name, kind, stat: &stat });
                if kind == FileKind::Dir {
                    below.push(raw.to_owned());
                }
            }
        }
    });
    read.map_err(|error| (path.to_owned(), error))?;
    failed.map_or(Ok(below), Err)
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// An entry of [`list`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalkEntry {
    /// Path relative to the root.
    pub path: PathBuf,
    /// What it is.
    pub kind: FileKind,
    /// Length in bytes.
    pub size: u64,
    /// Permission bits.
    pub mode: u32,
}

/// Everything below `root` that is no directory, sorted by the bytes of the path.
///
/// # Errors
/// As [`each`].
pub fn list(root: &Path) -> Result<Vec<WalkEntry>> {
    let found = Mutex::new(Vec::new());
    each(root, &|entry| {
        if entry.kind == FileKind::Dir {
            return;
        }
        let one = WalkEntry {
            path: entry.path(),
            kind: entry.kind,
            size: entry.size(),
            mode: entry.mode(),
        };
        if let Ok(mut found) = found.lock() {
            found.push(one);
        }
    })?;
    let mut found = found.into_inner().unwrap_or_default();
    threads::ready();
    found.par_sort_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
    Ok(found)
}

/// `root` and every directory below it that can be read, in no order.
pub fn dirs(root: &Path) -> Vec<PathBuf> {
    let found = Mutex::new(vec![root.to_owned()]);
    // What cannot be read holds nothing that its caller could do anything about.
    let _ = each(root, &|entry| {
        if entry.kind == FileKind::Dir
            && let Ok(mut found) = found.lock()
        {
            found.push(root.join(entry.path()));
        }
    });
    found.into_inner().unwrap_or_default()
}

/// The names in one directory, sorted; empty where it does not exist.
///
/// # Errors
/// When it exists and cannot be read (exit 3).
pub fn names(dir: &Path) -> Result<Vec<OsString>> {
    let mut names = Vec::new();
    let read = own::open_dir(dir)
        .and_then(|dir| dir.dir().entries(|name: &Name, _| names.push(name.os().to_owned())));
    names.sort_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    record::path(dir, || match &read {
        Ok(()) => Seen::Directory(Some(names.clone())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Seen::Absent,
        Err(_) => Seen::Unreadable,
    });
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => read.map_err(|error| Fault::io("read", dir, &error))?,
    }
    Ok(names)
}

/// Whether it is a directory that holds anything beside `but`. One that may be searched and not
/// be listed counts as one that does.
pub fn holds_more_than(dir: &Path, but: &str) -> bool {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            let holds = error.kind() == io::ErrorKind::PermissionDenied && dir.is_dir();
            record::path(dir, || Seen::of(dir.metadata().ok().as_ref()));
            return holds;
        }
    };
    let found = entries.flatten().find(|entry| entry.file_name() != but);
    match &found {
        // One is enough: as long as that one is there, it holds.
        Some(one) => {
            record::path(dir, || Seen::Directory(None));
            record::path(&one.path(), || Seen::Stands);
        }
        None => record::path(dir, || {
            let names = std::fs::read_dir(dir).into_iter().flatten().flatten();
            Seen::Directory(Some(names.map(|entry| entry.file_name()).collect()))
        }),
    }
    found.is_some()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_seen_and_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/f"), vec![1; 5000]).unwrap();
        fs::hard_link(root.join("a/b/f"), root.join("a/g")).unwrap();
        symlink("/usr", root.join("a/out")).unwrap();
        symlink("..", root.join("a/b/loop")).unwrap();
        let listed = list(root).unwrap();
        let names: Vec<_> = listed.iter().map(|f| f.path.to_str().unwrap()).collect();
        assert_eq!(names, ["a/b/f", "a/b/loop", "a/g", "a/out"]);
        assert_eq!(listed[1].kind, FileKind::Link);
    }

    #[test]
    fn root_that_is_missing_is_named() {
        assert!(list(Path::new("/nowhere/at/all")).unwrap_err().what.contains("/nowhere/at/all"));
        assert_eq!(names(Path::new("/nowhere/at/all")).unwrap(), Vec::<OsString>::new());
    }
}
