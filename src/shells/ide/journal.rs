//! What was written for editors, and what stood there before: `state/ide.json`. Without it nothing is taken
//! back: settings have no mark that says whose a line is.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Editor;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::shells::setup::journal;
use crate::sys::fs;

/// A larger file is not ours.
const LIMIT: u64 = 4 << 20;

/// Written before a file is touched, so that a kill leaves too many entries rather than too few.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Journal {
    #[serde(default)]
    pub(super) files: Vec<Written>,
    /// Links in `~/sdk`.
    #[serde(default)]
    pub(super) links: Vec<PathBuf>,
    /// Whether `~/sdk` was not there before us.
    #[serde(default)]
    pub(super) sdk_made: bool,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) editor: Editor,
    #[serde(flatten)]
    pub(super) file: journal::File,
    /// Values in it that are ours.
    #[serde(default)]
    pub(super) values: Vec<Ours>,
    /// All of it, where the file is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
}

/// A value of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Ours {
    pub(super) keys: Vec<String>,
    pub(super) value: Value,
    /// What stood there before, as it was written.
    pub(super) before: Option<String>,
    /// How many of the keys were there before.
    pub(super) depth: usize,
}

impl Journal {
    /// The entry of a file.
    pub(super) fn file(&self, path: &Path) -> Option<&Written> {
        self.files.iter().find(|one| one.file.path == path)
    }

    pub(super) fn write(&self, home: &Home) -> Result<()> {
        if *self == Self::default() {
            return fs::remove::file(&path(home)).map(drop);
        }
        let text = serde_json::to_vec_pretty(self).map_err(|error| {
            Fault::unfinished(format!("could not write the record of editors: {error}"))
        })?;
        fs::atomic::write(&path(home), &text)
    }
}

/// A record that is missing is empty; one that is broken is a fault, since undo depends on it.
pub(super) fn read(home: &Home) -> Result<Journal> {
    let path = path(home);
    let Some(bytes) = fs::read::bytes(&path, LIMIT)? else { return Ok(Journal::default()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        Fault::unfinished(format!("{} cannot be understood: {error}", path.visible()))
            .hint("move it away: what was written for editors is then taken out by hand")
    })
}

fn path(home: &Home) -> PathBuf {
    home.state().join("ide.json")
}

/// Whoever writes for editors holds it.
pub(super) fn lock(home: &Home) -> PathBuf {
    home.state().join("ide.lock")
}
