//! What must hold for an answer to stay true: which the hook compares with.

use std::path::PathBuf;

/// What the hook compares with, in the shell's own variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// The pin file that decides; looking further up than it is of no use.
    pub stop: Option<PathBuf>,
    /// A program that has to be there for the state to be true.
    pub has: Option<PathBuf>,
    /// A directory that must not be there for the state to be true.
    pub lacks: Option<PathBuf>,
    /// Which names matter.
    pub names: Names,
    /// What this shell has been told already.
    pub told: String,
}

/// Which files are looked at on the way up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// All, up to the pin that decides: what comes after it in its own directory does not count.
    #[default]
    All,
    /// As [`Names::All`], with what comes after it: go.work and go.mod decide about GOTOOLCHAIN.
    Every,
    /// The version is decided elsewhere, and only the manifest counts.
    Manifest,
}

impl Names {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Every => "every",
            Self::Manifest => "manifest",
        }
    }
}

/// First line of everything that the function evaluates; help and errors do not have it.
pub(super) const MARK: &str = "#goenvmgr\n";
