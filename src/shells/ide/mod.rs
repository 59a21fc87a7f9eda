//! What `goenvmgr ide` tells editors, so that they start the Go that a directory pins, and how all of it goes
//! again.
//!
//! Facts ([`places`], the files themselves, what was written before) → [`IdePlan`] → [`apply::apply`]. Editors
//! are told the shim, never a version. Files are written as [`super::setup`] writes start-up files: by its own
//! functions.

pub mod apply;
pub(crate) mod goland;
mod journal;
pub(crate) mod jsonc;
pub(crate) mod places;
mod plan;
mod sdk;
mod settings;
mod told;
mod undo;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::base::difference::Hunk;
use crate::base::fault::Fault;
use crate::base::visible::Visible as _;
use crate::shells::setup::{FilePlan, Step};

pub(crate) use plan::shim;
pub use plan::{Asked, plan};
pub use sdk::{LinkFate, LinkPlan, sweep};
pub use undo::{Scope, undo};

/// An editor that can be told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Editor {
    /// VS Code, Insiders, VSCodium, Cursor, Windsurf: those that are used here, and their servers
    Vscode,
    /// GoLand, and IDEA with its Go plugin
    Goland,
    /// Zed
    Zed,
    /// Neovim
    Neovim,
}

impl Editor {
    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vscode => "vscode",
            Self::Goland => "goland",
            Self::Zed => "zed",
            Self::Neovim => "neovim",
        }
    }

    /// What it indents new settings by.
    fn unit(self) -> &'static str {
        if self == Self::Zed { "  " } else { "    " }
    }
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Put in.
    Write,
    /// Take out.
    Undo,
}

/// What is going to happen. Names are keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub struct IdePlan {
    /// For whom; null where it is for all.
    pub editor: Option<Editor>,
    /// Which way.
    pub action: Action,
    /// Files of theirs.
    pub files: Vec<SettingsPlan>,
    /// Names in `~/sdk`.
    pub links: Vec<LinkPlan>,
    /// What only the user can do, in the editor itself.
    pub by_hand: Vec<String>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SettingsPlan {
    /// Whose it is.
    pub editor: Editor,
    /// What is written.
    pub file: FilePlan,
    /// Values in it.
    pub set: Vec<Set>,
    /// What the record will say of it, or says.
    written: journal::Written,
    /// Whether nothing of ours is in it afterwards.
    forgotten: bool,
}

/// One value. Names are keys of the JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Set {
    /// The keys that lead to it, with dots between them.
    pub key: String,
    /// What it is now; null where it is not set.
    pub before: Option<Value>,
    /// What it will be; null where it will not be set.
    pub after: Option<Value>,
    /// Whether somebody changed it since it was written, so that it stays.
    pub changed_since: bool,
}

impl Serialize for SettingsPlan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            editor: Editor,
            path: &'a Path,
            link_target: Option<&'a PathBuf>,
            step: Step,
            refused: Option<&'a String>,
            set: &'a [Set],
            diff: &'a [Hunk],
        }
        let FilePlan { path, link_target, step, refused, diff, .. } = &self.file;
        let (link_target, refused) = (link_target.as_ref(), refused.as_ref());
        let (editor, set) = (self.editor, &self.set[..]);
        Shown { editor, path, link_target, step: *step, refused, set, diff }.serialize(serializer)
    }
}

impl IdePlan {
    /// Whether anything would be written or removed.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|one| one.file.step == Step::Keep)
            && self.links.iter().all(|link| !link.fate.changes())
    }

    /// The fault that stops the plan before anything is touched, if some file cannot be written.
    pub fn refusal(&self) -> Option<Fault> {
        let mut refused = self.files.iter().filter_map(|one| {
            let why = one.file.refused.as_ref()?;
            Some(format!("{}: {why}", one.file.path.visible()))
        });
        let first = refused.next()?;
        let mut fault = Fault::unfinished(format!("nothing was changed, because of {first}"));
        fault.causes = refused.collect();
        let word = self.editor.map_or("EDITOR", Editor::word);
        Some(fault.hint(format!("goenvmgr ide {word}   shows what to put there by hand")))
    }
}
