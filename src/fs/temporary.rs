//! The files beside a target in which its next contents are written. Each is locked by its writer,
//! so that whoever finds one knows whether a kill left it.

use std::fs::{File, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

const PREFIX: &str = ".goenvmgr-";

/// How many characters of chance follow: tempfile's own number.
const RANDOM: usize = 6;

/// How many names are tried before a file is used that somebody else holds.
const TRIES: usize = 100;

/// A new file in `parent`, held until it is closed: no sweep takes it. It gets what the umask leaves
/// of `mode`, from its first byte.
pub(super) fn create(parent: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let mut tries = 0;
    loop {
        tries += 1;
        let file = tempfile::Builder::new()
            .prefix(PREFIX)
            .rand_bytes(RANDOM)
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(parent)
            .map_err(unnamed)?;
        let held = file.as_file().try_lock();
        // A sweep may have met it before it was locked; or somebody who may read it holds it, and is
        // not waited for: as long as they do it is swept by nobody.
        let met = matches!(held, Err(TryLockError::WouldBlock)) && tries < TRIES;
        // Where the file system has no locks nobody sweeps either.
        if !met && file.as_file().metadata()?.nlink() > 0 {
            return Ok(file);
        }
    }
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
    let named = named.prefix(prefix).permissions(Permissions::from_mode(0o755));
    named.tempdir_in(parent).map(tempfile::TempDir::keep).map_err(unnamed)
}

/// The files in a directory that dead writers left; none where it cannot be read. A directory or
/// a link of such a name is not ours.
pub fn left_in(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| {
        entry.file_name().to_str().is_some_and(is_ours)
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    });
    ours.map(|entry| entry.path()).filter(|path| abandoned(path).is_some()).collect()
}

/// Removes a file of [`left_in`]; whether it did. A living writer's stays.
pub fn sweep_one(path: &Path) -> bool {
    // The lock is held until the file is gone: its writer, if there is one, sees that it is.
    abandoned(path).is_some_and(|_held| std::fs::remove_file(path).is_ok())
}

/// Removes what dead writers left in a directory. What cannot be removed is in nobody's way.
pub fn sweep(dir: &Path) {
    for path in left_in(dir) {
        sweep_one(&path);
    }
}

/// Whether such a file has this name.
pub fn is_ours(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The file, locked, where nobody else holds it.
fn abandoned(path: &Path) -> Option<File> {
    let file = File::open(path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn what_the_dead_left_goes_and_the_livings_and_others_files_stay() {
        let dir = tempfile::tempdir().unwrap();
        let living = create(dir.path(), 0o600).unwrap();
        let dead = create(dir.path(), 0o600).unwrap().into_temp_path().keep().unwrap();
        for other in [".goenvmgr-x", ".goenvmgr-abc.ef", "goenvmgr-abcdef"] {
            fs::write(dir.path().join(other), "").unwrap();
        }
        fs::create_dir(dir.path().join(".goenvmgr-folder")).unwrap();
        assert_eq!(left_in(dir.path()), std::slice::from_ref(&dead));
        assert!(!sweep_one(living.path()));
        sweep(dir.path());
        assert!(!dead.exists() && living.path().exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 5);
    }

    #[test]
    fn no_write_fails_because_somebody_sweeps_beside_it() {
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
                    (0..500).all(|_| crate::fs::atomic::write_cache(&file, &[own]).is_ok())
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
