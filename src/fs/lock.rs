//! Locks by name, held by the kernel: whatever ends the process releases them.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::fault::{Fault, Result};

/// Who may open a lock file can hold the lock, reading it is enough for that: nobody else may.
const PRIVATE: u32 = 0o600;

/// An exclusive lock on a file, held until dropped. The file itself stays: removing it would let
/// two processes hold "the" lock on two files of one name.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "its being open is the lock")] File);

impl Lock {
    /// Takes the lock, waiting for as long as somebody else holds it. `on_wait` is called once,
    /// before waiting, with the holder's process id where it could be read.
    ///
    /// # Errors
    /// When the lock file cannot be created or locked (exit 3).
    pub fn acquire(path: &Path, on_wait: impl FnOnce(Option<u32>)) -> Result<Self> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait(holder(&file));
                file.lock().map_err(|error| Fault::io("lock", path, &error))?;
            }
            Err(TryLockError::Error(error)) => return Err(Fault::io("lock", path, &error)),
        }
        sign(&file);
        Ok(Self(file))
    }

    /// Takes the lock if nobody holds it.
    ///
    /// # Errors
    /// As [`Lock::acquire`].
    pub fn try_acquire(path: &Path) -> Result<Option<Self>> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => {
                sign(&file);
                Ok(Some(Self(file)))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Fault::io("lock", path, &error)),
        }
    }
}

/// Whether somebody holds the lock. Nothing is created or written by asking.
pub fn is_held(path: &Path) -> bool {
    let file = File::open(path);
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// As [`is_held`], where a lock that cannot be asked (another user's) counts as held.
pub fn may_be_held(path: &Path) -> bool {
    match File::open(path) {
        Ok(file) => file.try_lock_shared().is_err(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

fn open(path: &Path) -> Result<File> {
    let opened = path.parent().map_or(Ok(()), super::atomic::make_dirs).and_then(|()| {
        File::options().read(true).write(true).create(true).truncate(false).mode(PRIVATE).open(path)
    });
    opened.map_err(|error| Fault::io("open the lock", path, &error))
}

/// The process id that the holder wrote. A courtesy for messages: the lock does not need it.
fn holder(mut file: &File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn sign(mut file: &File) {
    let mut signed = || -> io::Result<()> {
        file.rewind()?;
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())
    };
    // On a full disk the message will not say for whom; the lock holds all the same.
    let _ = signed();
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_second_waits_once_and_is_told_for_whom() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("locks/go1.22.5.lock");
        let first = Lock::acquire(&path, |_| panic!("nobody holds it")).unwrap();
        assert!(Lock::try_acquire(&path).unwrap().is_none());
        let (told, hears) = mpsc::channel();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                Lock::acquire(&path, |pid| told.send(pid).unwrap()).unwrap();
            });
            assert_eq!(hears.recv().unwrap(), Some(std::process::id()));
            drop(first);
            second.join().unwrap();
        });
        assert!(hears.try_recv().is_err(), "told more than once");
        assert!(Lock::try_acquire(&path).unwrap().is_some());
    }
}
