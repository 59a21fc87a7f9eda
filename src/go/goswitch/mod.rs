//! Go's own toolchain switch: what a go command decides before it does anything else.
//!
//! Rules: `cmd/go/internal/toolchain/select.go` (`Select`, `modGoToolchain`, `Exec`),
//! `cmd/go/internal/gover` and `modload/init.go` (`WillBeEnabled`), as Go 1.21 to 1.26 have them.
//! Pure: settings, lines and what PATH holds come in as values.

mod decide;
mod own;
mod setting;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::origin::Origin;
use crate::go::gomod::{self, Word};
use crate::go::version::GoVersion;

pub use decide::predict;
pub use own::Own;

/// What the switch is decided from.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The Go that is started.
    pub own: &'a Own,
    /// GOTOOLCHAIN as Go's layers have it; empty where nothing sets it.
    pub gotoolchain: &'a str,
    /// What go.work or go.mod asks for.
    pub asked: &'a Asked,
}

/// What the project asks of a go command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Modules are off (GO111MODULE): nothing is read, and nothing is switched.
    Off,
    /// There is no go.work and no go.mod.
    #[default]
    Nothing,
    /// GOWORK is relative.
    RelativeWorkspace,
    /// The file that counts cannot be read: Go's message.
    Unreadable(PathBuf, String),
    /// The file that counts.
    Lines {
        /// go.work, else go.mod.
        file: PathBuf,
        /// Its `go` line.
        go: Option<Word>,
        /// Its `toolchain` line.
        toolchain: Option<Word>,
    },
}

/// A version with the line that asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The version.
    pub version: GoVersion,
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// What the go command will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicted {
    /// What.
    pub does: Does,
    /// The line that caused it; `None` where GOTOOLCHAIN or nothing did.
    pub line: Option<Line>,
    /// The `go` line that the version which runs is too old for: what loads the project is refused.
    pub refuses: Option<Line>,
}

/// What the go command will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// The Go that was started does the work.
    Itself,
    /// Another one from PATH does.
    FromPath(Named),
    /// Another one from the module cache does, downloaded where it is not there.
    Fetches(Named),
    /// Every command ends with a message.
    Dies(Dead),
}

/// Why every command ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Go's own words, without `go: `.
    pub says: String,
    /// What to blame.
    pub blame: Blame,
}

/// What makes every command end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blame {
    /// A setting of this name.
    Setting(&'static str),
    /// A file, or a line of it.
    File(Origin),
}

/// A toolchain as Go names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `go1.22.5`; what is looked for on PATH.
    pub name: String,
    /// Its version, without a suffix.
    pub version: GoVersion,
}

impl Predicted {
    /// The other toolchain that does the work.
    pub fn other(&self) -> Option<&Named> {
        match &self.does {
            Does::FromPath(named) | Does::Fetches(named) => Some(named),
            Does::Itself | Does::Dies(_) => None,
        }
    }
}

impl Line {
    /// `/p/go.mod:3`.
    pub fn origin(&self) -> Origin {
        Origin::file(&self.file, self.line)
    }
}

impl Dead {
    fn by(setting: &'static str, says: impl Into<String>) -> Self {
        Self { says: says.into(), blame: Blame::Setting(setting) }
    }

    fn at(line: Option<&Line>, says: String) -> Self {
        let blame = line.map_or(Blame::Setting("GOTOOLCHAIN"), |line| Blame::File(line.origin()));
        Self { says, blame }
    }
}

impl Asked {
    /// Whether a go command reads files at all, by GO111MODULE.
    pub fn modules(go111module: &str, has_go_mod: bool) -> bool {
        match go111module {
            "" | "on" => true,
            "auto" => has_go_mod,
            // `off`, and whatever Go does not know.
            _ => false,
        }
    }

    /// What this text of a go.work or go.mod asks for.
    pub fn lines(file: &Path, text: &[u8]) -> Self {
        let (go, toolchain) = gomod::asked(text);
        Self::Lines { file: file.to_owned(), go, toolchain }
    }

    /// The `go` line, where it names a version that Go takes in one.
    pub fn go(&self) -> Option<Line> {
        let Self::Lines { file, go: Some(go), .. } = self else { return None };
        // Compared as it stands: a suffix makes it malformed, and that is older than any version.
        let version = GoVersion::parse(&go.text).filter(|version| !version.has_suffix())?;
        Some(Line { version, file: file.clone(), line: go.line })
    }
}
