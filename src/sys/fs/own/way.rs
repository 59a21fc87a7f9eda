//! The walk to a file of ours, component by component, and whose links it goes through.

use crate::base::visible::Visible as _;
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::sys::fs::handle::{Dir, FileKind, Handle, Stat, Through, is_absent};
use crate::sys::fs::rights;

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
    pub(super) dir: Handle,
    path: PathBuf,
    /// Who keeps the home.
    keeper: u32,
    to: Use,
}

impl Way {
    pub(super) fn from(top: PathBuf, to: Use) -> io::Result<Self> {
        believe_top(&top)?;
        let dir = Dir::WORKING.pass(&top, Through::Links)?;
        let keeper = dir.dir().own_stat()?.uid();
        Ok(Self { dir, path: top, keeper, to })
    }

    /// One step down, through a link too if it is believed. Where nothing is there a directory is made
    /// with what the umask leaves of the mode, if one is given.
    pub(super) fn go(&mut self, name: Component<'_>, make: Option<u32>) -> io::Result<()> {
        if name == Component::CurDir {
            return Ok(());
        }
        let name = name.as_os_str();
        let dir = self.dir.dir();
        let next = match (dir.pass(name, Through::Nothing), make) {
            (Err(error), Some(mode)) if error.kind() == io::ErrorKind::NotFound => {
                match dir.make_dir(name, mode) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                        return Err(error);
                    }
                    _ => dir.pass(name, Through::Nothing)?,
                }
            }
            (Err(error), _) if is_absent(&error) && self.link(name)?.is_some() => {
                dir.pass(name, Through::Links)?
            }
            (opened, _) => opened?,
        };
        self.path.push(name);
        self.dir = next;
        Ok(())
    }

    /// Where the link of this name leads; none where it is no link.
    pub(super) fn link(&self, name: &OsStr) -> io::Result<Option<PathBuf>> {
        let about = match self.dir.dir().stat(name) {
            Ok(about) if is_link(&about) => about,
            Ok(_) | Err(_) => return Ok(None),
        };
        self.believe(&about, name)?;
        self.dir.dir().link_target(name).map(Some)
    }

    /// A link is believed where nobody but those who are believed made it, or could have.
    fn believe(&self, link: &Stat, name: &OsStr) -> io::Result<()> {
        let keeper = (self.to == Use::Read).then_some(self.keeper);
        let believed = |user: u32| is_us(user) || keeper == Some(user);
        let dir = self.dir.dir().own_stat()?;
        let path = self.path.join(name);
        if !believed(link.uid()) {
            return Err(refused(&path, &format!("that user {} made", link.uid())));
        }
        if !believed(dir.uid()) || others_may_write(&dir) {
            return Err(refused(&path, "in a directory that others may write"));
        }
        Ok(())
    }
}

/// A directory of ours may be behind a link, as its user or its keeper likes it: but not behind one
/// that a stranger set where everybody may.
fn believe_top(top: &Path) -> io::Result<()> {
    let Ok(about) = Dir::WORKING.stat(top) else { return Ok(()) };
    if !is_link(&about) || is_us(about.uid()) {
        return Ok(());
    }
    let above = Dir::WORKING.stat_behind(top.parent().unwrap_or(top))?;
    let open = others_may_write(&above) || above.mode() & 0o022 != 0;
    if open { Err(refused(top, &format!("that user {} made", about.uid()))) } else { Ok(()) }
}

fn is_link(about: &Stat) -> bool {
    about.kind() == FileKind::Link
}

fn is_us(user: u32) -> bool {
    user == 0 || rights::is_me(user)
}

/// Whether others than the owner could set a link in a directory in the place of another: not where
/// the sticky bit keeps what is there, and the group of a user's own number is that user.
fn others_may_write(dir: &Stat) -> bool {
    let (mode, gid) = (dir.mode(), dir.gid());
    let group = mode & 0o020 != 0 && gid != 0 && gid != dir.uid();
    mode & 0o1000 == 0 && (mode & 0o002 != 0 || group)
}

fn refused(link: &Path, why: &str) -> io::Error {
    let what = format!("{} is a link {why}, and is not followed", link.visible());
    io::Error::new(io::ErrorKind::PermissionDenied, what)
}
