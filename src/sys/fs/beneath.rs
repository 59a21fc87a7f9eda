//! Names resolved below one directory, component by component, never through a link.
//!
//! A cleaner that is handed a path may find that a directory on the way has become a link to
//! somewhere else; here that is an error, not a journey.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

use rustix::fs::{AtFlags, CWD, FlockOperation, Mode, OFlags};
use rustix::io::Errno;
use rustix::path::Arg;

use super::look::{CHOSEN, LOOK};

/// What Go gives its own lock files, so that all who share a cache can take them.
const GOS: u32 = 0o666;

/// An open directory.
#[derive(Debug)]
pub struct Beneath(OwnedFd);

/// An exclusive lock on a lock file, released when dropped. The same primitive (`flock`) as the go
/// command's own on Linux.
#[derive(Debug)]
pub struct FileLock(#[expect(dead_code, reason = "held, not used")] OwnedFd);

impl Beneath {
    /// Opens the directory that everything else stays below. Links on the way to it are the
    /// user's own choice and are followed.
    ///
    /// # Errors
    /// As the system says.
    pub fn open(top: &Path) -> io::Result<Self> {
        Ok(Self(rustix::fs::openat(CWD, top, CHOSEN, Mode::empty())?))
    }

    /// The directory `name` in an open one, never through a link.
    ///
    /// # Errors
    /// As the system says.
    pub fn inside(dir: BorrowedFd<'_>, name: impl AsRef<OsStr>) -> io::Result<Self> {
        Ok(Self(rustix::fs::openat(dir, name.as_ref(), LOOK, Mode::empty())?))
    }

    /// The directory at `relative`.
    ///
    /// # Errors
    /// A link on the way (`ELOOP` or `ENOTDIR`), a `..`, an absolute path, or what the system says.
    pub fn dir(&self, relative: &Path) -> io::Result<Self> {
        let mut at = Self(self.0.try_clone()?);
        for component in relative.components() {
            match component {
                Component::Normal(name) => at = Self::inside(at.0.as_fd(), name)?,
                Component::CurDir => {}
                _ => return Err(io::ErrorKind::InvalidInput.into()),
            }
        }
        Ok(at)
    }

    /// The directory `name`, made if it is not there.
    ///
    /// # Errors
    /// As [`Beneath::dir`].
    pub fn make_dir(&self, name: &str) -> io::Result<Self> {
        match rustix::fs::mkdirat(&self.0, name, Mode::from_raw_mode(0o700)) {
            Ok(()) | Err(Errno::EXIST) => self.dir(Path::new(name)),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the lock file `name` of Go's, made as Go makes it if it is not there. `None` where somebody holds it.
    ///
    /// # Errors
    /// A link in its place, or what the system says.
    pub fn lock(&self, name: &OsStr) -> io::Result<Option<FileLock>> {
        let file = self.create(name)?;
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(FileLock(file))),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes the empty file `name`; one that is there stays as it is.
    ///
    /// # Errors
    /// As [`Beneath::lock`].
    pub fn mark(&self, name: &OsStr) -> io::Result<()> {
        self.create(name).map(drop)
    }

    fn create(&self, name: &OsStr) -> io::Result<OwnedFd> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.0, name, flags, Mode::from_raw_mode(GOS))?)
    }

    /// Removes the file `name`; nothing there is fine. Returns whether there was one.
    ///
    /// # Errors
    /// As the system says; a directory is one.
    pub fn unlink(&self, name: &OsStr) -> io::Result<bool> {
        unlink(self.as_fd(), name)
    }

    /// Removes the empty directory `name`.
    ///
    /// # Errors
    /// As the system says; one that is not empty stays.
    pub fn remove_dir(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
    }

    /// The names in this directory, sorted.
    ///
    /// # Errors
    /// As the system says.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        super::usage::entries(self.as_fd(), |name, _| {
            names.push(OsStr::from_bytes(name.to_bytes()).to_owned());
        })?;
        names.sort();
        Ok(names)
    }

    /// Moves the directory `name` to `to` below `aside`. A read-only directory (Go's module
    /// directories are) is made writable first: its `..` changes. Returns whether there was one;
    /// a link or a file of that name is left alone.
    ///
    /// # Errors
    /// As the system says.
    pub fn move_dir(&self, name: &OsStr, aside: &Self, to: &str) -> io::Result<bool> {
        let dir = match rustix::fs::openat(&self.0, name, LOOK, Mode::empty()) {
            Ok(dir) => dir,
            Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => return Ok(false),
            // Not even readable: the mode may still be ours to change.
            Err(error) => return Err(error.into()),
        };
        let mode = Mode::from_raw_mode(rustix::fs::fstat(&dir)?.st_mode);
        if !mode.contains(Mode::WUSR) {
            rustix::fs::fchmod(&dir, mode | Mode::RWXU)?;
        }
        rustix::fs::renameat(&self.0, name, &aside.0, to)?;
        Ok(true)
    }

    /// Holds this directory itself for as long as it is open; whoever wants to remove it asks with
    /// [`Beneath::try_hold`]. Waits for those who are asking.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        Ok(rustix::fs::flock(&self.0, FlockOperation::LockExclusive)?)
    }

    /// As [`Beneath::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        match rustix::fs::flock(&self.0, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether something of that name is there, a link included.
    pub fn has(&self, name: &OsStr) -> bool {
        rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW).is_ok()
    }
}

impl AsFd for Beneath {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// Removes the file `name` in an open directory; nothing there is fine. Returns whether there was
/// one.
///
/// # Errors
/// As the system says; a directory is one.
pub fn unlink(dir: BorrowedFd<'_>, name: impl Arg) -> io::Result<bool> {
    match rustix::fs::unlinkat(dir, name, AtFlags::empty()) {
        Ok(()) => Ok(true),
        Err(Errno::NOENT) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_refused_and_nothing_is_made_behind_them() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("outside")).unwrap();
        std::fs::create_dir_all(at("cache/real")).unwrap();
        symlink(at("outside"), at("cache/linked")).unwrap();
        symlink(at("outside/new"), at("cache/real/v1.lock")).unwrap();
        let cache = Beneath::open(&at("cache")).unwrap();
        cache.dir(Path::new("linked")).unwrap_err();
        cache.dir(Path::new("real/..")).unwrap_err();
        cache.dir(Path::new("real")).unwrap().lock(OsStr::new("v1.lock")).unwrap_err();
        assert!(!cache.move_dir(OsStr::new("linked"), &cache, "moved").unwrap());
        assert_eq!(std::fs::read_dir(at("outside")).unwrap().count(), 0);
    }

    #[test]
    fn lock_that_is_held_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Beneath::open(dir.path()).unwrap();
        let name = OsStr::new("v1.lock");
        let held = cache.lock(name).unwrap().unwrap();
        assert!(cache.lock(name).unwrap().is_none());
        drop(held);
        assert!(cache.lock(name).unwrap().is_some());
    }

    #[test]
    fn read_only_directory_can_be_moved() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Beneath::open(dir.path()).unwrap();
        let module = dir.path().join("m@v1");
        std::fs::create_dir(&module).unwrap();
        std::fs::write(module.join("go.mod"), "module m").unwrap();
        std::fs::set_permissions(&module, std::fs::Permissions::from_mode(0o555)).unwrap();
        let aside = cache.make_dir("aside").unwrap();
        assert!(cache.move_dir(OsStr::new("m@v1"), &aside, "0").unwrap());
        assert!(!cache.move_dir(OsStr::new("m@v1"), &aside, "1").unwrap());
        assert!(dir.path().join("aside/0/go.mod").exists() && !module.exists());
    }
}
