//! Files of ours, opened beneath a handle of the directory that holds them.
//!
//! Where others may write in a directory of ours they can plant a link, and whoever follows it reads,
//! writes or removes what is not ours with rights that they lack. So no name below one of our
//! directories is resolved by the kernel at once: each component is opened in the one before, and a
//! link is followed only where nobody but its reader can have set it (a `cache` that leads to another
//! disk). The way *to* our directories is the user's own choice.
//!
//! Which directories are ours is told once, by whoever computes them ([`claim`]): a caller of this
//! door cannot forget to ask. All other paths are looked up as ever.

mod way;

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use self::way::{Use, Way};
use super::handle::{Dir, Handle, Open, Stat, Through};
use super::rights;

/// The directories of ours that this process knows of.
static OURS: RwLock<Vec<PathBuf>> = RwLock::new(Vec::new());

/// Says that all below this directory is ours.
pub fn claim(dir: &Path) {
    let known = |ours: &Vec<PathBuf>| ours.iter().any(|one| dir.starts_with(one));
    if OURS.read().is_ok_and(|ours| known(&ours)) {
        return;
    }
    if let Ok(mut ours) = OURS.write() {
        ours.push(dir.to_owned());
    }
}

/// The directory of ours that a path lies below, and the way from there; the outermost one.
fn ours(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let known = OURS.read().ok()?;
    let tops = known.iter().filter(|top| path != top.as_path() && path.starts_with(top));
    let top = tops.min_by_key(|top| top.as_os_str().len())?;
    Some((top.clone(), path.strip_prefix(top).ok()?.to_owned()))
}

/// The path that is meant, behind links: of ours none is followed that others may have set, and the
/// directories above it are made.
pub(super) fn judged(path: &Path) -> io::Result<PathBuf> {
    At::made(path)?;
    Ok(super::behind::end(path))
}

/// A name in an open directory.
#[derive(Debug)]
pub(super) struct At {
    /// None where the name is a whole path that is not below a directory of ours.
    way: Option<Way>,
    name: PathBuf,
}

impl At {
    /// The name itself, to be changed: a link there is not followed.
    pub(super) fn name(path: &Path) -> io::Result<Self> {
        Self::find(path, Use::Change)
    }

    /// What stands behind the name, to be changed.
    pub(super) fn end(path: &Path) -> io::Result<Self> {
        Self::behind(path, Use::Change, |_| Ok(()))
    }

    /// As [`At::end`]; the directories above it are made.
    pub(super) fn made(path: &Path) -> io::Result<Self> {
        Self::behind(path, Use::Change, |path| make_dirs(path.parent().unwrap_or(path)))
    }

    /// What stands behind the name, to be read.
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        Self::behind(path, Use::Read, |_| Ok(()))
    }

    fn find(path: &Path, to: Use) -> io::Result<Self> {
        let Some((top, below)) = ours(path) else {
            return Ok(Self { way: None, name: path.to_owned() });
        };
        let mut way = Way::from(top, to)?;
        let mut names = below.components();
        let last = names.next_back();
        names.try_for_each(|name| way.go(name, None))?;
        let name = last.map_or_else(|| ".".into(), |last| PathBuf::from(last.as_os_str()));
        Ok(Self { way: Some(way), name })
    }

    /// The end of a chain of links, which need not exist; `prepare` sees each of them before it is
    /// looked up. Links that are not below our directories are the choice of whoever set the one that
    /// led there.
    fn behind(path: &Path, to: Use, prepare: impl Fn(&Path) -> io::Result<()>) -> io::Result<Self> {
        let mut path = path.to_owned();
        // Forty is the kernel's own limit; a loop ends there, and what follows then fails by itself.
        for _ in 0..40 {
            if ours(&path).is_none() {
                if to == Use::Change {
                    path = super::behind::end(&path);
                }
                break;
            }
            prepare(&path)?;
            let at = Self::find(&path, to)?;
            let Some(next) = at.way.as_ref().map_or(Ok(None), |way| way.link(at.name.as_ref()))?
            else {
                return Ok(at);
            };
            path = path.parent().map_or_else(|| next.clone(), |parent| parent.join(&next));
        }
        prepare(&path)?;
        Self::find(&path, to)
    }

    /// Whether it is below a directory of ours; else its name is the whole path.
    pub(super) fn is_ours(&self) -> bool {
        self.way.is_some()
    }

    /// The directory that is open.
    pub(super) fn dir(&self) -> Dir<'_> {
        self.way.as_ref().map_or(Dir::WORKING, |way| way.dir.dir())
    }

    /// The name in it.
    pub(super) fn path(&self) -> &Path {
        &self.name
    }

    /// Opens it. Of ours no link is followed any more: it would have been set just now.
    pub(super) fn open(&self, to: Open, mode: u32) -> io::Result<File> {
        self.dir().open(&self.name, to, self.through(), mode)
    }

    /// Opens the directory of that name, as [`At::open`].
    pub(super) fn enter(&self) -> io::Result<Handle> {
        self.dir().enter(&self.name, self.through())
    }

    fn through(&self) -> Through {
        if self.is_ours() { Through::Nothing } else { Through::Links }
    }

    /// Removes a file or a link.
    pub(super) fn unlink(&self) -> io::Result<()> {
        self.dir().unlink(&self.name)
    }

    /// Removes an empty directory.
    pub(super) fn remove_dir(&self) -> io::Result<()> {
        self.dir().remove_dir(&self.name)
    }

    /// Its directory, to be listed.
    pub(super) fn open_dir(&self) -> io::Result<Handle> {
        let dir = self.name.parent().filter(|dir| !dir.as_os_str().is_empty());
        self.dir().enter(dir.unwrap_or(Path::new(".")), Through::Links)
    }

    /// Another name in the same directory.
    pub(super) fn beside(&self, name: &OsStr) -> PathBuf {
        self.name.with_file_name(name)
    }

    /// What it is, a link included.
    pub(super) fn stat(&self) -> io::Result<Stat> {
        self.dir().stat(&self.name)
    }
}

/// Opens a directory that is to be listed.
pub(super) fn open_dir(dir: &Path) -> io::Result<Handle> {
    At::read(dir)?.enter()
}

/// A path to an open directory, for what knows of paths alone: whatever its name leads to meanwhile.
/// Where there is no such path the name has to do.
pub(super) fn held(dir: &Handle, name: &Path) -> PathBuf {
    dir.path().unwrap_or_else(|| name.to_owned())
}

/// Renames a file or directory.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let (from, to) = (At::name(from)?, At::name(to)?);
    from.dir().rename(from.path(), to.dir(), to.path())
}

/// Creates a directory and its parents with what the umask leaves of 0755.
pub(super) fn make_dirs(path: &Path) -> io::Result<()> {
    make_dirs_of(path, 0o755)
}

/// Creates a directory and its parents with what the umask leaves of the mode.
pub(super) fn make_dirs_of(path: &Path, mode: u32) -> io::Result<()> {
    let plain = |path: &Path| rights::make_dirs(path, mode);
    let Some((top, below)) = ours(path) else { return plain(path) };
    if !top.is_dir() {
        plain(&top)?;
    }
    let mut way = Way::from(top, Use::Change)?;
    below.components().try_for_each(|name| way.go(name, Some(mode)))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
