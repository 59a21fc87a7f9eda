//! What is done with a name in an open directory.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::{A_LINK, Dir, Handle, Name, Named, Stat, again, flag, kind};
use crate::sys::fs::handle::{FileKind, Open, Through};

impl Dir<'_> {
    /// Where the process works: names in it are whole paths, or begin there.
    pub const WORKING: Dir<'static> = Dir(None);

    fn at(self, name: impl Named) -> PathBuf {
        let name = Path::new(name.as_ref());
        match self.0 {
            Some(handle) if name == Path::new(".") => handle.path.clone(),
            Some(handle) => handle.path.join(name),
            None => name.to_owned(),
        }
    }

    /// Opens a directory in it, to be listed.
    ///
    /// # Errors
    /// As the system says.
    pub fn enter(self, name: impl Named, through: Through) -> io::Result<Handle> {
        Handle::open(self.at(name), through)
    }

    /// Opens a directory in it that is only passed through.
    pub(in crate::sys::fs) fn pass(self, name: impl Named, through: Through) -> io::Result<Handle> {
        self.enter(name, through)
    }

    /// The directory that holds it.
    pub(in crate::sys::fs) fn above(self) -> io::Result<Handle> {
        let own = self.at(".");
        Handle::open(own.parent().unwrap_or(&own).to_owned(), Through::Nothing)
    }

    /// Itself, once more.
    ///
    /// # Errors
    /// Where no more can be open.
    pub fn again(self) -> io::Result<Handle> {
        self.enter(".", Through::Links)
    }

    /// Opens a file in it.
    pub(in crate::sys::fs) fn open(
        self,
        name: impl Named,
        to: Open,
        through: Through,
        _mode: u32,
    ) -> io::Result<File> {
        let mut options = OpenOptions::new();
        match to {
            Open::Read | Open::ReadUnseen => options.read(true),
            Open::Write => options.write(true),
            Open::Change => options.read(true).write(true),
            Open::Append => options.append(true).create(true),
            Open::Keep => options.read(true).write(true).create(true).truncate(false),
            Open::New => options.read(true).write(true).create_new(true),
        };
        let file = options.custom_flags(flag(through)).open(self.at(name))?;
        match through == Through::Nothing && file.metadata()?.is_symlink() {
            true => Err(io::Error::from_raw_os_error(A_LINK)),
            false => Ok(file),
        }
    }

    /// Makes a directory in it. What may be done there it has from the one above.
    pub(in crate::sys::fs) fn make_dir(self, name: impl Named, _mode: u32) -> io::Result<()> {
        fs::create_dir(self.at(name))
    }

    /// Removes a file or a link, write protection notwithstanding.
    pub(in crate::sys::fs) fn unlink(self, name: impl Named) -> io::Result<()> {
        let path = self.at(name);
        match again::removed(|| fs::remove_file(&path)) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                let seen = fs::symlink_metadata(&path)?;
                // A link to a directory, a junction.
                if seen.is_symlink() {
                    return fs::remove_dir(&path);
                }
                if seen.is_dir() || !seen.permissions().readonly() {
                    return Err(error);
                }
                protect(&path, false)?;
                fs::remove_file(&path)
            }
            removed => removed,
        }
    }

    /// Removes an empty directory.
    pub(in crate::sys::fs) fn remove_dir(self, name: impl Named) -> io::Result<()> {
        let path = self.at(name);
        again::removed(|| fs::remove_dir(&path))
    }

    /// Renames, over what stands there: a file, or an empty directory.
    pub(in crate::sys::fs) fn rename(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(as_name));
        if is_dir(&from) && is_dir(&to) {
            // No directory is renamed onto another here.
            fs::remove_dir(&to)?;
        }
        again::renamed(&from, || fs::rename(&from, &to))
    }

    /// Renames to what must not be there.
    pub(in crate::sys::fs) fn rename_new(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(as_name));
        if fs::symlink_metadata(&to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if is_dir(&from) {
            return again::renamed(&from, || fs::rename(&from, &to));
        }
        // A second name is refused where one is taken.
        fs::hard_link(&from, to)?;
        fs::remove_file(from)
    }

    /// There is no such call.
    pub(in crate::sys::fs) fn exchange(
        self,
        _: impl Named,
        _: Dir<'_>,
        _: impl Named,
    ) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    /// Gives a file a second name here, where it is free.
    pub(in crate::sys::fs) fn name_again(
        self,
        name: impl Named,
        other: impl Named,
    ) -> io::Result<()> {
        fs::hard_link(self.at(name), self.at(other))
    }

    /// Where a symbolic link leads, one step.
    pub(in crate::sys::fs) fn link_target(self, name: impl Named) -> io::Result<PathBuf> {
        fs::read_link(self.at(name))
    }

    /// Facts of a name in it; a link is one.
    ///
    /// # Errors
    /// As the system says.
    pub fn stat(self, name: impl Named) -> io::Result<Stat> {
        Stat::of(&self.at(name), Through::Nothing)
    }

    /// Facts of what stands behind a name.
    pub(in crate::sys::fs) fn stat_behind(self, name: impl Named) -> io::Result<Stat> {
        Stat::of(&self.at(name), Through::Links)
    }

    /// Its own facts.
    ///
    /// # Errors
    /// As the system says.
    pub fn own_stat(self) -> io::Result<Stat> {
        self.stat_behind(".")
    }

    /// Write-protects a file, or takes that away; the other bits are nobody's here.
    pub(in crate::sys::fs) fn set_mode(self, name: impl Named, mode: u32) -> io::Result<()> {
        protect(&self.at(name), mode & 0o200 == 0)
    }

    /// What may be done in a directory is not in bits.
    pub(in crate::sys::fs) fn allow(self, _: u32) -> io::Result<()> {
        Ok(())
    }

    /// It cannot be removed without being taken off first.
    pub(in crate::sys::fs) fn is_mount_point(self, _: &Name) -> bool {
        false
    }

    /// Calls `each` with name and kind of every entry.
    ///
    /// # Errors
    /// As the system says.
    pub fn entries(self, mut each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
        for entry in fs::read_dir(self.at("."))? {
            let entry = entry?;
            each(&entry.file_name(), entry.file_type().map_or(FileKind::Other, kind));
        }
        Ok(())
    }
}

fn is_dir(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|seen| seen.is_dir())
}

fn protect(path: &Path, from_writing: bool) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() == from_writing {
        return Ok(());
    }
    permissions.set_readonly(from_writing);
    fs::set_permissions(path, permissions)
}
