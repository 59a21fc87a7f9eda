//! Names resolved below one directory, component by component, never through a link.
//!
//! A cleaner that is handed a path may find that a directory on the way has become a link to
//! somewhere else; here that is an error, not a journey.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Component, Path};

use super::handle::{Dir, Handle, NameText as _, Named, Open, Through, is_absent};

/// What Go gives its own lock files, so that all who share a cache can take them.
const GOS: u32 = 0o666;

/// An open directory.
#[derive(Debug)]
pub struct Beneath(Handle);

/// An exclusive lock on a lock file, released when dropped. The same primitive (`flock`, `LockFileEx`)
/// as the go command's own.
#[derive(Debug)]
pub struct FileLock(#[expect(dead_code, reason = "held, not used")] File);

impl Beneath {
    /// The directory itself, to work in.
    pub fn dir(&self) -> Dir<'_> {
        self.0.dir()
    }

    /// Opens the directory that everything else stays below. Links on the way to it are the
    /// user's own choice and are followed.
    ///
    /// # Errors
    /// As the system says.
    pub fn open(top: &Path) -> io::Result<Self> {
        Ok(Self(Dir::WORKING.enter(top, Through::Links)?))
    }

    /// The directory `name` in an open one, never through a link.
    ///
    /// # Errors
    /// As the system says.
    pub fn inside(dir: Dir<'_>, name: impl Named) -> io::Result<Self> {
        Ok(Self(dir.enter(name, Through::Nothing)?))
    }

    /// The directory at `relative`.
    ///
    /// # Errors
    /// A link on the way (`ELOOP` or `ENOTDIR`), a `..`, an absolute path, or what the system says.
    pub fn below(&self, relative: &Path) -> io::Result<Self> {
        let mut at = Self(self.dir().again()?);
        for component in relative.components() {
            match component {
                Component::Normal(name) => at = Self::inside(at.dir(), name)?,
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
        match self.dir().make_dir(name, 0o700) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => self.below(Path::new(name)),
        }
    }

    /// Takes the lock file `name` of Go's, made as Go makes it if it is not there. `None` where somebody holds it.
    ///
    /// # Errors
    /// A link in its place, or what the system says.
    pub fn lock(&self, name: &OsStr) -> io::Result<Option<FileLock>> {
        let file = self.create(name)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(FileLock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Makes the empty file `name`; one that is there stays as it is.
    ///
    /// # Errors
    /// As [`Beneath::lock`].
    pub fn mark(&self, name: &OsStr) -> io::Result<()> {
        self.create(name).map(drop)
    }

    fn create(&self, name: &OsStr) -> io::Result<File> {
        self.dir().open(name, Open::Keep, Through::Nothing, GOS)
    }

    /// Removes the file `name`; nothing there is fine. Returns whether there was one.
    ///
    /// # Errors
    /// As the system says; a directory is one.
    pub fn unlink(&self, name: &OsStr) -> io::Result<bool> {
        unlink(self.dir(), name)
    }

    /// Removes the empty directory `name`.
    ///
    /// # Errors
    /// As the system says; one that is not empty stays.
    pub fn remove_dir(&self, name: &OsStr) -> io::Result<()> {
        self.dir().remove_dir(name)
    }

    /// The names in this directory, sorted.
    ///
    /// # Errors
    /// As the system says.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        self.dir().entries(|name, _| names.push(name.os().to_owned()))?;
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
        let dir = match self.dir().enter(name, Through::Nothing) {
            Ok(dir) => dir,
            Err(error) if is_absent(&error) => return Ok(false),
            // Not even readable: the mode may still be ours to change.
            Err(error) => return Err(error),
        };
        if dir.dir().own_stat()?.mode() & 0o200 == 0 {
            dir.dir().allow(0o700)?;
        }
        drop(dir);
        self.dir().rename(name, aside.dir(), to)?;
        Ok(true)
    }

    /// Holds this directory itself for as long as it is open; whoever wants to remove it asks with
    /// [`Beneath::try_hold`]. Waits for those who are asking.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        self.0.hold()
    }

    /// As [`Beneath::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        self.0.try_hold()
    }

    /// Says that it is about to be renamed or removed. Where nothing in a directory may be open then, it is not held
    /// any more.
    pub fn let_go(&self) {
        self.0.let_go();
    }

    /// Whether something of that name is there, a link included.
    pub fn has(&self, name: &OsStr) -> bool {
        self.dir().stat(name).is_ok()
    }
}

/// Removes the file `name` in an open directory; nothing there is fine. Returns whether there was
/// one.
///
/// # Errors
/// As the system says; a directory is one.
pub fn unlink(dir: Dir<'_>, name: impl Named) -> io::Result<bool> {
    match dir.unlink(name) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
#[cfg(unix)]
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
        cache.below(Path::new("linked")).unwrap_err();
        cache.below(Path::new("real/..")).unwrap_err();
        cache.below(Path::new("real")).unwrap().lock(OsStr::new("v1.lock")).unwrap_err();
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
