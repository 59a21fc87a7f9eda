//! Descriptors: each name is resolved by the kernel in the directory that is open (`openat` and its kin).

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;

#[cfg(target_os = "linux")]
use linux as kernel;
#[cfg(target_os = "macos")]
use macos as kernel;

use std::ffi::{CStr, CString, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RenameFlags};
use rustix::path::Arg;

use super::{FileKind, Open, Through};

/// A name in a directory, as the kernel gives and takes it.
pub type Name = CStr;
/// A name that is kept.
pub type NameBuf = CString;

/// What is written there is kept by nobody.
pub(in crate::sys::fs) const NOWHERE: &str = "/dev/null";

/// What names something in a directory: a [`Name`], a path, a text.
pub trait Named: Arg {}
impl<T: Arg> Named for T {}

/// What a name says.
pub trait NameText {
    /// As the standard library has it.
    fn os(&self) -> &OsStr;
    /// Its bytes.
    fn raw(&self) -> &[u8];
    /// Its text, where it is one.
    fn text(&self) -> Option<&str>;
}

impl NameText for Name {
    fn os(&self) -> &OsStr {
        OsStr::from_bytes(self.to_bytes())
    }
    fn raw(&self) -> &[u8] {
        self.to_bytes()
    }
    fn text(&self) -> Option<&str> {
        self.to_str().ok()
    }
}

/// An open directory.
#[derive(Debug)]
pub struct Handle(OwnedFd);

/// The same, lent.
#[derive(Clone, Copy, Debug)]
pub struct Dir<'a>(BorrowedFd<'a>);

impl Handle {
    /// To work in.
    pub fn dir(&self) -> Dir<'_> {
        Dir(self.0.as_fd())
    }

    /// A path to it, for what knows of paths alone, whatever its name leads to meanwhile; nothing where
    /// the system has none.
    pub fn path(&self) -> Option<PathBuf> {
        kernel::path(&self.0).filter(|path| path.is_dir())
    }

    /// Flushes what was done to its names.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush(self) -> io::Result<()> {
        File::from(self.0).sync_all()
    }

    /// Flushes the whole file system that holds it.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush_all(&self) -> io::Result<()> {
        kernel::flush_all(&self.0)
    }

    /// Holds it for as long as it is open; whoever asks meanwhile waits.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        Ok(rustix::fs::flock(&self.0, rustix::fs::FlockOperation::LockExclusive)?)
    }

    /// It is about to be renamed or removed: it stays held.
    pub fn let_go(&self) {}

    /// As [`Handle::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        match rustix::fs::flock(&self.0, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// A directory and nothing else.
const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

impl<'a> Dir<'a> {
    /// Where the process works: names in it are whole paths, or begin there.
    pub const WORKING: Dir<'static> = Dir(CWD);

    fn handle(self, name: impl Named, flags: OFlags, through: Through) -> io::Result<Handle> {
        Ok(Handle(rustix::fs::openat(self.0, name, flags | follow(through), Mode::empty())?))
    }

    /// Opens a directory in it, to be listed.
    ///
    /// # Errors
    /// As the system says.
    pub fn enter(self, name: impl Named, through: Through) -> io::Result<Handle> {
        self.handle(name, DIRECTORY, through)
    }

    /// Opens a directory in it that is only passed through: it need not be readable.
    pub(in crate::sys::fs) fn pass(self, name: impl Named, through: Through) -> io::Result<Handle> {
        self.handle(name, kernel::PASS | OFlags::DIRECTORY | OFlags::CLOEXEC, through)
    }

    /// The directory that holds it.
    pub(in crate::sys::fs) fn above(self) -> io::Result<Handle> {
        self.enter(c"..", Through::Nothing)
    }

    /// Itself, once more.
    ///
    /// # Errors
    /// Where no more can be open.
    pub fn again(self) -> io::Result<Handle> {
        Ok(Handle(rustix::io::fcntl_dupfd_cloexec(self.0, 0)?))
    }

    /// Opens a file in it; one that is made gets what the umask leaves of the mode.
    pub(in crate::sys::fs) fn open(
        self,
        name: impl Named,
        to: Open,
        through: Through,
        mode: u32,
    ) -> io::Result<File> {
        // Without NONBLOCK, opening a FIFO would wait for somebody at its other end.
        let flags = OFlags::CLOEXEC
            | follow(through)
            | match to {
                Open::Read => OFlags::RDONLY | OFlags::NONBLOCK,
                Open::ReadUnseen => OFlags::RDONLY | OFlags::NONBLOCK | kernel::UNSEEN,
                Open::Write => OFlags::WRONLY | OFlags::NONBLOCK,
                Open::Change => OFlags::RDWR | OFlags::NONBLOCK,
                Open::Append => OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NONBLOCK,
                Open::Keep => OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK,
                Open::New => OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW,
            };
        Ok(rustix::fs::openat(self.0, name, flags, kernel::bits(mode))?.into())
    }

    /// Makes a directory in it, with what the umask leaves of the mode.
    pub(in crate::sys::fs) fn make_dir(self, name: impl Named, mode: u32) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(self.0, name, kernel::bits(mode))?)
    }

    /// Removes a file or a link.
    pub(in crate::sys::fs) fn unlink(self, name: impl Named) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(self.0, name, AtFlags::empty())?)
    }

    /// Removes an empty directory.
    pub(in crate::sys::fs) fn remove_dir(self, name: impl Named) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(self.0, name, AtFlags::REMOVEDIR)?)
    }

    /// Renames, over what stands there.
    pub(in crate::sys::fs) fn rename(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        Ok(rustix::fs::renameat(self.0, name, to.0, as_name)?)
    }

    /// Renames to what must not be there. Not every file system knows that ([`super::is_unknown`]).
    pub(in crate::sys::fs) fn rename_new(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        let flag = RenameFlags::NOREPLACE;
        Ok(rustix::fs::renameat_with(self.0, name, to.0, as_name, flag)?)
    }

    /// Puts each in the place of the other. Not every file system knows that ([`super::is_unknown`]).
    pub(in crate::sys::fs) fn exchange(
        self,
        name: impl Named,
        with: Dir<'_>,
        other: impl Named,
    ) -> io::Result<()> {
        let flag = RenameFlags::EXCHANGE;
        Ok(rustix::fs::renameat_with(self.0, name, with.0, other, flag)?)
    }

    /// Gives a file a second name here, where it is free.
    pub(in crate::sys::fs) fn name_again(
        self,
        name: impl Named,
        other: impl Named,
    ) -> io::Result<()> {
        Ok(rustix::fs::linkat(self.0, name, self.0, other, AtFlags::empty())?)
    }

    /// Makes a symbolic link.
    pub(in crate::sys::fs) fn make_link(
        self,
        target: impl Named,
        name: impl Named,
    ) -> io::Result<()> {
        Ok(rustix::fs::symlinkat(target, self.0, name)?)
    }

    /// Where a symbolic link leads, one step.
    pub(in crate::sys::fs) fn link_target(self, name: impl Named) -> io::Result<PathBuf> {
        let target = rustix::fs::readlinkat(self.0, name, Vec::new())?;
        Ok(PathBuf::from(OsStr::from_bytes(target.as_bytes())))
    }

    /// Facts of a name in it; a link is one.
    ///
    /// # Errors
    /// As the system says.
    pub fn stat(self, name: impl Named) -> io::Result<Stat> {
        Ok(Stat(rustix::fs::statat(self.0, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// Facts of what stands behind a name.
    pub(in crate::sys::fs) fn stat_behind(self, name: impl Named) -> io::Result<Stat> {
        Ok(Stat(rustix::fs::statat(self.0, name, AtFlags::empty())?))
    }

    /// Its own facts.
    ///
    /// # Errors
    /// As the system says.
    pub fn own_stat(self) -> io::Result<Stat> {
        Ok(Stat(rustix::fs::fstat(self.0)?))
    }

    /// Sets the permission bits of a name.
    pub(in crate::sys::fs) fn set_mode(self, name: impl Named, mode: u32) -> io::Result<()> {
        Ok(rustix::fs::chmodat(self.0, name, kernel::bits(mode), AtFlags::empty())?)
    }

    /// Adds permission bits to its own.
    pub(in crate::sys::fs) fn allow(self, more: u32) -> io::Result<()> {
        let mode = self.own_stat()?.mode();
        if mode & more == more {
            return Ok(());
        }
        Ok(rustix::fs::fchmod(self.0, kernel::bits(mode | more))?)
    }

    /// Whether something is mounted there, as far as the system tells.
    pub(in crate::sys::fs) fn is_mount_point(self, name: &Name) -> bool {
        kernel::is_mount_point(self.0, name)
    }

    /// Calls `each` with name and kind of every entry except `.` and `..`. A file system that does
    /// not tell kinds is asked entry by entry.
    ///
    /// # Errors
    /// As the system says.
    pub fn entries(self, mut each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
        kernel::entries(self.0, |name, listed| {
            if matches!(name.to_bytes(), b"." | b"..") {
                return;
            }
            let kind = match listed {
                FileType::Unknown => self.stat(name).map_or(FileKind::Other, |stat| stat.kind()),
                known => kind(known),
            };
            each(name, kind);
        })
    }
}

fn follow(through: Through) -> OFlags {
    match through {
        Through::Links => OFlags::empty(),
        Through::Nothing => OFlags::NOFOLLOW,
    }
}

fn kind(kind: FileType) -> FileKind {
    match kind {
        FileType::RegularFile => FileKind::File,
        FileType::Directory => FileKind::Dir,
        FileType::Symlink => FileKind::Link,
        _ => FileKind::Other,
    }
}

/// The name of this path in a directory.
pub(in crate::sys::fs) fn name_of(path: &Path) -> io::Result<NameBuf> {
    Ok(NameBuf::new(path.as_os_str().as_bytes())?)
}

/// What the system says of something that is in use.
pub(in crate::sys::fs) fn busy() -> io::Error {
    rustix::io::Errno::BUSY.into()
}

/// Whether it means: a link, where none is followed.
pub(super) fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Facts of something with a name.
#[derive(Clone, Copy, Debug)]
pub struct Stat(rustix::fs::Stat);

impl Stat {
    /// What it is.
    pub fn kind(&self) -> FileKind {
        kind(FileType::from_raw_mode(self.0.st_mode))
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        u64::try_from(self.0.st_size).unwrap_or(0)
    }
    /// Bytes that the disk keeps for it.
    pub fn allocated(&self) -> u64 {
        u64::try_from(self.0.st_blocks).unwrap_or(0) * 512
    }
    /// Seconds since 1970 of the last change of contents.
    pub fn modified(&self) -> i64 {
        self.0.st_mtime
    }
    /// Permission bits.
    pub fn mode(&self) -> u32 {
        kernel::mode(&self.0) & 0o7777
    }
    /// Owner.
    pub fn uid(&self) -> u32 {
        self.0.st_uid
    }
    /// Group.
    pub fn gid(&self) -> u32 {
        self.0.st_gid
    }
    /// How many names it has.
    pub fn names(&self) -> u64 {
        kernel::names(&self.0)
    }
    /// What tells it from everything else: device and number there.
    pub fn id(&self) -> (u64, u64) {
        kernel::id(&self.0)
    }
}
