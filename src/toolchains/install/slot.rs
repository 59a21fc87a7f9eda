//! The right to change one version: its lock, and a place for half-done work.

use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
use crate::settings::toolchain_dir;
use crate::sys::fs::lock::{self, Lock};
use crate::sys::fs::passing_lock::{self, PassingLock, path_in};
use crate::sys::fs::{atomic, remove, temporary, walk};
use crate::toolchains::store::change::{self, Change};

/// Held while a version is installed or removed. Everything in `staging/` that begins with the
/// version's name belongs to the holder; what a killed process left there is dead by then.
#[derive(Debug)]
pub(in crate::toolchains) struct Slot {
    home: Home,
    version: GoVersion,
    staging: PathBuf,
    name: String,
    lock: PassingLock,
}

impl Slot {
    /// Waits for whoever holds it, and says for whom.
    pub(in crate::toolchains) fn acquire(
        home: &Home,
        version: &GoVersion,
        told: &dyn Progress,
    ) -> Result<Self> {
        let (staging, name) = (change::staging(home), home.named(version));
        atomic::create_dir(&staging)?;
        let work = format!("which is at work on {name}");
        let lock = PassingLock::acquire_after(&path_in(&staging, &name), &work, told)?;
        Ok(Self { home: home.clone(), version: version.clone(), staging, name, lock })
    }

    /// The lock that is held, for a program that works in here.
    pub(in crate::toolchains) fn lock(&self) -> &Lock {
        self.lock.lock()
    }

    /// What the holder may do to the version.
    pub(super) fn change(&self) -> Change<'_> {
        Change::of(&self.home, &self.version, &self.staging)
    }

    /// A new empty directory, on the same filesystem as the store.
    pub(in crate::toolchains) fn fresh(&self) -> Result<PathBuf> {
        temporary::directory(&self.staging, &format!("{}.new-", self.name))
            .map_err(|error| Fault::io("create a directory in", &self.staging, &error))
    }

    /// Moves a tree out of sight.
    pub(super) fn put_aside(&self, path: &Path) -> Result<PathBuf> {
        remove::aside(path, &self.staging, &format!("{}.old-", self.name))
    }

    /// Removes what is left of this version's work, and of any other whose owner is dead.
    pub(in crate::toolchains) fn sweep(&self) {
        let names = walk::names(&self.staging).unwrap_or_default();
        for name in &names {
            let Some(owner) = change::owner(name) else { continue };
            // Who is next to hold that version's lock goes on from there.
            if toolchain_dir::is_unfinished(&self.home.place_of(owner)) {
                continue;
            }
            let path = self.staging.join(name);
            if owner == self.name {
                remove::sweep(&path, &Silent);
            } else if let Ok(Some(_held)) = PassingLock::try_acquire(&path_in(&self.staging, owner))
            {
                remove::sweep(&path, &Silent);
            }
        }
        passing_lock::sweep(&self.staging, |name| toolchain_named(name).is_some());
    }
}

/// The version on which another process is at work, if any.
pub(crate) fn at_work(home: &Home) -> Option<String> {
    let staging = change::staging(home);
    let mut names = passing_lock::names_in(&staging).into_iter();
    names.find(|name| lock::is_held(&path_in(&staging, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slot_sweeps_what_dead_installers_left() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(dir.path());
        let [ours, dead, living] =
            ["1.22.5", "1.22.6", "1.22.7"].map(|v| GoVersion::parse(v).unwrap());
        let left = Slot::acquire(&home, &dead, &Silent).unwrap().fresh().unwrap();
        let held = Slot::acquire(&home, &living, &Silent).unwrap();
        let busy = held.fresh().unwrap();
        let slot = Slot::acquire(&home, &ours, &Silent).unwrap();
        let own = slot.fresh().unwrap();
        slot.sweep();
        assert!(!left.exists() && !own.exists() && busy.exists());
    }
}
