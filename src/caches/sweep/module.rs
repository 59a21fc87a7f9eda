//! Takes module versions out of the cache the way the go command would: `<version>.lock` is held,
//! `<version>.partial` says that the directory is not whole, and the directory is gone by one
//! rename. Whatever point it is killed at, Go unpacks or downloads that version again.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::Swept;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::quoting::word;
use crate::caches::plan::Removal;
use crate::go::escape::escape;
use crate::go::gomod::ModuleVersion;
use crate::sys::fs::beneath::{Beneath, FileLock};
use crate::sys::fs::remove;
use crate::sys::fs::usage::{Links, of_path};
use crate::toolchains::inventory::modules::ASIDE;

/// Where directories go that are about to be deleted: below the module cache, so that a rename
/// does it, in a directory of this process.
pub(crate) struct Trash {
    pub(super) root: PathBuf,
    pub(super) cache: Beneath,
    pub(super) run: Beneath,
    name: String,
    next: u64,
    /// Removals whose trash is not deleted yet, by its number: bytes are freed only then.
    moved: Vec<(String, Removal)>,
}

/// A step that did not work.
pub(super) enum Failed {
    /// Another process works on it.
    Busy,
    At(PathBuf, io::Error),
}

impl Trash {
    /// Opens the trash of the module cache at `root`.
    ///
    /// # Errors
    /// When it cannot be made (exit 3): a link in its place, somebody else's cache.
    pub(crate) fn open(root: &Path) -> Result<Self> {
        let failed = |error: io::Error| {
            Fault::io("make a trash in", root, &error)
                .hint(format!("make sure that it is yours: ls -ld {}", word(root)))
        };
        let cache = Beneath::open(root).map_err(failed)?;
        for number in 0..1000 {
            let all = cache.make_dir(ASIDE).map_err(failed)?;
            let name = format!("{}-{number}", std::process::id());
            if all.has(name.as_ref()) {
                continue;
            }
            let run = all.make_dir(&name).map_err(failed)?;
            run.hold().map_err(failed)?;
            // Before it was held, another sweep may have taken it for a dead one's.
            if all.has(name.as_ref()) {
                let root = root.to_owned();
                return Ok(Self { root, cache, run, name, next: 0, moved: Vec::new() });
            }
        }
        Err(failed(io::ErrorKind::AlreadyExists.into()))
    }

    /// Takes a module version out, or its zip only.
    pub(super) fn module(
        &mut self,
        module: &ModuleVersion,
        zip_only: bool,
        removal: &Removal,
        swept: &mut Swept,
    ) {
        let done = match Names::of(module) {
            Some(names) if zip_only => self.zip(&names).map(|()| None),
            Some(names) => self.whole(&names),
            None => Ok(None),
        };
        match done {
            // Freed once the trash is emptied.
            Ok(Some(number)) => self.moved.push((number, removal.clone())),
            Ok(None) => swept.done(removal),
            Err(Failed::Busy) => swept.skip(removal, "a go command works on it"),
            Err(Failed::At(path, error)) => swept.stuck(path, &error),
        }
    }

    /// Returns the number of the directory in the trash.
    fn whole(&mut self, names: &Names) -> Result<Option<String>, Failed> {
        let Some((versions, _lock)) = self.lock(names)? else {
            // No download directory: a directory that was put there by hand, or `.mod` swept.
            return self.aside(&names.parent, &names.dir);
        };
        let at = self.root.join(&names.versions);
        let failed = |name: &OsString| {
            let path = at.join(name);
            move |error| Failed::At(path, error)
        };
        versions.mark(&names.partial).map_err(failed(&names.partial))?;
        let moved = match self.aside(&names.parent, &names.dir) {
            Ok(moved) => moved,
            Err(error) => {
                // The directory is as it was, so the mark must not condemn it.
                let _ = versions.unlink(&names.partial);
                return Err(error);
            }
        };
        for name in [&names.zip, &names.ziphash, &names.partial] {
            versions.unlink(name).map_err(failed(name))?;
        }
        Ok(moved)
    }

    /// Removes the zip of a version whose directory and hash are whole.
    fn zip(&self, names: &Names) -> Result<(), Failed> {
        let Some((versions, _lock)) = self.lock(names)? else { return Ok(()) };
        let whole = self.cache.below(&names.parent.join(&names.dir)).is_ok()
            && versions.has(&names.ziphash)
            && !versions.has(&names.partial);
        if !whole {
            return Err(Failed::Busy);
        }
        let path = self.root.join(&names.versions).join(&names.zip);
        versions.unlink(&names.zip).map(drop).map_err(|error| Failed::At(path, error))
    }

    /// The `@v` directory and the version's lock; `None` where there is no such directory.
    fn lock(&self, names: &Names) -> Result<Option<(Beneath, FileLock)>, Failed> {
        let at = || self.root.join(&names.versions);
        let versions = match self.cache.below(&names.versions) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| Failed::At(at(), error))?,
        };
        match versions.lock(&names.lock) {
            Ok(Some(lock)) => Ok(Some((versions, lock))),
            Ok(None) => Err(Failed::Busy),
            Err(error) => Err(Failed::At(at().join(&names.lock), error)),
        }
    }

    /// Moves a directory into the trash; on another file system it is deleted where it lies.
    /// Returns its number there, `None` where nothing was.
    pub(super) fn aside(
        &mut self,
        parent: &Path,
        name: &OsString,
    ) -> Result<Option<String>, Failed> {
        let path = || self.root.join(parent).join(name);
        let dir = match self.cache.below(parent) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| Failed::At(self.root.join(parent), error))?,
        };
        let number = self.next.to_string();
        match dir.move_dir(name, &self.run, &number) {
            Ok(false) => Ok(None),
            Ok(true) => {
                self.next += 1;
                Ok(Some(number))
            }
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                match remove::sweep(&path(), &crate::base::progress::Silent).left.into_iter().next()
                {
                    None => Ok(None),
                    Some((path, error)) => Err(Failed::At(path, error)),
                }
            }
            Err(error) => Err(Failed::At(path(), error)),
        }
    }

    /// Removes something below the cache by its relative path: a directory or a file.
    pub(super) fn path(&mut self, relative: &Path, removal: &Removal, swept: &mut Swept) {
        let (Some(parent), Some(name)) = (relative.parent(), relative.file_name()) else { return };
        if relative == Path::new(ASIDE) {
            // Empty but for ours, and gone with it.
            return swept.done(removal);
        }
        // What a dead sweep left is held while it is moved; so nobody else does it too.
        let held = (parent == Path::new(ASIDE)).then(|| self.cache.below(relative)).transpose();
        match held.as_ref().map(|dir| dir.as_ref().map(Beneath::try_hold)) {
            Ok(Some(Ok(false))) => return swept.skip(removal, "another clean works on it"),
            Ok(Some(Err(error))) => return swept.stuck(self.root.join(relative), &error),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return swept.stuck(self.root.join(relative), error);
            }
            _ => {}
        }
        if let Ok(Some(held)) = &held {
            held.let_go();
        }
        match self.aside(parent, &name.to_owned()) {
            Ok(Some(number)) => return self.moved.push((number, removal.clone())),
            Ok(None) => {}
            Err(Failed::Busy) => return swept.skip(removal, "it is in use"),
            Err(Failed::At(path, error)) => return swept.stuck(path, &error),
        }
        match self.cache.below(parent).and_then(|dir| dir.unlink(name)) {
            Ok(_) => swept.done(removal),
            Err(error) => swept.stuck(self.root.join(relative), &error),
        }
    }

    /// Notes that `number` in the trash belongs to a removal.
    pub(super) fn owe(&mut self, number: String, removal: Removal) {
        self.moved.push((number, removal));
    }

    /// Deletes what was moved, in parallel, and counts it as freed.
    pub(super) fn empty(self, swept: &mut Swept, progress: &dyn Progress) {
        let run = self.root.join(ASIDE).join(&self.name);
        self.run.let_go();
        let gone = remove::sweep(&run, progress);
        let stuck = !gone.left.is_empty();
        for (number, removal) in &self.moved {
            let rest = if stuck { of_path(&run.join(number), &Links::default()).bytes } else { 0 };
            if rest == 0 {
                swept.done(removal);
            } else {
                swept.part(removal, rest);
            }
        }
        gone.left.into_iter().for_each(|(path, why)| swept.stuck(path, &why));
        // The trash itself, unless another run has something in it.
        let _ = self.cache.remove_dir(ASIDE.as_ref());
    }
}

/// Where the parts of a module version lie, relative to the cache.
struct Names {
    /// `github.com/pkg`
    parent: PathBuf,
    /// `errors@v0.9.1`
    dir: OsString,
    /// `cache/download/github.com/pkg/errors/@v`
    versions: PathBuf,
    lock: OsString,
    partial: OsString,
    zip: OsString,
    ziphash: OsString,
}

impl Names {
    fn of(module: &ModuleVersion) -> Option<Self> {
        let (path, version) = (escape(&module.path)?, escape(&module.version)?);
        let whole = PathBuf::from(format!("{path}@{version}"));
        let name = |end: &str| OsString::from(format!("{version}.{end}"));
        Some(Self {
            parent: whole.parent()?.to_owned(),
            dir: whole.file_name()?.to_owned(),
            versions: Path::new("cache/download").join(path).join("@v"),
            lock: name("lock"),
            partial: name("partial"),
            zip: name("zip"),
            ziphash: name("ziphash"),
        })
    }
}
