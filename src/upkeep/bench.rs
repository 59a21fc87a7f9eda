//! What an update has beside the program while it works: a lock, so that one at a time replaces it whatever home it
//! works for, and a directory from which a rename leads to the program. In that lie what was unpacked, the program
//! that stood there before, and which pages did.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::pages;
use super::plan::VERSION;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::base::visible::Visible as _;
use crate::sys::fs::passing_lock::{self, PassingLock};
use crate::sys::fs::{alias, lookup, movable, read, remove, temporary, walk};

/// How the names of both begin.
const PREFIX: &str = ".goenvmgr-update";

/// Where a release is unpacked.
pub(super) fn release(work: &Path, version: &str) -> PathBuf {
    work.join(format!("release-{version}"))
}

/// The program of an unpacked release, until it takes its place.
pub(super) fn program(release: &Path) -> PathBuf {
    release.join(lookup::file_name("goenvmgr"))
}

/// The program that stood there, until it is taken back or nothing is left to do.
pub(super) fn before(work: &Path) -> PathBuf {
    work.join("before")
}

/// Brings the pages of a program that is in its place.
pub(super) fn finish(work: &Path, release: &Path, bin: &Path) -> Result<()> {
    pages::renew(work, release, bin)?;
    // Or what is swept halfway would be taken for a release without pages.
    remove::file(&before(work)).map(drop)
}

/// The same, where the run that brought this program was killed meanwhile.
fn take_up(work: &Path, bin: &Path) -> Result<()> {
    let release = release(work, VERSION);
    let is_away = read::is_dir(&release) && !read::exists(&program(&release));
    if is_away && read::exists(&before(work)) { finish(work, &release, bin) } else { Ok(()) }
}

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
    /// Waits until nobody else replaces a program in `bin`, finishes and sweeps what dead runs left there, and makes a
    /// directory.
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

/// Finishes and sweeps what dead runs left, where there is something and it can be removed.
pub(super) fn tidy(bin: &Path, progress: &dyn Progress) -> Result<()> {
    if left(bin).is_empty() || movable::of_dir(bin).is_some() {
        return Ok(());
    }
    locked(bin, progress).map(drop)
}

fn locked(bin: &Path, progress: &dyn Progress) -> Result<PassingLock> {
    let path = passing_lock::path_in(bin, PREFIX);
    let work = format!("which updates the program in {}", bin.visible());
    let lock = PassingLock::acquire_after(&path, &work, progress)?;
    for dir in left(bin).into_iter().filter(|left| *left != path) {
        match take_up(&dir, bin) {
            Ok(()) => drop(remove::tree(&dir, &Silent)),
            // It stays for the next run, and is no reason to bring nothing newer.
            Err(fault) => unfinished(&dir, &fault, progress),
        }
    }
    alias::sweep_ended(bin);
    Ok(lock)
}

fn unfinished(dir: &Path, fault: &Fault, progress: &dyn Progress) {
    progress.note(&format!(
        "warning: pages of goenvmgr {VERSION} are not in their place: {}",
        fault.what
    ));
    for cause in &fault.causes {
        progress.note(&format!("  {cause}"));
    }
    let dir = dir.visible();
    progress.note(&format!("hint: make way there and run this again, or remove {dir}"));
}

fn left(bin: &Path) -> Vec<PathBuf> {
    let names = walk::names(bin).unwrap_or_default().into_iter();
    let ours = names.filter(|name| name.to_string_lossy().starts_with(PREFIX));
    ours.map(|name| bin.join(name)).collect()
}
