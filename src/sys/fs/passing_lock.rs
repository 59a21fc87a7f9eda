//! A lock whose file goes with it: for what has a name of its own, of which there are ever new ones, and for a
//! directory in which nothing of ours is to stay. The lock of a place that there is once has a file that stays
//! ([`Lock`]).

use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::{remove, walk};
use crate::base::fault::Result;
use crate::base::progress::Progress;

/// How the name of a lock file ends, behind that of what it locks.
const END: &str = ".lock";

/// An exclusive lock on a file that is there as long as somebody holds it, or a kill has left it.
#[derive(Debug)]
pub struct PassingLock {
    path: PathBuf,
    // Dropped after the name is gone.
    lock: Lock,
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
                return Ok(Self { path: path.to_owned(), lock });
            }
        }
    }

    /// As [`Lock::try_acquire`].
    ///
    /// # Errors
    /// When the lock file cannot be created or locked (exit 3).
    pub fn try_acquire(path: &Path) -> Result<Option<Self>> {
        loop {
            match Lock::try_acquire(path)? {
                Some(lock) if lock.is_named() => {
                    return Ok(Some(Self { path: path.to_owned(), lock }));
                }
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The lock that is held, for a program that works under it.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }
}

impl Drop for PassingLock {
    fn drop(&mut self) {
        // Where somebody took it away by hand, its name may be that of another's lock.
        if self.lock.is_named() {
            let _ = remove::file(&self.path);
        }
    }
}

/// Where the lock of what has this name in a directory lies.
pub fn path_in(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}{END}"))
}

/// Those that have a lock file in a directory, held or not.
pub fn names_in(dir: &Path) -> Vec<String> {
    let names = walk::names(dir).unwrap_or_default().into_iter();
    names.filter_map(|name| name.to_str()?.strip_suffix(END).map(str::to_owned)).collect()
}

/// Removes the lock files in a directory that nobody holds, of names that are ours: a kill left them.
pub fn sweep(dir: &Path, is_ours: impl Fn(&str) -> bool) {
    for name in names_in(dir).into_iter().filter(|name| is_ours(name)) {
        // To hold it and let it go removes it.
        drop(PassingLock::try_acquire(&path_in(dir, &name)));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

    use super::*;
    use crate::base::progress::Silent;

    #[test]
    fn passing_lock_is_held_by_one_of_many_and_leaves_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = path_in(dir.path(), "tip");
        let (busy, turns) = (AtomicBool::new(false), AtomicU32::new(0));
        let work = || {
            assert!(!busy.swap(true, Ordering::SeqCst), "two hold it at once");
            turns.fetch_add(1, Ordering::SeqCst);
            std::thread::yield_now();
            busy.store(false, Ordering::SeqCst);
        };
        std::thread::scope(|scope| {
            for number in 0..8 {
                let (path, work) = (&path, &work);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let held = match number % 2 {
                            0 => PassingLock::acquire_after(path, "", &Silent).map(Some),
                            _ => PassingLock::try_acquire(path),
                        };
                        if let Some(_held) = held.unwrap() {
                            work();
                        }
                    }
                });
            }
        });
        assert!(turns.into_inner() >= 800, "who waits gets it");
        assert!(names_in(dir.path()).is_empty());
    }

    #[test]
    fn passing_lock_whose_file_was_taken_away_leaves_the_one_that_came() {
        let dir = tempfile::tempdir().unwrap();
        let path = path_in(dir.path(), "tip");
        let first = PassingLock::try_acquire(&path).unwrap().unwrap();
        remove::file(&path).unwrap();
        let second = PassingLock::try_acquire(&path).unwrap().unwrap();
        drop(first);
        assert!(PassingLock::try_acquire(&path).unwrap().is_none());
        drop(second);
    }

    #[test]
    fn passing_locks_of_killed_ones_are_swept_by_name_and_held_ones_stay() {
        let dir = tempfile::tempdir().unwrap();
        let held = PassingLock::try_acquire(&path_in(dir.path(), "ours-held")).unwrap().unwrap();
        for left in ["ours-dead", "package"] {
            std::fs::write(path_in(dir.path(), left), "").unwrap();
        }
        sweep(dir.path(), |name| name.starts_with("ours-"));
        let mut stay = names_in(dir.path());
        stay.sort();
        assert_eq!(stay, ["ours-held", "package"]);
        drop(held);
    }
}
