//! Checks of the user's own: `[[check]]` in a manifest. A kind of check is one file here and one row in
//! [`KINDS`]: what it reads of its table, and how it asks.

mod asking;
mod command;
mod dns;
mod file;
mod go_version;
mod http;
mod json;
mod parse;
mod port;
mod process;
mod tcp;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::doctor::model::finding::Verdict;
use crate::doctor::model::report::Mode;
use crate::go::version::GoVersion;
use crate::health::policy::limits::Limits;
use crate::health::policy::table::Table;
use crate::sys::env::Env;

pub(crate) use asking::{Slots, start};
pub(super) use parse::checks;

/// What reads the keys of a kind.
type Read = fn(&Table<'_>) -> Option<Arc<dyn Ask>>;

/// The kinds, as `type = "…"` names them.
const KINDS: [(&str, Read); 8] = [
    ("command", command::read),
    ("dns", dns::read),
    ("file", file::read),
    ("go-version", go_version::read),
    ("http", http::read),
    ("port", port::read),
    ("process", process::read),
    ("tcp", tcp::read),
];

/// The part of a check's id before its name.
pub(super) const AREA: &str = "custom";

/// One check of the user's own.
#[derive(Clone, Debug)]
pub struct UserCheck {
    /// Its id: `custom.NAME`.
    pub id: String,
    /// Its line in the manifest, counted from 1.
    pub line: usize,
    /// The environments that it is for; none: all.
    pub envs: Vec<String>,
    /// From which mode on it runs.
    pub mode: Mode,
    /// Whether it warns where it would fail.
    pub warns: bool,
    /// How long, and how often again.
    pub limits: Limits,
    /// What it asks.
    pub ask: Arc<dyn Ask>,
}

/// What a check asks.
pub trait Ask: Debug + Send + Sync {
    /// What it does, for who is to trust it: all that decides what is sent, read or run, and each variable of the
    /// environment that goes into it. Nothing is left out, a secret of a URL neither: a command could hide in one.
    /// `tcp 127.0.0.1:5432`.
    fn says(&self) -> String;

    /// Asks once, within the limit.
    fn ask(&self, around: &Around, limit: Duration) -> Answered;

    /// The program that it starts, with its words: of these not all run at once.
    fn argv(&self) -> Option<&[String]> {
        None
    }
}

/// What came of asking once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub verdict: Verdict,
    /// Whether the answer may be another one a moment later.
    pub passing: bool,
}

impl Answered {
    /// As it should be.
    fn good(value: impl Into<String>, message: impl Into<String>) -> Self {
        Self { verdict: Verdict::pass(message).value(value), passing: false }
    }

    /// Not as it should be, and it will not be another at once.
    fn bad(message: impl Into<String>) -> Self {
        Self { verdict: Verdict::fail(message), passing: false }
    }

    /// It could not be asked at all.
    fn unasked(message: impl Into<String>) -> Self {
        Self { verdict: Verdict::error(message), passing: false }
    }

    /// It may be another one a moment later.
    fn passing(self) -> Self {
        Self { passing: true, ..self }
    }
}

/// Where a check asks.
#[derive(Clone, Debug)]
pub struct Around {
    /// The process.
    pub env: Env,
    /// The directory of the manifest.
    pub project: PathBuf,
    /// The variables that programs get: those of the project's own Go.
    pub vars: BTreeMap<OsString, OsString>,
    /// The Go that is selected there, or why there is none.
    pub go: Result<GoVersion, String>,
}

impl Around {
    /// A text with the values of its `${env:NAME}`. Nothing else is replaced.
    ///
    /// # Errors
    /// The answer, where a variable is not set or a form has no end.
    fn filled(&self, text: &str) -> Result<String, Answered> {
        let (mut filled, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("${env:") {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| Answered::unasked("a `${env:` has no closing brace"))?;
            let value = self.env.vars.get(OsStr::new(name)).and_then(|value| value.to_str());
            let value = value.ok_or_else(|| {
                Answered::unasked(format!("the variable {name} is not set, which the check names"))
            })?;
            filled.push_str(before);
            filled.push_str(value);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// A path of a manifest: `~` is the user's home, all else is meant from the manifest's directory.
    fn path(&self, text: &str) -> Result<PathBuf, Answered> {
        let text = self.filled(text)?;
        match (text.strip_prefix("~/"), &self.env.home) {
            (Some(rest), Some(home)) => Ok(home.join(rest)),
            (Some(_), None) => Err(Answered::unasked("no home directory is known for `~`")),
            (None, _) => Ok(self.project.join(text)),
        }
    }
}

#[cfg(test)]
mod tests;
