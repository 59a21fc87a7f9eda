//! Makes a finished directory visible: everything flushed, then one rename.

use std::io::{self, ErrorKind::NotFound};
use std::path::Path;

use super::handle::is_unknown;
use super::movable::is_immovable;
use super::own::{self, At};
use super::{atomic, copy, read, remove};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Silent;

/// Flushes the whole filesystem that holds `path`: one call for 15,000 files, where an `fsync`
/// each would take minutes on a slow disk.
///
/// # Errors
/// When the disk could not take the bytes (exit 3).
pub fn flush(path: &Path) -> Result<()> {
    own::open_dir(path)
        .and_then(|dir| dir.flush_all())
        .map_err(|error| Fault::io("flush", path, &error))
}

/// What became of a rename of a directory. No such rename is taken for granted.
#[derive(Debug)]
#[must_use]
pub enum Moved {
    /// It stands there now.
    Yes,
    /// Nothing has changed: it cannot be renamed where it lies, or not to there (see
    /// [`is_immovable`]).
    No(io::Error),
}

impl Moved {
    fn of(renamed: io::Result<()>, to: &Path) -> Result<Self> {
        match renamed {
            Ok(()) => Ok(Self::Yes),
            Err(error) if is_immovable(&error) => Ok(Self::No(error)),
            Err(error) => Err(Fault::io("publish", to, &error)),
        }
    }
}

/// Renames the directory `from` to `to`, which must not exist.
///
/// # Errors
/// When `to` exists or the rename fails (exit 3).
pub fn place(from: &Path, to: &Path) -> Result<Moved> {
    Moved::of(renamed(from, to), to)
}

/// Renames `from` to `to`, which must not exist, beside it.
///
/// # Errors
/// When `to` exists or the rename fails (exit 3).
pub fn rename_new(from: &Path, to: &Path) -> Result<()> {
    renamed(from, to).map_err(|error| Fault::io("publish", to, &error))
}

fn renamed(from: &Path, to: &Path) -> io::Result<()> {
    let new = || -> io::Result<()> {
        let (from, to) = (At::name(from)?, At::name(to)?);
        from.dir().rename_new(from.path(), to.dir(), to.path())
    };
    match new() {
        // Some network filesystems do not know the flag; a plain rename refuses a directory
        // that holds anything, and two installers of one version never get here together.
        Err(error) if is_unknown(&error) => own::rename(from, to),
        other => other,
    }
}

/// Puts `new` in the place of `old` and the other way round, so that there is no moment without
/// either. Where the filesystem cannot swap, the old one is renamed to `aside` first; it returns
/// where the new one then cannot take its place.
///
/// # Errors
/// When a rename fails (exit 3).
pub fn exchange(new: &Path, old: &Path, aside: &Path) -> Result<Moved> {
    let exchanged = || -> io::Result<()> {
        let (new, old) = (At::name(new)?, At::name(old)?);
        new.dir().exchange(new.path(), old.dir(), old.path())
    };
    let swapped = match exchanged() {
        Err(error) if is_unknown(&error) => own::rename(old, aside)
            .and_then(|()| own::rename(new, old).inspect_err(|_| drop(own::rename(aside, old)))),
        other => other,
    };
    Moved::of(swapped, old)
}

/// What is carried are receipts and manifests: a Go of 100,000 files has one of 14 MB.
const LARGEST: u64 = 64 << 20;

/// Takes the file `from` to `to`, whatever stands there: by a rename, or by a copy where none
/// leads there. Whether there was one.
///
/// # Errors
/// When it can be neither (exit 3).
pub fn carry(from: &Path, to: &Path) -> Result<bool> {
    let stands = || At::name(from).and_then(|at| at.stat());
    match own::rename(from, to) {
        Ok(()) => Ok(true),
        // Between two file systems the system says so before it looks for the file.
        Err(_) if stands().is_err_and(|error| error.kind() == NotFound) => Ok(false),
        Err(error) if is_immovable(&error) => {
            let copied = read::open(from).and_then(|file| read::all(file, LARGEST));
            let copied = copied.map_err(|error| Fault::io("read", from, &error));
            atomic::write(to, &copied?)?;
            remove::file(from)
        }
        Err(error) => Err(Fault::io("write", to, &error)),
    }
}

/// Takes a file, or a directory of files, to `to`, as [`carry`]: what an earlier try left there
/// goes first.
///
/// # Errors
/// When it can be neither renamed nor copied (exit 3).
pub fn carry_tree(from: &Path, to: &Path) -> Result<()> {
    remove::tree(to, &Silent)?;
    match own::rename(from, to) {
        Ok(()) => Ok(()),
        Err(error) if !is_immovable(&error) => Err(Fault::io("write", to, &error)),
        Err(_) if from.is_dir() => {
            atomic::create_dir(to)?;
            copy::tree(from, to, "copying", &Silent, &|| false)
        }
        // Readable for all or executable for all, as it is there.
        Err(_) => copy::file(from, to).map_err(|error| Fault::io("write", to, &error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn tree_that_stands_is_never_overwritten_by_rename_and_never_absent_in_a_swap() {
        let dir = tempfile::tempdir().unwrap();
        let [new, old, aside] = ["new", "old", "aside"].map(|name| dir.path().join(name));
        fs::create_dir(&new).unwrap();
        fs::create_dir(&old).unwrap();
        fs::write(new.join("n"), "").unwrap();
        assert!(rename_new(&new, &old).is_err(), "even an empty one is in the way");
        flush(&new).unwrap();
        assert!(matches!(exchange(&new, &old, &aside), Ok(Moved::Yes)));
        assert!(old.join("n").exists());
        assert!(new.is_dir());
        rename_new(&old, &aside).unwrap();
        assert!(aside.join("n").exists());
    }

    /// `/dev/shm` is another file system than where tests lie.
    #[test]
    fn carry_copies_where_no_rename_leads() {
        let dir = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir_in("/dev/shm").unwrap();
        let (from, to) = (dir.path().join("tree"), other.path().join("tree"));
        fs::create_dir_all(from.join("bin")).unwrap();
        fs::write(from.join("bin/go"), "x").unwrap();
        assert!(matches!(place(&from, &to), Ok(Moved::No(_))));
        fs::create_dir(&to).unwrap();
        fs::write(to.join("left"), "by a kill").unwrap();
        carry_tree(&from, &to).unwrap();
        assert_eq!(fs::read(to.join("bin/go")).unwrap(), b"x");
        assert!(!to.join("left").exists());
        let file = other.path().join("file");
        assert!(carry(&from.join("bin/go"), &file).unwrap() && file.exists());
        assert!(!from.join("bin/go").exists());
        assert!(!carry(&from.join("bin/go"), &file).unwrap());
    }
}
