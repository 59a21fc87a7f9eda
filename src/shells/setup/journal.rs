//! What setup did, as far as the files themselves cannot tell: `state/setup.json`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs;
use crate::sys::user_path::UserPath;

/// Everything done so far. Written before a file is touched, so that a kill leaves too many
/// entries rather than too few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) files: Vec<File>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) user_path: Option<Kept>,
}

/// One file of the user's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::shells) struct File {
    pub(in crate::shells) path: PathBuf,
    /// Whether it was not there before us.
    pub(in crate::shells) created: bool,
    /// Directories that were not there before us, outermost first.
    pub(in crate::shells) dirs: Vec<PathBuf>,
    /// Copies of what it was, oldest first.
    pub(in crate::shells) backups: Vec<PathBuf>,
}

impl File {
    /// One of which nothing is known yet.
    pub(in crate::shells) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), created: false, dirs: Vec::new(), backups: Vec::new() }
    }
}

/// What became of the user's PATH outside of shells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) entries: Vec<String>,
    pub(super) before: Option<UserPath>,
    pub(super) after: Option<UserPath>,
}

impl Journal {
    /// The entry of a file, made if there is none.
    pub(super) fn file(&mut self, path: &Path) -> &mut File {
        let index = self.files.iter().position(|file| file.path == path).unwrap_or_else(|| {
            self.files.push(File::new(path));
            self.files.len() - 1
        });
        &mut self.files[index]
    }

    pub(super) fn write(&self, home: &Home) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| {
            Fault::unfinished(format!("could not write the setup record: {error}"))
        })?;
        fs::atomic::write(&path(home), &text)
    }
}

/// A record that is missing is empty; one that is broken is a fault, since undo depends on it.
pub(super) fn read(home: &Home) -> Result<Journal> {
    let path = path(home);
    let Some(bytes) = fs::read::bytes(&path, super::LIMIT)? else { return Ok(Journal::default()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        Fault::unfinished(format!("{} cannot be understood: {error}", path.visible()))
            .hint("move it away: `goenvmgr setup --undo` then leaves empty the files that it would remove")
    })
}

pub(super) fn path(home: &Home) -> PathBuf {
    home.state().join("setup.json")
}
