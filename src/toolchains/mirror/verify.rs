//! Reads a mirror and holds every file against its record, and the records against the signed tree. Nothing is
//! asked of the network, and nothing in the mirror says whom to believe.

mod log;
mod modules;
mod strays;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::description::Description;
use super::distribution::Distribution;
use super::layout::Layout;
use super::place::{Access, Place};
use super::{database, records::LONGEST};
use crate::base::fault::Result;
use crate::go::sumdb::Database;
use crate::go::sumdb::head::SignedHead;
use crate::sys::fs::read;
use crate::toolchains::install::Installer;

/// What was found. Its names are keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Verified {
    /// The directory.
    pub dir: PathBuf,
    /// The checksum database.
    pub database: String,
    /// How many records the log has under the mirror's head; null where it has none.
    pub tree: Option<u64>,
    /// Toolchains whose every file is as its record says.
    pub verified: Vec<Distribution>,
    /// How many files were verified, and their bytes.
    pub files: u64,
    pub bytes: u64,
    pub problems: Vec<Problem>,
    /// Files outside of the mirror's directories, of which it says nothing.
    pub others: u64,
}

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// Path below the directory.
    pub path: String,
    /// What it is about.
    pub kind: ProblemKind,
    /// What was found.
    pub what: String,
}

/// What a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProblemKind {
    /// It is not what the records or the signed tree say.
    Wrong,
    /// It was asked for and is not here.
    Missing,
    /// Nothing verifies it.
    Unknown,
}

/// What is known while a mirror is read.
struct Reading<'a> {
    installer: &'a Installer<'a>,
    database: &'a Database,
    layout: Layout,
    description: Description,
    found: Verified,
    /// What has been looked at.
    seen: BTreeSet<PathBuf>,
}

/// Reads all of it.
///
/// # Errors
/// Where it is no mirror, is one of another database, or cannot be read.
pub(crate) fn verify(installer: &Installer<'_>, dir: &Path) -> Result<Verified> {
    let database = database(installer.upstream)?;
    let Place { layout, description, lock: _lock } =
        Place::open(dir, database, Access::Read, installer.progress)?;
    let found = Verified {
        dir: layout.root.clone(),
        database: database.name.clone(),
        tree: None,
        verified: Vec::new(),
        files: 0,
        bytes: 0,
        problems: Vec::new(),
        others: 0,
    };
    let description = description.unwrap_or_else(|| Description::new(database));
    let seen = BTreeSet::new();
    let mut reading = Reading { installer, database, layout, description, found, seen };
    if let Some(head) = reading.head()? {
        let records = reading.log(&head)?;
        reading.modules(&records)?;
    }
    reading.strays()?;
    Ok(reading.found)
}

impl Reading<'_> {
    /// The head, if the key has signed it.
    fn head(&mut self) -> Result<Option<SignedHead>> {
        let path = self.layout.latest();
        let Some(note) = self.read(&path, LONGEST)? else {
            self.is(ProblemKind::Missing, &path, "no head: nothing can be verified without one");
            return Ok(None);
        };
        match SignedHead::open(&note, &self.database.key) {
            Ok(head) if head.head.size > 0 => {
                self.found.tree = Some(head.head.size);
                Ok(Some(head))
            }
            Ok(_) => {
                self.is(ProblemKind::Wrong, &path, "it is empty");
                Ok(None)
            }
            Err(error) => {
                self.is(ProblemKind::Wrong, &path, &error.to_string());
                Ok(None)
            }
        }
    }

    /// A file of the mirror's. One that is too long, or none, is told as what it is by who compares.
    fn read(&mut self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
        self.installer.interrupt.check()?;
        if !read::is_taken(path) {
            return Ok(None);
        }
        self.seen.insert(path.to_owned());
        match read::bytes(path, limit) {
            Ok(read) => Ok(read),
            Err(fault)
                if read::is_file(path) && read::length(path).is_none_or(|it| it <= limit) =>
            {
                Err(fault)
            }
            Err(_) => Ok(Some(Vec::new())),
        }
    }

    /// Counts what was verified.
    fn good(&mut self, bytes: u64) {
        self.found.files += 1;
        self.found.bytes += bytes;
    }

    /// Holds a file against what it must be.
    fn must_be(&mut self, path: &Path, text: &str) -> Result<bool> {
        match self.read(path, text.len() as u64)? {
            None => self.is(ProblemKind::Missing, path, "it is not here"),
            Some(here)
                if here == text.as_bytes() && read::length(path) == Some(text.len() as u64) =>
            {
                self.good(text.len() as u64);
                return Ok(true);
            }
            Some(_) => {
                self.is(ProblemKind::Wrong, path, "it is not what the verified files make it");
            }
        }
        Ok(false)
    }

    fn is(&mut self, kind: ProblemKind, path: &Path, what: &str) {
        let below = path.strip_prefix(&self.layout.root).unwrap_or(path);
        let path = below.to_string_lossy().into_owned();
        let problem = Problem { path, kind, what: what.to_owned() };
        if !self.found.problems.contains(&problem) {
            self.found.problems.push(problem);
        }
    }
}
