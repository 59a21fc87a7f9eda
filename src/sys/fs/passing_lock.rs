//! A lock whose file goes with it: for a directory in which nothing of ours is to stay.

use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::remove;
use crate::base::fault::Result;
use crate::base::progress::Progress;

/// An exclusive lock on a file that is there as long as somebody holds it, or a kill has left it.
#[derive(Debug)]
pub struct PassingLock {
    path: PathBuf,
    // Dropped after the name is gone.
    _lock: Lock,
}

impl PassingLock {
    /// As [`Lock::acquire_after`].
    ///
    /// # Errors
    /// When the lock file cannot be created or locked (exit 3).
    pub fn acquire_after(path: &Path, work: &str, told: &dyn Progress) -> Result<Self> {
        loop {
            let lock = Lock::acquire_after(path, work, told)?;
            // Who held it took its name away, and somebody may hold a new one by now.
            if lock.is_named() {
                return Ok(Self { path: path.to_owned(), _lock: lock });
            }
        }
    }
}

impl Drop for PassingLock {
    fn drop(&mut self) {
        let _ = remove::file(&self.path);
    }
}
