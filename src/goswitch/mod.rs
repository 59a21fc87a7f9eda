//! Go's own toolchain switch: what a go command decides before it does anything else.
//!
//! Rules: `cmd/go/internal/toolchain/select.go` (`Select`, `modGoToolchain`, `Exec`),
//! `cmd/go/internal/gover` and `modload/init.go` (`WillBeEnabled`), as Go 1.21 to 1.26 have them.
//! Pure: settings, lines and what PATH holds come in as values.

mod own;
mod setting;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::gomod::{self, Word};
use crate::origin::Origin;
use crate::version::GoVersion;

pub use own::Own;
use own::stem;
use setting::Setting;

const RELATIVE: &str = "invalid GOWORK: not an absolute path";

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
    Unreadable(String),
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
    /// Every command ends with this message of Go's.
    Dies(String),
}

/// A toolchain as Go names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `go1.22.5`; what is looked for on PATH.
    pub name: String,
    /// Its version, without a suffix.
    pub version: GoVersion,
}

/// Predicts; `on_path` says whether PATH has a program of this name.
pub fn predict(start: &Start<'_>, on_path: &dyn Fn(&str) -> bool) -> Predicted {
    match decide(start) {
        Err(says) => Predicted { does: Does::Dies(says), line: None, refuses: None },
        Ok(None) => itself(start, None),
        Ok(Some(wanted)) => {
            let Wanted { named, line, path_only } = wanted;
            if named.name == start.own.name {
                return itself(start, line);
            }
            let version = named.version.clone();
            let does = found(named, path_only, on_path);
            started(start, line, &version, does)
        }
    }
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
    pub fn place(&self) -> String {
        Origin::file(&self.file, self.line).to_string()
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

struct Wanted {
    named: Named,
    line: Option<Line>,
    path_only: bool,
}

/// What `Select` settles on; `None` where it returns before it has looked at anything.
fn decide(start: &Start<'_>) -> Result<Option<Wanted>, String> {
    let Start { own, gotoolchain, asked } = *start;
    if !own.switches() || *asked == Asked::Off || gotoolchain.is_empty() {
        return Ok(None);
    }
    let Setting { named, switches, path_only } = Setting::parse(gotoolchain, own)?;
    let mut wanted = Wanted { named, line: None, path_only };
    if switches {
        match asked {
            Asked::RelativeWorkspace => return Err(RELATIVE.to_owned()),
            Asked::Unreadable(says) => return Err(says.clone()),
            Asked::Lines { file, toolchain, .. } => {
                wanted = raised(wanted, own, file, toolchain.as_ref(), asked.go())?;
            }
            Asked::Off | Asked::Nothing => {}
        }
    }
    let Named { name, .. } = &wanted.named;
    // Before the search: no `go2`, and no `bash` either.
    if *name != own.name && !name.starts_with("go1") && !name.contains("-go1") {
        return Err(format!("invalid GOTOOLCHAIN {name:?}"));
    }
    Ok(Some(wanted))
}

/// What the lines of the file make of the least that GOTOOLCHAIN sets.
fn raised(
    mut wanted: Wanted,
    own: &Own,
    file: &Path,
    toolchain: Option<&Word>,
    go: Option<Line>,
) -> Result<Wanted, String> {
    if let Some(word) = toolchain.filter(|word| !word.text.is_empty()) {
        if word.text == "default" {
            return Ok(wanted);
        }
        let Some(version) = stem(&word.text) else {
            return Err(format!("invalid toolchain {:?} in {}", word.text, file.display()));
        };
        let order = version.compare(&wanted.named.version);
        // Go 1.21 takes an equal one too, which differs where a suffix does.
        if order.is_gt() || (order.is_eq() && own.takes_equal()) {
            let line = Line { version: version.clone(), file: file.to_owned(), line: word.line };
            wanted.line = Some(line);
            wanted.named = Named { name: word.text.clone(), version };
        }
    }
    if let Some(line) = go.filter(|line| line.version.compare(&wanted.named.version).is_gt()) {
        // A language version was never published; its first release is `.0`.
        let version = line.version.as_toolchain();
        wanted.named = Named { name: version.toolchain(), version };
        wanted.line = Some(line);
    }
    Ok(wanted)
}

fn found(named: Named, path_only: bool, on_path: &dyn Fn(&str) -> bool) -> Does {
    if on_path(&named.name) {
        Does::FromPath(named)
    } else if path_only {
        Does::Dies(format!("cannot find {:?} in PATH", named.name))
    } else if named.version.is_language() {
        let name = &named.name;
        Does::Dies(format!(
            "invalid toolchain: {name} is a language version but not a toolchain version ({name}.x)"
        ))
    } else {
        Does::Fetches(named)
    }
}

/// Go 1.23 and newer count workspaces (`telemetrystats`) before they do anything else.
fn itself(start: &Start<'_>, line: Option<Line>) -> Predicted {
    let own = &start.own.version;
    let counts = GoVersion::parse("1.23").is_some_and(|first| own.meets(&first));
    let does = match start.asked {
        Asked::RelativeWorkspace if counts => Does::Dies(RELATIVE.to_owned()),
        _ => Does::Itself,
    };
    started(start, line, own, does)
}

/// The outcome where this version runs.
fn started(start: &Start<'_>, line: Option<Line>, runs: &GoVersion, does: Does) -> Predicted {
    let knows = GoVersion::parse("1.21").is_some_and(|first| runs.meets(&first));
    let loads = knows && !matches!(does, Does::Dies(_));
    let refuses = start.asked.go().filter(|go| loads && !runs.meets(&go.version));
    Predicted { does, line, refuses }
}
