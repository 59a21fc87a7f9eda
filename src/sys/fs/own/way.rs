//! The walk to a file of ours, component by component, and whose links it goes through.

use crate::base::visible::Visible as _;
use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{
    AtFlags, CWD, FileType, Mode, OFlags, Stat, fstat, mkdirat, openat, readlinkat, statat,
};
use rustix::io::Errno;

/// A directory handle that nothing can be read from: names are opened in it.
const HANDLE: OFlags = OFlags::PATH.union(OFlags::CLOEXEC);

/// Whose links are believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Those of whoever keeps the home too: who runs what they installed believes them anyway.
    Read,
    /// Those of this user and of root.
    Change,
}

/// A walk below a directory of ours.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) dir: OwnedFd,
    path: PathBuf,
    /// Who keeps the home.
    keeper: u32,
    to: Use,
}

impl Way {
    pub(super) fn from(top: PathBuf, to: Use) -> io::Result<Self> {
        believe_top(&top)?;
        let dir = openat(CWD, &top, HANDLE | OFlags::DIRECTORY, Mode::empty())?;
        let keeper = fstat(&dir)?.st_uid;
        Ok(Self { dir, path: top, keeper, to })
    }

    /// One step down, through a link too if it is believed. Where nothing is there a directory is made
    /// with what the umask leaves of the mode, if one is given.
    pub(super) fn go(&mut self, name: Component<'_>, make: Option<u32>) -> io::Result<()> {
        if name == Component::CurDir {
            return Ok(());
        }
        let name = name.as_os_str();
        let open = |dir: &OwnedFd, link| {
            openat(dir, name, HANDLE | OFlags::DIRECTORY | link, Mode::empty())
        };
        let next = match open(&self.dir, OFlags::NOFOLLOW) {
            Err(Errno::NOENT) if make.is_some() => {
                let mode = Mode::from_raw_mode(make.unwrap_or(0o700));
                match mkdirat(&self.dir, name, mode) {
                    Ok(()) | Err(Errno::EXIST) => open(&self.dir, OFlags::NOFOLLOW)?,
                    Err(error) => return Err(error.into()),
                }
            }
            Err(Errno::NOTDIR | Errno::LOOP) if self.link(name)?.is_some() => {
                open(&self.dir, OFlags::empty())?
            }
            opened => opened?,
        };
        self.path.push(name);
        self.dir = next;
        Ok(())
    }

    /// Where the link of this name leads; none where it is no link.
    pub(super) fn link(&self, name: &OsStr) -> io::Result<Option<PathBuf>> {
        let about = match statat(&self.dir, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(about) if is_link(&about) => about,
            Ok(_) | Err(_) => return Ok(None),
        };
        self.believe(&about, name)?;
        let target = readlinkat(&self.dir, name, Vec::new())?;
        Ok(Some(PathBuf::from(OsStr::from_bytes(target.as_bytes()))))
    }

    /// A link is believed where nobody but those who are believed made it, or could have.
    fn believe(&self, link: &Stat, name: &OsStr) -> io::Result<()> {
        let keeper = (self.to == Use::Read).then_some(self.keeper);
        let believed = |user: u32| is_us(user) || keeper == Some(user);
        let dir = fstat(&self.dir)?;
        let path = self.path.join(name);
        if !believed(link.st_uid) {
            return Err(refused(&path, &format!("that user {} made", link.st_uid)));
        }
        if !believed(dir.st_uid) || others_may_write(&dir) {
            return Err(refused(&path, "in a directory that others may write"));
        }
        Ok(())
    }
}

/// A directory of ours may be behind a link, as its user or its keeper likes it: but not behind one
/// that a stranger set where everybody may.
fn believe_top(top: &Path) -> io::Result<()> {
    let Ok(about) = statat(CWD, top, AtFlags::SYMLINK_NOFOLLOW) else { return Ok(()) };
    if !is_link(&about) || is_us(about.st_uid) {
        return Ok(());
    }
    let above = statat(CWD, top.parent().unwrap_or(top), AtFlags::empty())?;
    let open = others_may_write(&above) || above.st_mode & 0o022 != 0;
    if open { Err(refused(top, &format!("that user {} made", about.st_uid))) } else { Ok(()) }
}

fn is_link(about: &Stat) -> bool {
    FileType::from_raw_mode(about.st_mode) == FileType::Symlink
}

fn is_us(user: u32) -> bool {
    user == 0 || user == rustix::process::geteuid().as_raw()
}

/// Whether others than the owner could set a link in a directory in the place of another: not where
/// the sticky bit keeps what is there, and the group of a user's own number is that user.
fn others_may_write(dir: &Stat) -> bool {
    let (mode, gid) = (dir.st_mode, dir.st_gid);
    let group = mode & 0o020 != 0 && gid != 0 && gid != dir.st_uid;
    mode & 0o1000 == 0 && (mode & 0o002 != 0 || group)
}

fn refused(link: &Path, why: &str) -> io::Error {
    let what = format!("{} is a link {why}, and is not followed", link.visible());
    io::Error::new(io::ErrorKind::PermissionDenied, what)
}
