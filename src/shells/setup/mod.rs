//! The user's start-up files: what `goenvmgr setup` writes there, and how all of it goes again.
//!
//! Facts ([`places`], the files themselves) → [`SetupPlan`] → [`apply::apply`]. The plan holds every
//! file before and after, so showing it is the dry run, and applying it reads nothing again.

pub mod apply;
pub mod block;
mod forms;
pub(super) mod journal;
mod lines;
mod mark;
pub mod old;
mod open;
pub mod places;
mod plan;
pub mod silenced;
pub mod user_path;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::difference::Hunk;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::shells::shell::Shell;
use crate::sys::env::Env;

pub use plan::{plan, undo};

/// A larger start-up file is none.
pub(super) const LIMIT: u64 = 16 << 20;

/// What is going to happen.
#[derive(Clone, Debug, Serialize)]
pub struct SetupPlan {
    /// `setup` or `undo`.
    pub action: Action,
    /// For whom.
    pub shells: Vec<Chosen>,
    /// Start-up files.
    pub files: Vec<FilePlan>,
    /// Files of our own that they read.
    pub generated: Vec<Generated>,
    /// The user's PATH outside of shells, where the system keeps one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_path: Option<user_path::UserPathPlan>,
    /// Lines of other managers, and by hand, that may get in the way. Never touched.
    pub old_lines: Vec<old::OldLine>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Put in.
    Setup,
    /// Take out.
    Undo,
}

/// A shell, and why it is among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// The shell.
    pub shell: Shell,
    /// `--shell`, `SHELL`, or a file that shows its use.
    pub why: String,
}

/// One start-up file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilePlan {
    /// By the name that the shell reads.
    pub path: PathBuf,
    /// What stands behind the name, where that is a symbolic link.
    pub link_target: Option<PathBuf>,
    /// How many names (hard links) the file has: where it is more than one, it is written in place
    /// and stays what they all name.
    pub names: u64,
    /// What will be done.
    pub step: Step,
    /// Why it cannot be done, if so.
    pub refused: Option<String>,
    /// The blocks.
    pub blocks: Vec<BlockPlan>,
    /// What changes, line by line.
    pub diff: Vec<Hunk>,
    /// Its bytes now.
    #[serde(skip)]
    pub before: Option<Vec<u8>>,
    /// Its bytes afterwards.
    #[serde(skip)]
    pub after: Vec<u8>,
}

impl FilePlan {
    /// Whether a block is put into this file that was not there.
    pub fn adds_to(&self, file: &Path) -> bool {
        let added = |block: &BlockPlan| block.change == Some(block::Change::Added);
        self.path == file && self.refused.is_none() && self.blocks.iter().any(added)
    }
}

/// Whose generation of the user's files stands there.
const NIX: &str = "/nix/store";

impl FilePlan {
    /// What to put where, if home-manager wrote the file that cannot be changed.
    fn home_manager(&self) -> Option<String> {
        self.refused.as_ref()?;
        self.link_target.as_ref().filter(|target| target.starts_with(NIX))?;
        let file = self.path.file_name()?.to_str()?;
        let option = match file {
            ".bashrc" => "programs.bash.bashrcExtra (env) and programs.bash.initExtra (init)",
            ".profile" | ".bash_profile" => "programs.bash.profileExtra",
            ".zshenv" => "programs.zsh.envExtra",
            ".zprofile" => "programs.zsh.profileExtra",
            ".zshrc" => "programs.zsh.initContent",
            "config.fish" => "programs.fish.shellInitLast",
            _ => "the text of its home.file or xdg.configFile",
        };
        Some(format!(
            "home-manager: put the lines that goenvmgr setup --dry-run shows for {file}, their marks \
             included, into {option}; after home-manager switch, goenvmgr setup writes the rest"
        ))
    }
}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// It is new.
    Create,
    /// Its text changes.
    Change,
    /// It goes: we had created it and nothing else is in it.
    Remove,
    /// It is as it should be.
    Keep,
}

/// One block of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockPlan {
    /// `env`, `init` or `go-bin`.
    pub name: String,
    /// What happens to it; `None` where it is taken out.
    pub change: Option<block::Change>,
    /// Whether somebody had edited it.
    pub edited: bool,
}

/// `env.sh` and its kin, in [`Home::start_up`](crate::settings::home::Home::start_up).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Generated {
    /// The file.
    pub path: PathBuf,
    /// What will be done.
    pub step: Step,
    /// Its bytes afterwards.
    #[serde(skip)]
    pub after: Vec<u8>,
}

impl SetupPlan {
    /// Whether anything would be written or removed.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.step == Step::Keep)
            && self.generated.iter().all(|file| file.step == Step::Keep)
            && self.user_path.as_ref().is_none_or(|path| path.step == Step::Keep)
    }

    /// The fault that stops the plan before anything is touched, if some file cannot be written.
    pub fn refusal(&self) -> Option<Fault> {
        let mut refused = self.files.iter().filter_map(|file| {
            let why = file.refused.as_ref()?;
            Some(format!("{}: {why}", file.path.visible()))
        });
        let first = refused.next()?;
        let mut fault = Fault::unfinished(format!("nothing was changed, because of {first}"));
        fault.causes = refused.collect();
        fault.hints = self.files.iter().filter_map(FilePlan::home_manager).collect();
        fault.hints.push(
            "to see the lines and add them by hand where your files are kept: goenvmgr setup --dry-run"
                .to_owned(),
        );
        fault.hints.push("or choose other shells: goenvmgr setup --shell NAME".to_owned());
        Some(fault)
    }
}

/// The user's home directory.
///
/// # Errors
/// When none is known (exit 2).
pub fn home_of(env: &Env) -> Result<PathBuf> {
    env.home().filter(|home| home.is_absolute()).map(Path::to_owned).ok_or_else(|| {
        Fault::usage("no home directory is known").hint("set HOME to an absolute path")
    })
}
