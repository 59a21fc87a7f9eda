//! What a clean would do, as a value: it prints, it serialises, and only [`super::sweep`] acts.

use std::path::PathBuf;

use serde::Serialize;

use crate::go::gomod::ModuleVersion;

/// The four parts of `--all`, and the two that stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RemovalKind {
    /// A toolchain of ours.
    Toolchain,
    /// A set of tools that manifests pin.
    Tools,
    /// A toolchain that the go command downloaded into the module cache.
    GoToolchain,
    /// A half-done install or download.
    Interrupted,
    /// An archive that was downloaded whole, or an index.
    Download,
    /// A shim of a toolchain that is gone.
    Shim,
    /// A module version in the module cache: directory, zip and hash.
    Module,
    /// The zip of a module version whose directory stays.
    Zip,
    /// The whole module cache.
    ModuleCache,
    /// Entries of the build cache.
    BuildCache,
    /// A project's `vendor` directory.
    Vendor,
}

impl RemovalKind {
    /// For people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Toolchain => "toolchain",
            Self::Tools => "tools",
            Self::GoToolchain => "go's toolchain",
            Self::Interrupted => "interrupted",
            Self::Download => "download",
            Self::Shim => "shim",
            Self::Module => "module",
            Self::Zip => "zip",
            Self::ModuleCache => "module cache",
            Self::BuildCache => "build cache",
            Self::Vendor => "vendor",
        }
    }
}

/// How a removal is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Uninstall a toolchain of ours, by its name (`go1.22.5`).
    Toolchain(String),
    /// Remove a set of tools, by its name.
    Tools(String),
    /// Take a module version out of the cache under Go's own lock; `zip_only` leaves directory
    /// and hash.
    Module {
        module: ModuleVersion,
        /// Whether the directory stays.
        zip_only: bool,
    },
    /// Remove what lies at a path of ours.
    Path,
    /// Remove a file that a killed write left, unless a living one holds it after all.
    HalfWritten,
    /// Remove something below the module cache, by its path relative to it.
    InModuleCache(PathBuf),
    /// Empty the module cache but for these paths, relative to it.
    Everything {
        /// What stays: the toolchain in use.
        keep: Vec<PathBuf>,
    },
    /// Remove entries of the build cache last used before this second since 1970; all of them
    /// without one.
    Builds {
        /// The end of what goes.
        before: Option<i64>,
    },
}

/// One line of the plan: something that goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Removal {
    pub kind: RemovalKind,
    /// Its name: `go1.22.5`, `github.com/pkg/errors@v0.9.1`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Allocated bytes.
    pub bytes: u64,
    /// Files and directories.
    pub files: u64,
    /// Last use, where something tells, in seconds since 1970.
    pub last_use: Option<i64>,
    /// Why it may go.
    pub why: String,
    /// How.
    #[serde(skip)]
    pub act: Act,
}

/// One line of the plan: something that was looked at and stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Kept {
    pub kind: RemovalKind,
    pub name: String,
    /// Allocated bytes.
    pub bytes: u64,
    /// Last use, where something tells, in seconds since 1970.
    pub last_use: Option<i64>,
    /// Why it stays.
    pub why: String,
    /// The roots that want it.
    pub roots: Vec<PathBuf>,
}

/// How a root stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// It is there, and has a go.mod or go.work.
    Project,
    /// It is there, and only pins a toolchain.
    Pin,
    /// It is gone; what it needed stays until the grace period ends.
    Missing,
    /// It cannot be looked at: an unmounted disk, a directory that may not be read.
    Unreachable,
}

/// A root as the plan lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RootLine {
    /// Its directory.
    pub path: PathBuf,
    /// How it became one: `seen`, `named`, `running`.
    pub how: &'static str,
    /// How it stands.
    pub state: State,
    /// How many module versions it reaches.
    pub modules: usize,
    /// What cannot be promised for it, and why.
    pub notes: Vec<String>,
}

/// What a clean would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct CleanPlan {
    /// What goes.
    pub removals: Vec<Removal>,
    /// What was looked at and stays.
    pub kept: Vec<Kept>,
    /// From where it was decided what stays.
    pub roots: Vec<RootLine>,
    /// What to know before anything is removed.
    pub notes: Vec<String>,
    /// Why the module cache was left alone although it was asked for.
    pub refused: Option<String>,
    /// What to type then.
    #[serde(skip)]
    pub hint: Option<&'static str>,
    /// Whether it goes beyond what is provably of no use, and so must be asked for.
    pub beyond: bool,
}

impl CleanPlan {
    /// Allocated bytes of what goes.
    pub(crate) fn bytes(&self) -> u64 {
        self.removals.iter().map(|removal| removal.bytes).sum()
    }

    /// Files and directories of what goes.
    pub(crate) fn files(&self) -> u64 {
        self.removals.iter().map(|removal| removal.files).sum()
    }

    /// Allocated bytes of what was looked at and stays.
    pub(crate) fn kept_bytes(&self) -> u64 {
        self.kept.iter().map(|kept| kept.bytes).sum()
    }

    /// Takes over another part's lines.
    pub(crate) fn join(&mut self, other: Self) {
        self.removals.extend(other.removals);
        self.kept.extend(other.kept);
        self.notes.extend(other.notes);
        if self.refused.is_none() {
            self.refused = other.refused;
            self.hint = other.hint;
        }
        self.beyond |= other.beyond;
        if self.roots.is_empty() {
            self.roots = other.roots;
        }
    }
}
