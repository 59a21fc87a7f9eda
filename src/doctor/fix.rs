//! `doctor --fix`: what the safe cures of findings would change, as a value; made true with a record
//! that `doctor --undo` goes back by.
//!
//! Findings → [`FixPlan`] → [`apply::apply`]. Every change holds what is there and what will be, so
//! showing the plan is the dry run. Only our own files, our blocks, our links, and lines of the
//! `go env -w` file are ever changed; never with other rights than the user's.

pub(crate) mod apply;
mod plan;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::difference::{Hunk, hunks};
use crate::base::visible::Visible as _;

pub(crate) use plan::plan;

/// What is going to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FixPlan {
    /// The checks that it is to cure.
    pub checks: Vec<String>,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

/// One change: in a plan with the bytes of both ends; in the record of what was done with what going
/// back needs of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change<Before = Vec<u8>, After = Vec<u8>> {
    /// A file gets other bytes.
    File {
        /// Where.
        path: PathBuf,
        /// Its bytes now; nothing where it is new.
        before: Option<Before>,
        /// Its bytes afterwards.
        after: After,
    },
    /// A symbolic link comes, goes or leads elsewhere.
    Link {
        /// Where.
        path: PathBuf,
        /// What it leads to now.
        before: Option<PathBuf>,
        /// What it will lead to.
        after: Option<PathBuf>,
    },
    /// Something is moved out of the way, on the same filesystem.
    Move { path: PathBuf, to: PathBuf },
}

/// A change as the record has it: the sum of the bytes that were there with the copy that holds them,
/// and the sum of those that came.
type Step = Change<(String, PathBuf), String>;

impl<Before, After> Change<Before, After> {
    /// What changes.
    fn path(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Link { path, .. } | Self::Move { path, .. } => path,
        }
    }
}

impl FixPlan {
    /// The plan for people, as a diff.
    pub(crate) fn diff(&self) -> String {
        self.changes.iter().map(Change::diff).collect()
    }
}

impl Change {
    fn diff(&self) -> String {
        let lines = |sign: char, lines: &[String]| -> String {
            lines.iter().map(|line| format!("{sign}{line}\n")).collect()
        };
        match self {
            Self::File { path, before, after } => {
                let hunks = hunks(before.as_deref().unwrap_or_default(), after);
                let hunk = |hunk: &Hunk| lines('-', &hunk.removed) + &lines('+', &hunk.added);
                let changed: String = hunks.iter().map(hunk).collect();
                format!("--- {0}\n+++ {0}\n{changed}", path.visible())
            }
            Self::Link { path, before, after } => {
                let end = |end: &Option<PathBuf>, sign| {
                    end.as_ref()
                        .map_or_else(String::new, |to| format!("{sign}-> {}\n", to.visible()))
                };
                format!(
                    "--- {0}\n+++ {0}\n{1}{2}",
                    path.visible(),
                    end(before, '-'),
                    end(after, '+')
                )
            }
            Self::Move { path, to } => {
                format!("--- {}\n+++ {}\n", path.visible(), to.visible())
            }
        }
    }
}

/// What was done, as far as going back needs it: `state/doctor/undo.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    checks: Vec<String>,
    /// The directory that holds the copies.
    copies: PathBuf,
    steps: Vec<Step>,
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
