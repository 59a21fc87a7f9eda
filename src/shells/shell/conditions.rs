//! What must hold for an answer to stay true: what a shell looks at before it asks again.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// All that an answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The answer holds in this directory and in all below it that are reached without one of
    /// [`Conditions::names`] on the way; `None` for everywhere.
    pub base: Option<PathBuf>,
    /// Whether this directory and those above it have the names that the shell knows: only then are they
    /// found by going up from `$PWD`.
    pub named: bool,
    /// Whether `$PWD` leads here: a directory that was moved or removed has another name or none.
    pub placed: bool,
    /// What stands in no directory below the base.
    pub names: Vec<&'static str>,
    /// The variables that count, set or not; sorted.
    pub vars: Vec<String>,
    /// Those of them that nobody has here: neither the user nor an activation.
    pub unset: BTreeSet<String>,
    /// Everything else, cheap ones first.
    pub files: Vec<Condition>,
}

impl Conditions {
    /// The base as a shell keeps answers by it: `=/the/directory`, for no table can have an empty key, or
    /// `none`.
    pub(super) fn key(&self) -> OsString {
        let Some(base) = &self.base else { return "none".into() };
        let mut word = OsString::from("=");
        word.push(if base == Path::new("/") { Path::new("") } else { base });
        word
    }
}

/// One path, and what must be the case; links are followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Nothing is there.
    Absent(PathBuf),
    /// Something is there.
    Stands(PathBuf),
    /// A program is there.
    Program(PathBuf),
    /// No program is there.
    NoProgram(PathBuf),
    /// A directory is there.
    Directory(PathBuf),
    /// Something other than a directory is there.
    File(PathBuf),
    /// Something is there that is no readable file.
    Unreadable(PathBuf),
    /// Both paths lead to one and the same.
    Same(PathBuf, PathBuf),
    /// Both were last changed at the same moment.
    Unaltered(PathBuf, PathBuf),
    /// The file says exactly this.
    Says(PathBuf, OsString),
    /// The file begins with this, and was last changed when the second file was.
    Begins(PathBuf, OsString, PathBuf),
    /// It cannot be seen whether anything has changed.
    Never,
}
