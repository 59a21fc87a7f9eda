//! What an update has beside the program while it works: a lock, so that one at a time replaces it whatever home it
//! works for, and a directory from which a rename leads to the program.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::base::visible::Visible as _;
use crate::sys::fs::passing_lock::PassingLock;
use crate::sys::fs::{alias, movable, remove, temporary, walk};

/// How the names of both begin.
const PREFIX: &str = ".goenvmgr-update";

/// Clones share it: whoever ends the process under the work clears it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bench(Arc<Mutex<Option<Held>>>);

#[derive(Debug)]
struct Held {
    dir: PathBuf,
    // Released after the directory is gone.
    _alone: PassingLock,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = remove::tree(&self.dir, &Silent);
    }
}

impl Bench {
    /// Waits until nobody else replaces a program in `bin`, sweeps what dead runs left there, and makes a directory.
    ///
    /// # Errors
    /// When something cannot be made there (exit 3).
    pub(super) fn set_up(&self, bin: &Path, progress: &dyn Progress) -> Result<PathBuf> {
        let alone = locked(bin, progress)?;
        let dir = temporary::directory(bin, &format!("{PREFIX}-"))
            .map_err(|error| Fault::io("write to", bin, &error))?;
        let held = Held { dir: dir.clone(), _alone: alone };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
        Ok(dir)
    }

    /// Takes away what there is, and lets the next one work.
    pub(crate) fn clear(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Sweeps what dead runs left, where there is something and it can be removed.
pub(super) fn tidy(bin: &Path, progress: &dyn Progress) -> Result<()> {
    if left(bin).is_empty() || movable::of_dir(bin).is_some() {
        return Ok(());
    }
    locked(bin, progress).map(drop)
}

fn locked(bin: &Path, progress: &dyn Progress) -> Result<PassingLock> {
    let path = bin.join(format!("{PREFIX}.lock"));
    let work = format!("which updates the program in {}", bin.visible());
    let lock = PassingLock::acquire_after(&path, &work, progress)?;
    for dir in left(bin).into_iter().filter(|left| *left != path) {
        let _ = remove::tree(&dir, &Silent);
    }
    alias::sweep_ended(bin);
    Ok(lock)
}

fn left(bin: &Path) -> Vec<PathBuf> {
    let names = walk::names(bin).unwrap_or_default().into_iter();
    let ours = names.filter(|name| name.to_string_lossy().starts_with(PREFIX));
    ours.map(|name| bin.join(name)).collect()
}
