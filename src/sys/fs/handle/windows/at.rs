//! Each is a call with a path: that of the directory, and the name.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::{A_LINK, Dir, Handle, Name, Named, Stat, again as tried, flag, kind};
use crate::sys::fs::handle::{FileKind, In, Open, Through};

fn path(dir: Dir<'_>, name: impl Named) -> PathBuf {
    let name = Path::new(name.as_ref());
    match dir.0 {
        Some(handle) if name == Path::new(".") => handle.path.clone(),
        Some(handle) => handle.path.join(name),
        None => name.to_owned(),
    }
}

pub(crate) fn enter(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Handle> {
    Handle::open(path(dir, name), through)
}

pub(crate) fn pass(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Handle> {
    enter(dir, name, through)
}

pub(crate) fn above(dir: Dir<'_>) -> io::Result<Handle> {
    let own = path(dir, ".");
    Handle::open(own.parent().unwrap_or(&own).to_owned(), Through::Nothing)
}

pub(crate) fn again(dir: Dir<'_>) -> io::Result<Handle> {
    enter(dir, ".", Through::Links)
}

pub(crate) fn open(
    name: In<'_, impl Named>,
    to: Open,
    through: Through,
    _: u32,
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
    let file = options.custom_flags(flag(through)).open(path(name.0, name.1))?;
    match through == Through::Nothing && file.metadata()?.is_symlink() {
        true => Err(io::Error::from_raw_os_error(A_LINK)),
        false => Ok(file),
    }
}

/// What may be done there it has from the one above.
pub(crate) fn make_dir(dir: Dir<'_>, name: impl Named, _: u32) -> io::Result<()> {
    fs::create_dir(path(dir, name))
}

/// Write protection notwithstanding.
pub(crate) fn unlink(dir: Dir<'_>, name: impl Named) -> io::Result<()> {
    let path = path(dir, name);
    match tried::removed(|| fs::remove_file(&path)) {
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

pub(crate) fn remove_dir(dir: Dir<'_>, name: impl Named) -> io::Result<()> {
    let path = path(dir, name);
    tried::removed(|| fs::remove_dir(&path))
}

pub(crate) fn rename(from: In<'_, impl Named>, to: In<'_, impl Named>) -> io::Result<()> {
    let (from, to) = (path(from.0, from.1), path(to.0, to.1));
    if is_dir(&from) && is_dir(&to) {
        // No directory is renamed onto another here.
        fs::remove_dir(&to)?;
    }
    renamed(&from, &to)
}

pub(crate) fn rename_new(from: In<'_, impl Named>, to: In<'_, impl Named>) -> io::Result<()> {
    let (from, to) = (path(from.0, from.1), path(to.0, to.1));
    if fs::symlink_metadata(&to).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if is_dir(&from) {
        return renamed(&from, &to);
    }
    // A second name is refused where one is taken.
    fs::hard_link(&from, to)?;
    fs::remove_file(from)
}

fn renamed(from: &Path, to: &Path) -> io::Result<()> {
    tried::renamed(from, || fs::rename(from, to))
}

/// There is no such call.
pub(crate) fn exchange(_: In<'_, impl Named>, _: In<'_, impl Named>) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

pub(crate) fn name_again(dir: Dir<'_>, name: impl Named, other: impl Named) -> io::Result<()> {
    fs::hard_link(path(dir, name), path(dir, other))
}

pub(crate) fn link_target(dir: Dir<'_>, name: impl Named) -> io::Result<PathBuf> {
    fs::read_link(path(dir, name))
}

pub(crate) fn stat(dir: Dir<'_>, name: impl Named, through: Through) -> io::Result<Stat> {
    Stat::of(&path(dir, name), through)
}

pub(crate) fn own_stat(dir: Dir<'_>) -> io::Result<Stat> {
    stat(dir, ".", Through::Links)
}

/// A file is write-protected or not; the other bits are nobody's here.
pub(crate) fn set_mode(dir: Dir<'_>, name: impl Named, mode: u32) -> io::Result<()> {
    protect(&path(dir, name), mode & 0o200 == 0)
}

/// What may be done in a directory is not in bits.
pub(crate) fn allow(_: Dir<'_>, _: u32) -> io::Result<()> {
    Ok(())
}

/// It cannot be removed without being taken off first.
pub(crate) fn is_mount_point(_: Dir<'_>, _: &Name) -> bool {
    false
}

pub(crate) fn entries(dir: Dir<'_>, mut each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
    for entry in fs::read_dir(path(dir, "."))? {
        let entry = entry?;
        each(&entry.file_name(), entry.file_type().map_or(FileKind::Other, kind));
    }
    Ok(())
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
