//! The files beside a target in which its next contents are written. Each is locked by its writer,
//! so that whoever finds one knows whether a kill left it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::about;
use super::handle::{Dir, FileKind, NameText as _, Open, Through, is_unknown};
use super::own::{self, At};

const PREFIX: &str = ".goenvmgr-";

/// How many characters of chance follow: tempfile's own number.
const RANDOM: usize = 6;

/// How many names are tried before a file is used that somebody else holds.
const TRIES: usize = 100;

/// A file beside its target, gone with this value unless it has taken the target's place.
pub(super) struct Beside<'a> {
    file: File,
    name: PathBuf,
    target: &'a At,
}

impl Beside<'_> {
    pub(super) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Takes the place of its target.
    pub(super) fn persist(self) -> io::Result<()> {
        let dir = self.target.dir();
        dir.rename(&self.name, dir, self.target.path())
    }

    /// As [`Beside::persist`], where nothing has the target's name yet. It stays locked as long as what
    /// is returned is open.
    pub(super) fn persist_new(self) -> io::Result<File> {
        let (dir, to) = (self.target.dir(), self.target.path());
        match dir.rename_new(&self.name, dir, to) {
            // Not every file system knows that; a second name is refused where one is taken.
            Err(error) if is_unknown(&error) => dir.name_again(&self.name, to)?,
            renamed => renamed?,
        }
        self.file.try_clone()
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        // After a rename nothing has this name.
        let _ = self.target.dir().unlink(&self.name);
    }
}

/// A new file beside its target, held until it is closed: no sweep takes it. It gets what the umask
/// leaves of `mode`, from its first byte.
pub(super) fn create(target: &At, mode: u32) -> io::Result<Beside<'_>> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut named = tempfile::Builder::new();
        named.prefix(PREFIX).rand_bytes(RANDOM);
        let (file, name) = made(&mut named, |name| {
            let name = target.beside(name);
            let file = target.dir().open(&name, Open::New, Through::Nothing, mode)?;
            Ok((file, name))
        })?;
        let made = Beside { file, name, target };
        let held = made.file.try_lock();
        // A sweep may have met it before it was locked; or somebody who may read it holds it, and is
        // not waited for: as long as they do it is swept by nobody.
        let met = matches!(held, Err(TryLockError::WouldBlock)) && tries < TRIES;
        // Where the file system has no locks nobody sweeps either.
        if !met && about::names(&made.file)? > 0 {
            return Ok(made);
        }
    }
}

/// Makes something under a name that is free: `make` is told names until one is.
fn made<T>(
    named: &mut tempfile::Builder<'_, '_>,
    mut make: impl FnMut(&OsStr) -> io::Result<T>,
) -> io::Result<T> {
    // It knows of names alone, and so it must not remove what it was not told of.
    let named = named.disable_cleanup(true);
    let made = named.make_in("/", |path| make(path.file_name().unwrap_or_default()));
    Ok(made.map_err(unnamed)?.into_file())
}

/// Without the name that was made up for the file, which tempfile puts behind what the system said.
fn unnamed(error: io::Error) -> io::Error {
    let text = error.to_string();
    match text.split_once(" at path ") {
        Some((said, _)) => io::Error::new(error.kind(), said),
        None => error,
    }
}

/// A new empty directory in `parent`, which others may look into, with a name that begins with
/// `prefix`.
///
/// # Errors
/// As the system says.
pub fn directory(parent: &Path, prefix: &str) -> io::Result<PathBuf> {
    let mut named = tempfile::Builder::new();
    let at = At::name(&parent.join(prefix))?;
    let name = made(named.prefix(prefix), |name| {
        at.dir().make_dir(at.beside(name), 0o755)?;
        Ok(name.to_owned())
    })?;
    Ok(parent.join(name))
}

/// The files in a directory that dead writers left; none where it cannot be read. A directory or
/// a link of such a name is not ours.
pub fn left_in(dir: &Path) -> Vec<PathBuf> {
    let Ok(open) = own::open_dir(dir) else { return Vec::new() };
    let mut names = names(open.dir());
    names.retain(|name| abandoned(open.dir(), name).is_some());
    names.into_iter().map(|name| dir.join(name)).collect()
}

/// Removes a file of [`left_in`]; whether it did. A living writer's stays.
pub fn sweep_one(path: &Path) -> bool {
    At::name(path).is_ok_and(|at| sweep_name(at.dir(), at.path()))
}

/// Removes what dead writers left in a directory. What cannot be removed is in nobody's way.
pub fn sweep(dir: &Path) {
    if let Ok(open) = own::open_dir(dir) {
        sweep_dir(open.dir());
    }
}

/// As [`sweep`], beside a file.
pub(super) fn sweep_beside(target: &At) {
    if let Ok(open) = target.open_dir() {
        sweep_dir(open.dir());
    }
}

fn sweep_dir(dir: Dir<'_>) {
    for name in names(dir) {
        sweep_name(dir, Path::new(&name));
    }
}

fn sweep_name(dir: Dir<'_>, name: &Path) -> bool {
    // The lock is held until the file is gone: its writer, if there is one, sees that it is.
    let held = abandoned(dir, name.as_os_str());
    held.is_some_and(|_held| dir.unlink(name).is_ok())
}

fn names(dir: Dir<'_>) -> Vec<OsString> {
    let mut names = Vec::new();
    // What cannot be read holds nothing that anybody could sweep.
    let _ = dir.entries(|name, kind| {
        let name = name.os();
        if kind == FileKind::File && name.to_str().is_some_and(is_ours) {
            names.push(name.to_owned());
        }
    });
    names
}

/// Whether such a file has this name.
pub fn is_ours(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The file, locked, where nobody else holds it.
fn abandoned(dir: Dir<'_>, name: &OsStr) -> Option<File> {
    let file = dir.open(name, Open::Read, Through::Nothing, 0).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn sweep_takes_what_the_dead_left_and_no_files_of_the_living_or_of_others() {
        let dir = tempfile::tempdir().unwrap();
        let target = At::name(&dir.path().join("target")).unwrap();
        let living = create(&target, 0o600).unwrap();
        let dead = dir.path().join(".goenvmgr-dead00");
        fs::write(&dead, "").unwrap();
        for other in [".goenvmgr-x", ".goenvmgr-abc.ef", "goenvmgr-abcdef"] {
            fs::write(dir.path().join(other), "").unwrap();
        }
        fs::create_dir(dir.path().join(".goenvmgr-folder")).unwrap();
        assert_eq!(left_in(dir.path()), std::slice::from_ref(&dead));
        assert!(!sweep_one(&living.name));
        sweep(dir.path());
        assert!(!dead.exists() && living.name.exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 5);
    }

    #[test]
    fn write_does_not_fail_because_somebody_sweeps_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let sweeper = scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    sweep(dir.path());
                }
            });
            let writers = [0_u8, 1].map(|own| {
                let file = dir.path().join(own.to_string());
                scope.spawn(move || {
                    (0..500).all(|_| crate::sys::fs::atomic::write_cache(&file, &[own]).is_ok())
                })
            });
            let wrote = writers.map(|writer| writer.join().unwrap());
            done.store(true, Ordering::Relaxed);
            sweeper.join().unwrap();
            assert_eq!(wrote, [true, true]);
        });
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
