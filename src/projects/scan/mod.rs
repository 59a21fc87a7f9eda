//! The ancestor scan: a directory and those above it, with the files there that decide anything.
//!
//! A command makes one and hands it to whoever asks: selection, go.work and go.mod, the manifest, what
//! was seen. No file is looked at before somebody asks for it, none is opened twice, and what came back
//! is kept, errors too: all of them speak of the same moment.

mod file;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::base::fault::{Fault, Result};
use crate::projects::manifest::{self, Manifest};

pub use file::{CameBack, ScannedFile, Standing};

/// A directory and those above it, and what was read there.
#[derive(Debug)]
pub struct AncestorScan {
    dir: PathBuf,
    /// The directory itself first.
    levels: Vec<Level>,
    /// Files that stand elsewhere: Go's own settings, and what GOWORK names.
    named: RefCell<Vec<Rc<ScannedFile>>>,
}

impl AncestorScan {
    /// From this directory upwards. Reads nothing yet.
    pub fn of(dir: &Path) -> Self {
        let levels = dir.ancestors().map(Level::of).collect();
        Self { dir: dir.to_owned(), levels, named: RefCell::default() }
    }

    /// Where it starts.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The directories, nearest first.
    pub fn levels(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter()
    }

    /// The nearest directory in which something other than a directory has this name.
    pub fn nearest(&self, name: &'static str) -> Option<&Level> {
        self.levels().find(|level| level.file(name).standing() == Standing::File)
    }

    /// A file that stands elsewhere, by its path.
    pub fn named(&self, path: &Path) -> Rc<ScannedFile> {
        let mut named = self.named.borrow_mut();
        if let Some(known) = named.iter().find(|file| file.path() == path) {
            return Rc::clone(known);
        }
        let file = Rc::new(ScannedFile::at(path.to_owned()));
        named.push(Rc::clone(&file));
        file
    }

    /// Every file that somebody has asked for, nearest first, those that are not there included: what
    /// they say is what all that follows from this scan rests on.
    pub fn asked(&self) -> Vec<Rc<ScannedFile>> {
        let levels = self.levels.iter().flat_map(|level| level.files.borrow().clone());
        levels.map(|(_, file)| file).chain(self.named.borrow().clone()).collect()
    }
}

/// One directory of a scan.
#[derive(Debug)]
pub struct Level {
    dir: PathBuf,
    files: RefCell<Vec<(&'static str, Rc<ScannedFile>)>>,
    manifest: OnceCell<Option<Result<Arc<Manifest>>>>,
}

impl Level {
    fn of(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), files: RefCell::default(), manifest: OnceCell::new() }
    }

    /// The directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The file of this name here, there or not.
    pub fn file(&self, name: &'static str) -> Rc<ScannedFile> {
        let mut files = self.files.borrow_mut();
        if let Some((_, file)) = files.iter().find(|(known, _)| *known == name) {
            return Rc::clone(file);
        }
        let file = Rc::new(ScannedFile::at(self.dir.join(name)));
        files.push((name, Rc::clone(&file)));
        file
    }

    /// What was asked for here so far, there or not.
    pub fn asked(&self) -> Vec<(&'static str, Rc<ScannedFile>)> {
        self.files.borrow().clone()
    }

    /// The manifest here, parsed once; `None` where there is none.
    pub fn manifest(&self) -> Option<&Result<Arc<Manifest>>> {
        self.manifest.get_or_init(|| parsed(&self.file(manifest::FILE))).as_ref()
    }
}

fn parsed(file: &ScannedFile) -> Option<Result<Arc<Manifest>>> {
    Some(match file.contents(manifest::LIMIT) {
        Ok(bytes) => Manifest::of_bytes(file.path(), bytes?).map(Arc::new),
        Err(error) => Err(Fault::io("read", file.path(), error)),
    })
}
