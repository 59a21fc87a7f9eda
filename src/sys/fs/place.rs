//! Puts files below one directory, through descriptors: one lookup per directory, no link
//! followed, nothing overwritten.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::handle::{Dir, Handle, NOWHERE, Open, Through};
use super::own::At;

/// What could not be written, and what the system said.
#[derive(Debug)]
pub struct NotPlaced {
    /// The file or directory.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

/// The directory that is being filled. The paths are the caller's promise: relative, without `..`.
#[derive(Debug)]
pub struct Place<'a> {
    path: &'a Path,
    to: To,
}

#[derive(Debug)]
enum To {
    Dir(Filling),
    /// Everything goes to where nothing is kept.
    Nowhere(File),
}

#[derive(Debug)]
struct Filling {
    root: Handle,
    /// The directory of the last file: archives go directory by directory.
    last: (String, Handle),
    made: HashSet<String>,
}

impl<'a> Place<'a> {
    /// Opens a directory to fill.
    ///
    /// # Errors
    /// As the system says; a link in its place is one.
    pub fn open(path: &'a Path) -> Result<Self, NotPlaced> {
        let open = || -> io::Result<Filling> {
            let at = At::name(path)?;
            let root = at.dir().enter(at.path(), Through::Nothing)?;
            let last = (String::new(), root.dir().again()?);
            Ok(Filling { root, last, made: HashSet::new() })
        };
        let filling = open().map_err(|error| NotPlaced { path: path.to_owned(), error })?;
        Ok(Self { path, to: To::Dir(filling) })
    }

    /// A place that keeps nothing, for who only wants to know what would be put there.
    ///
    /// # Errors
    /// Where the machine has no `/dev/null`, or what it calls that.
    pub fn nowhere() -> Result<Self, NotPlaced> {
        let path = Path::new(NOWHERE);
        let file = Dir::WORKING.open(path, Open::Write, Through::Links, 0);
        let file = file.map_err(|error| NotPlaced { path: path.to_owned(), error })?;
        Ok(Self { path, to: To::Nowhere(file) })
    }

    /// Creates a directory and its parents.
    ///
    /// # Errors
    /// As the system says.
    pub fn dir(&mut self, path: &str) -> Result<(), NotPlaced> {
        let made = match &mut self.to {
            To::Dir(filling) => filling.dir(path),
            To::Nowhere(_) => Ok(()),
        };
        made.map_err(|(path, error)| self.failed(&path, error))
    }

    /// Creates a file and the directories above it.
    ///
    /// # Errors
    /// As the system says; a file that is there is one.
    pub fn file(&mut self, path: &str, executable: bool) -> Result<File, NotPlaced> {
        let made = match &mut self.to {
            To::Dir(filling) => filling.file(path, executable),
            To::Nowhere(file) => file.try_clone().map_err(|error| (path.to_owned(), error)),
        };
        made.map_err(|(path, error)| self.failed(&path, error))
    }

    /// What to say where writing a file of this place failed.
    pub fn failed(&self, below: &str, error: io::Error) -> NotPlaced {
        let path: PathBuf = self.path.join(below);
        NotPlaced { path, error }
    }
}

impl Filling {
    fn dir(&mut self, path: &str) -> Result<(), (String, io::Error)> {
        if path.is_empty() || self.made.contains(path) {
            return Ok(());
        }
        if let Some((parent, _)) = path.rsplit_once('/') {
            self.dir(parent)?;
        }
        match self.root.dir().make_dir(path, 0o755) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err((path.to_owned(), error));
            }
            _ => {}
        }
        self.made.insert(path.to_owned());
        Ok(())
    }

    fn file(&mut self, path: &str, executable: bool) -> Result<File, (String, io::Error)> {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if parent != self.last.0 {
            self.dir(parent)?;
            let from_root = if parent.is_empty() { "." } else { parent };
            let dir = self.root.dir().enter(from_root, Through::Nothing);
            self.last = (parent.to_owned(), dir.map_err(|error| (parent.to_owned(), error))?);
        }
        let mode = if executable { 0o755 } else { 0o644 };
        let made = self.last.1.dir().open(name, Open::New, Through::Nothing, mode);
        made.map_err(|error| (path.to_owned(), error))
    }
}
