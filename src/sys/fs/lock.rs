//! Locks by name, held by the kernel: whatever ends the process releases them. Nobody is waited for
//! without a word, and only what a user asked to happen is waited for without an end.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::about;
use super::handle::Open;
use super::holder::Holder;
use super::own::At;
use super::rights;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;

/// Who may open a lock file can hold the lock, reading it is enough for that: nobody else may.
const PRIVATE: u32 = 0o600;
/// How long what takes moments is waited for.
const LONG: Duration = Duration::from_secs(60);
/// How often a lock is tried again at most: the kernel has no wait that ends.
const PAUSE: Duration = Duration::from_millis(50);

/// An exclusive lock on a file, held until dropped. The file itself stays: removing it would let
/// two processes hold "the" lock on two files of one name. See [`super::passing_lock`] for what goes.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes a lock that is held for moments. Where somebody holds it for longer that is told, and
    /// after a minute it is an error that names them.
    ///
    /// # Errors
    /// When the lock file cannot be created or locked, or is held for a minute (exit 3).
    pub fn acquire(path: &Path, told: &dyn Progress) -> Result<Self> {
        Self::within(LONG, path, told)
    }

    fn within(limit: Duration, path: &Path, told: &dyn Progress) -> Result<Self> {
        let file = open(path)?;
        if try_lock(&file, path)? {
            return Ok(Self(file));
        }
        told.note(&format!("waiting for {}, which holds {}", Holder::of(&file), path.visible()));
        let begun = Instant::now();
        let mut pause = Duration::from_millis(1);
        while !try_lock(&file, path)? {
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return Err(still_held(&file, path, limit));
            }
            std::thread::sleep(pause.min(left));
            pause = (pause * 2).min(PAUSE);
        }
        Ok(Self(file))
    }

    /// Takes the lock of long work, waiting for as long as somebody else is at it. Says so once:
    /// `work` is what the other one does, "which is at work on go1.22.5".
    ///
    /// # Errors
    /// When the lock file cannot be created or locked (exit 3).
    pub fn acquire_after(path: &Path, work: &str, told: &dyn Progress) -> Result<Self> {
        let file = open(path)?;
        if !try_lock(&file, path)? {
            told.note(&format!("waiting for {}, {work}", Holder::of(&file)));
            file.lock().map_err(|error| Fault::io("lock", path, &error))?;
        }
        Ok(Self(file))
    }

    /// The lock for a program that we start to keep open (see [`crate::sys::proc::Run::holding`]): where we are
    /// killed it is held until that one has ended too.
    ///
    /// # Errors
    /// When the system has no file left to give.
    pub(in crate::sys) fn shared(&self) -> io::Result<File> {
        self.0.try_clone()
    }

    /// Whether its file still has a name: else another may hold a new file of that name.
    pub(super) fn is_named(&self) -> bool {
        about::names(&self.0).is_ok_and(|names| names > 0)
    }

    /// Takes the lock if nobody holds it.
    ///
    /// # Errors
    /// When the lock file cannot be created or locked (exit 3).
    pub fn try_acquire(path: &Path) -> Result<Option<Self>> {
        let file = open(path)?;
        Ok(try_lock(&file, path)?.then(|| Self(file)))
    }
}

/// Whoever else has it open lets go with us: what a program left running has no claim to it.
impl Drop for Lock {
    fn drop(&mut self) {
        // It is closed next, which lets go of it where nobody else has it open.
        let _ = self.0.unlock();
    }
}

/// Whether somebody holds the lock. Nothing is created or written by asking.
pub fn is_held(path: &Path) -> bool {
    let file = look(path);
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// As [`is_held`], where a lock that cannot be asked (another user's) counts as held.
pub fn may_be_held(path: &Path) -> bool {
    match look(path) {
        Ok(file) => file.try_lock_shared().is_err(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

fn look(path: &Path) -> io::Result<File> {
    At::read(path)?.open(Open::Read, 0)
}

fn open(path: &Path) -> Result<File> {
    let opened = At::made(path).and_then(|at| at.open(Open::Keep, PRIVATE)).and_then(|file| {
        close_to_others(&file)?;
        Ok(file)
    });
    opened.map_err(|error| Fault::io("open the lock", path, &error))
}

/// Former versions let everybody read their lock files, and so hold the locks.
fn close_to_others(file: &File) -> io::Result<()> {
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    // Somebody else's stays as it is: whose it is decides who can hold it.
    let _ = rights::close_to_others(file, &about, PRIVATE);
    Ok(())
}

fn try_lock(file: &File, path: &Path) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(Fault::io("lock", path, &error)),
    }
}

fn still_held(file: &File, path: &Path, waited: Duration) -> Fault {
    let holder = Holder::of(file);
    let path = path.visible();
    let fault = Fault::unfinished(format!(
        "{holder} holds {path}, and held it for {} s: nothing was done",
        waited.as_secs()
    ));
    match holder.pid {
        Some(pid) => fault.hint(format!("ps -fp {pid} shows what it is; kill {pid} ends it")),
        None => fault.hint(format!("fuser -v {path} shows who it is; run this as root to see all")),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::sync::mpsc;

    use super::*;
    use crate::base::progress::{Silent, Unit};

    /// Hands on what it is told.
    struct Told(mpsc::Sender<String>);

    impl Progress for Told {
        fn begin(&self, _what: &str, _total: Option<u64>, _unit: Unit) {}
        fn advance(&self, _amount: u64) {}
        fn end(&self) {}
        fn note(&self, line: &str) {
            self.0.send(line.to_owned()).unwrap();
        }
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn lock_is_waited_for_by_a_second_who_is_told_once_for_whom_and_gets_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("locks/go1.22.5.lock");
        type Take = fn(&Path, &dyn Progress) -> Result<Lock>;
        let ways: [Take; 2] =
            [Lock::acquire, |path, told| Lock::acquire_after(path, "which is at it", told)];
        for take in ways {
            let first = take(&path, &Silent).unwrap();
            assert!(Lock::try_acquire(&path).unwrap().is_none());
            let (told, hears) = mpsc::channel();
            std::thread::scope(|scope| {
                let second = scope.spawn(|| drop(take(&path, &Told(told)).unwrap()));
                let line = hears.recv().unwrap();
                let pid = std::process::id();
                assert!(line.starts_with(&format!("waiting for process {pid} (")), "{line}");
                drop(first);
                second.join().unwrap();
            });
            assert!(hears.try_recv().is_err(), "told more than once");
        }
        assert!(Lock::try_acquire(&path).unwrap().is_some());
    }

    #[test]
    fn lock_that_a_program_keeps_open_is_let_go_by_its_holder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tip.lock");
        let held = Lock::try_acquire(&path).unwrap().unwrap();
        let kept = held.shared().unwrap();
        assert!(Lock::try_acquire(&path).unwrap().is_none());
        drop(held);
        assert!(Lock::try_acquire(&path).unwrap().is_some());
        drop(kept);
    }

    #[test]
    fn lock_that_is_held_for_long_ends_with_the_name_of_its_holder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("roots.lock");
        for shared in [false, true] {
            let held = File::create(&path).unwrap();
            if shared {
                held.lock_shared().unwrap();
            } else {
                held.lock().unwrap();
            }
            let fault = Lock::within(Duration::ZERO, &path, &Silent).unwrap_err();
            assert_eq!(fault.exit, crate::base::fault::Exit::Unfinished);
            let start = format!("process {} (", std::process::id());
            assert!(fault.what.starts_with(&start), "{fault}");
            assert!(fault.what.contains("roots.lock"), "{fault}");
        }
    }

    #[test]
    fn lock_file_is_for_its_owner_alone_and_one_of_old_becomes_so() {
        let dir = tempfile::tempdir().unwrap();
        let (new, old) = (dir.path().join("new.lock"), dir.path().join("old.lock"));
        std::fs::write(&old, "4711\n").unwrap();
        std::fs::set_permissions(&old, Permissions::from_mode(0o644)).unwrap();
        for path in [new, old] {
            let held = Lock::acquire(&path, &Silent).unwrap();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            drop(held);
        }
    }

    #[test]
    fn fifo_in_the_place_of_a_lock_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("roots.lock");
        let (kind, mode) = (rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR);
        rustix::fs::mknodat(rustix::fs::CWD, &path, kind, mode, 0).unwrap();
        let fault = Lock::acquire(&path, &Silent).unwrap_err();
        assert!(fault.what.contains("not a regular file"), "{fault}");
    }
}
