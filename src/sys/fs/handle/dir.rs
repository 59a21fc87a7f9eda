//! What is done with a name in an open directory: what it means on every system. How, is each system's own.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::os::at;
use super::{Dir, FileKind, Handle, In, Name, Named, Open, Stat, Through};

impl Dir<'_> {
    /// Opens a directory in it, to be listed.
    ///
    /// # Errors
    /// As the system says.
    pub fn enter(self, name: impl Named, through: Through) -> io::Result<Handle> {
        at::enter(self, name, through)
    }

    /// Opens a directory in it that is only passed through: where the system can, it need not be readable.
    pub(in crate::sys::fs) fn pass(self, name: impl Named, through: Through) -> io::Result<Handle> {
        at::pass(self, name, through)
    }

    /// The directory that holds it.
    pub(in crate::sys::fs) fn above(self) -> io::Result<Handle> {
        at::above(self)
    }

    /// Itself, once more.
    ///
    /// # Errors
    /// Where no more can be open.
    pub fn again(self) -> io::Result<Handle> {
        at::again(self)
    }

    /// Opens a file in it; one that is made gets what the umask leaves of the mode, where there are modes.
    pub(in crate::sys::fs) fn open(
        self,
        name: impl Named,
        to: Open,
        through: Through,
        mode: u32,
    ) -> io::Result<File> {
        at::open(In(self, name), to, through, mode)
    }

    /// Makes a directory in it, with what the umask leaves of the mode, where there are modes.
    pub(in crate::sys::fs) fn make_dir(self, name: impl Named, mode: u32) -> io::Result<()> {
        at::make_dir(self, name, mode)
    }

    /// Removes a file or a link.
    pub(in crate::sys::fs) fn unlink(self, name: impl Named) -> io::Result<()> {
        at::unlink(self, name)
    }

    /// Removes an empty directory.
    pub(in crate::sys::fs) fn remove_dir(self, name: impl Named) -> io::Result<()> {
        at::remove_dir(self, name)
    }

    /// Renames, over what stands there: a file, or an empty directory.
    pub(in crate::sys::fs) fn rename(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        at::rename(In(self, name), In(to, as_name))
    }

    /// Renames to what must not be there. Not every file system knows that ([`super::is_unknown`]).
    pub(in crate::sys::fs) fn rename_new(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        at::rename_new(In(self, name), In(to, as_name))
    }

    /// Puts each in the place of the other. Not every file system knows that ([`super::is_unknown`]).
    pub(in crate::sys::fs) fn exchange(
        self,
        name: impl Named,
        with: Dir<'_>,
        other: impl Named,
    ) -> io::Result<()> {
        at::exchange(In(self, name), In(with, other))
    }

    /// Gives a file a second name here, where it is free.
    pub(in crate::sys::fs) fn name_again(
        self,
        name: impl Named,
        other: impl Named,
    ) -> io::Result<()> {
        at::name_again(self, name, other)
    }

    /// Where a symbolic link leads, one step.
    pub(in crate::sys::fs) fn link_target(self, name: impl Named) -> io::Result<PathBuf> {
        at::link_target(self, name)
    }

    /// Facts of a name in it; a link is one.
    ///
    /// # Errors
    /// As the system says.
    pub fn stat(self, name: impl Named) -> io::Result<Stat> {
        at::stat(self, name, Through::Nothing)
    }

    /// Facts of what stands behind a name.
    pub(in crate::sys::fs) fn stat_behind(self, name: impl Named) -> io::Result<Stat> {
        at::stat(self, name, Through::Links)
    }

    /// Its own facts.
    ///
    /// # Errors
    /// As the system says.
    pub fn own_stat(self) -> io::Result<Stat> {
        at::own_stat(self)
    }

    /// Sets the permission bits of a name, as far as there are any.
    pub(in crate::sys::fs) fn set_mode(self, name: impl Named, mode: u32) -> io::Result<()> {
        at::set_mode(self, name, mode)
    }

    /// Adds permission bits to its own, as far as there are any.
    pub(in crate::sys::fs) fn allow(self, more: u32) -> io::Result<()> {
        at::allow(self, more)
    }

    /// Whether something is mounted there, as far as the system tells.
    pub(in crate::sys::fs) fn is_mount_point(self, name: &Name) -> bool {
        at::is_mount_point(self, name)
    }

    /// Calls `each` with name and kind of every entry except `.` and `..`.
    ///
    /// # Errors
    /// As the system says.
    pub fn entries(self, each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
        at::entries(self, each)
    }
}
