//! Each is one call of the kernel, which resolves the name in the directory that is open.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, RenameFlags};

use super::{Dir, Handle, Name, Named, Stat, kernel, kind};
use crate::sys::fs::handle::{FileKind, In, Open, Through};

/// A directory and nothing else.
const DIRECTORY: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

fn handle(dir: Dir<'_>, name: impl Named, flags: OFlags, through: Through) -> io::Result<Handle> {
    let flags = DIRECTORY | flags | follow(through);
    Ok(Handle(rustix::fs::openat(dir.0, name, flags, Mode::empty())?))
}

fn follow(through: Through) -> OFlags {
    match through {
        Through::Links => OFlags::empty(),
        Through::Nothing => OFlags::NOFOLLOW,
    }
}

pub(crate) fn enter(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Handle> {
    handle(dir, name, OFlags::RDONLY, through)
}

pub(crate) fn pass(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Handle> {
    handle(dir, name, kernel::PASS, through)
}

pub(crate) fn above(dir: Dir<'_>) -> io::Result<Handle> {
    enter(dir, c"..", Through::Nothing)
}

pub(crate) fn again(dir: Dir<'_>) -> io::Result<Handle> {
    Ok(Handle(rustix::io::fcntl_dupfd_cloexec(dir.0, 0)?))
}

pub(crate) fn open(
    name: In<'_, impl Named>,
    to: Open,
    through: Through,
    mode: u32,
) -> io::Result<File> {
    // Without NONBLOCK, opening a FIFO would wait for somebody at its other end.
    let how = match to {
        Open::Read => OFlags::RDONLY | OFlags::NONBLOCK,
        Open::ReadUnseen => OFlags::RDONLY | OFlags::NONBLOCK | kernel::UNSEEN,
        Open::Write => OFlags::WRONLY | OFlags::NONBLOCK,
        Open::Change => OFlags::RDWR | OFlags::NONBLOCK,
        Open::Append => OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NONBLOCK,
        Open::Keep => OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK,
        Open::New => OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW,
    };
    let flags = OFlags::CLOEXEC | follow(through) | how;
    Ok(rustix::fs::openat(name.0.0, name.1, flags, kernel::bits(mode))?.into())
}

pub(crate) fn make_dir(dir: Dir<'_>, name: impl Named, mode: u32) -> io::Result<()> {
    Ok(rustix::fs::mkdirat(dir.0, name, kernel::bits(mode))?)
}

pub(crate) fn unlink(dir: Dir<'_>, name: impl Named) -> io::Result<()> {
    Ok(rustix::fs::unlinkat(dir.0, name, AtFlags::empty())?)
}

pub(crate) fn remove_dir(dir: Dir<'_>, name: impl Named) -> io::Result<()> {
    Ok(rustix::fs::unlinkat(dir.0, name, AtFlags::REMOVEDIR)?)
}

pub(crate) fn rename(from: In<'_, impl Named>, to: In<'_, impl Named>) -> io::Result<()> {
    Ok(rustix::fs::renameat(from.0.0, from.1, to.0.0, to.1)?)
}

pub(crate) fn rename_new(from: In<'_, impl Named>, to: In<'_, impl Named>) -> io::Result<()> {
    renamed_with(from, to, RenameFlags::NOREPLACE)
}

pub(crate) fn exchange(one: In<'_, impl Named>, other: In<'_, impl Named>) -> io::Result<()> {
    renamed_with(one, other, RenameFlags::EXCHANGE)
}

fn renamed_with(
    from: In<'_, impl Named>,
    to: In<'_, impl Named>,
    flag: RenameFlags,
) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(from.0.0, from.1, to.0.0, to.1, flag)?)
}

pub(crate) fn name_again(dir: Dir<'_>, name: impl Named, other: impl Named) -> io::Result<()> {
    Ok(rustix::fs::linkat(dir.0, name, dir.0, other, AtFlags::empty())?)
}

impl Dir<'_> {
    /// Makes a symbolic link: of Unix alone.
    pub(in crate::sys::fs) fn make_link(
        self,
        target: impl Named,
        name: impl Named,
    ) -> io::Result<()> {
        Ok(rustix::fs::symlinkat(target, self.0, name)?)
    }
}

pub(crate) fn link_target(dir: Dir<'_>, name: impl Named) -> io::Result<PathBuf> {
    let target = rustix::fs::readlinkat(dir.0, name, Vec::new())?;
    Ok(PathBuf::from(OsStr::from_bytes(target.as_bytes())))
}

pub(crate) fn stat(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Stat> {
    let flags = match through {
        Through::Links => AtFlags::empty(),
        Through::Nothing => AtFlags::SYMLINK_NOFOLLOW,
    };
    Ok(Stat(rustix::fs::statat(dir.0, name, flags)?))
}

pub(crate) fn own_stat(dir: Dir<'_>) -> io::Result<Stat> {
    Ok(Stat(rustix::fs::fstat(dir.0)?))
}

pub(crate) fn set_mode(dir: Dir<'_>, name: impl Named, mode: u32) -> io::Result<()> {
    Ok(rustix::fs::chmodat(dir.0, name, kernel::bits(mode), AtFlags::empty())?)
}

pub(crate) fn allow(dir: Dir<'_>, more: u32) -> io::Result<()> {
    let mode = own_stat(dir)?.mode();
    if mode & more == more {
        return Ok(());
    }
    Ok(rustix::fs::fchmod(dir.0, kernel::bits(mode | more))?)
}

pub(crate) fn is_mount_point(dir: Dir<'_>, name: &Name) -> bool {
    kernel::is_mount_point(dir.0, name)
}

/// A file system that does not tell kinds is asked entry by entry.
pub(crate) fn entries(dir: Dir<'_>, mut each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
    kernel::entries(dir.0, |name, listed| {
        if matches!(name.to_bytes(), b"." | b"..") {
            return;
        }
        let kind = match listed {
            FileType::Unknown => dir.stat(name).map_or(FileKind::Other, |stat| stat.kind()),
            known => kind(known),
        };
        each(name, kind);
    })
}
