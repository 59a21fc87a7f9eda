//! What a check says: one value, which every rendering shows and no rendering adds to.

use std::path::PathBuf;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::line::Line;
use super::{catalogue, cures};
use crate::net::url::redact;
use crate::visible::visible;

/// The answer of a check, in rising order of concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// As it should be.
    Pass,
    /// Not looked at; the message says why.
    Skip,
    /// Nothing fails yet.
    Warn,
    /// A go command named in the evidence fails, or a promise of goenvmgr is broken.
    Fail,
    /// The check itself could not finish.
    Error,
}

impl Status {
    /// The upper-case word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Skip => "SKIP",
            Self::Warn => "WARN",
            Self::Fail => "FAIL",
            Self::Error => "ERROR",
        }
    }
}

/// What to type next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// The cure in words.
    pub text: String,
    /// Lines for a POSIX shell that cure, ready to paste. Empty where only a person can decide.
    pub commands: Vec<String>,
    /// The only one of them as a program and its arguments, where it needs no shell.
    pub argv: Option<Vec<String>>,
    /// Whether `doctor --fix` does it by itself.
    pub safe: bool,
    /// What `doctor --fix` does then.
    pub remedy: Option<Box<Remedy>>,
    /// A line of it cannot be pasted.
    unfit: bool,
}

/// A cure that is safe: it touches what is ours, or lines that Go cannot use, and can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Lines of a file, counted from 1, go, or lose the carriage return at their end.
    Lines {
        /// The file.
        file: PathBuf,
        /// Lines that go.
        cut: Vec<usize>,
        /// Lines that lose their carriage return.
        trim: Vec<usize>,
    },
    /// A setting goes out of the `go env -w` file.
    Unset {
        /// The file.
        file: PathBuf,
        /// Its name.
        name: String,
    },
    /// `shims/` says what the store says.
    Shims,
    /// Our blocks in start-up files, and what these read, are written anew.
    Setup,
    /// These are moved out of the way.
    Aside(Vec<PathBuf>),
}

impl Fix {
    /// A cure in words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A line to type. Where one of a cure's lines cannot be pasted, none is shown: half a cure is
    /// none.
    #[must_use]
    pub fn run(mut self, line: impl Into<Line>) -> Self {
        let line = line.into();
        let argv = line.argv();
        let (commands, unfit) = match line.typed() {
            Some(line) => (vec![line], false),
            None => (Vec::new(), true),
        };
        self.add(commands, argv, unfit);
        self
    }

    /// The lines of another cure, after its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.add(other.commands, other.argv, other.unfit);
        self
    }

    fn add(&mut self, commands: Vec<String>, argv: Option<Vec<String>>, unfit: bool) {
        let first = self.commands.is_empty();
        self.argv = if first { argv } else { self.argv.take().filter(|_| commands.is_empty()) };
        self.commands.extend(commands);
        self.unfit |= unfit;
        if self.unfit {
            (self.commands, self.argv) = (Vec::new(), None);
        }
    }

    /// `doctor --fix` does this.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(Box::new(remedy));
        self.safe()
    }

    /// `doctor --fix` leaves it to the user.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        (self.safe, self.remedy) = (false, None);
        self
    }

    /// `doctor --fix` does it.
    #[must_use]
    pub fn safe(mut self) -> Self {
        self.safe = true;
        self
    }
}

impl Serialize for Fix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("commands", &self.commands)?;
        map.serialize_entry("argv", &self.argv)?;
        map.serialize_entry("safe", &self.safe)?;
        map.end()
    }
}

/// The answer of a check before the engine adds who asked and how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The answer.
    pub status: Status,
    /// The measured value, where there is one (a version, a path, a number).
    pub value: Option<String>,
    /// The cause and its consequence, one sentence; no full stop.
    pub message: String,
    /// What was seen: label and text, in the order of interest.
    pub evidence: Vec<(String, String)>,
    /// The cure.
    pub fix: Option<Fix>,
}

/// What a check returns: `Err` is a verdict too, so that `?` ends a check early.
pub type Answer = Result<Verdict, Verdict>;

impl Verdict {
    /// A verdict of any status.
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, value: None, message: message.into(), evidence: Vec::new(), fix: None }
    }
    /// As it should be.
    pub fn pass(message: impl Into<String>) -> Self {
        Self::new(Status::Pass, message)
    }
    /// Not looked at.
    pub fn skip(message: impl Into<String>) -> Self {
        Self::new(Status::Skip, message)
    }
    /// Nothing fails yet.
    pub fn warn(message: impl Into<String>) -> Self {
        Self::new(Status::Warn, message)
    }
    /// A go command fails.
    pub fn fail(message: impl Into<String>) -> Self {
        Self::new(Status::Fail, message)
    }
    /// The check could not finish.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Status::Error, message)
    }

    /// The measured value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// One more piece of evidence.
    #[must_use]
    pub fn seen(mut self, label: impl Into<String>, text: impl Into<String>) -> Self {
        self.evidence.push((label.into(), text.into()));
        self
    }

    /// The go command that fails, and what it says.
    #[must_use]
    pub fn breaks(self, command: &str, says: &str) -> Self {
        self.seen("fails", format!("{command}: {says}"))
    }

    /// The cure.
    #[must_use]
    pub fn cure(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// One check's answer, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable id: `env.goroot`.
    pub check: String,
    /// The verdict, secrets taken out.
    pub verdict: Verdict,
    /// Milliseconds that its slowest fact and its decision took.
    pub duration_ms: u64,
    /// How often the network or a program was asked before it answered.
    pub attempts: u32,
    /// Checks that must not have failed for this one to be asked.
    pub requires: Vec<String>,
}

impl Finding {
    /// Puts a verdict under its check's name, takes every secret out of it, and makes visible what
    /// its words would hide: no rendering has to know. Of a check in the catalogue only such lines
    /// stay that are among its cures.
    pub fn new(check: &str, verdict: Verdict) -> Self {
        let shown = |lines: &[String]| {
            catalogue::find(check).is_none() || cures::named(check, lines).is_some()
        };
        let clean = |text: &str| visible(&redact(text)).into_owned();
        let verdict = Verdict {
            value: verdict.value.as_deref().map(clean),
            message: clean(&verdict.message),
            evidence: (verdict.evidence.iter())
                .map(|(label, text)| (clean(label), clean(text)))
                .collect(),
            fix: verdict.fix.map(|fix| Fix {
                text: clean(&fix.text),
                commands: match shown(&fix.commands) {
                    true => fix.commands.iter().map(|line| clean(line)).collect(),
                    false => Vec::new(),
                },
                // Nobody is to start what is not what it was.
                argv: (fix.argv.filter(|_| shown(&fix.commands)))
                    .filter(|argv| argv.iter().all(|word| clean(word) == *word)),
                safe: fix.safe,
                remedy: fix.remedy,
                unfit: fix.unfit,
            }),
            status: verdict.status,
        };
        let requires = Vec::new();
        Self { check: check.to_owned(), verdict, duration_ms: 0, attempts: 1, requires }
    }

    /// The answer.
    pub fn status(&self) -> Status {
        self.verdict.status
    }

    /// It passed, but not at once: the next go command may meet the failure.
    pub fn is_flaky(&self) -> bool {
        self.attempts > 1 && self.status() == Status::Pass
    }

    /// How often was asked, in words, where that was more than once.
    pub fn tries(&self) -> Option<String> {
        let passed = if self.is_flaky() { "passed only at attempt" } else { "attempts" };
        (self.attempts > 1 && self.status() != Status::Skip)
            .then(|| format!("{passed} {}", self.attempts))
    }

    /// The part of the id before the dot.
    pub fn area(&self) -> &str {
        self.check.split_once('.').map_or(self.check.as_str(), |(area, _)| area)
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("check", &self.check)?;
        map.serialize_entry("status", &self.status())?;
        map.serialize_entry("value", &self.verdict.value)?;
        map.serialize_entry("severity", &self.status().word().to_lowercase())?;
        map.serialize_entry("message", &self.verdict.message)?;
        map.serialize_entry("evidence", &Evidence(&self.verdict.evidence))?;
        map.serialize_entry("fix", &self.verdict.fix)?;
        map.serialize_entry("duration_ms", &self.duration_ms)?;
        map.serialize_entry("attempts", &self.attempts)?;
        map.serialize_entry("flaky", &self.is_flaky())?;
        map.serialize_entry("requires", &self.requires)?;
        map.serialize_entry("docs", &format!("goenvmgr doctor docs {}", self.check))?;
        map.end()
    }
}

/// Evidence as a JSON object in its own order; a label that comes twice holds a list.
struct Evidence<'a>(&'a [(String, String)]);

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (number, (label, text)) in self.0.iter().enumerate() {
            if self.0[..number].iter().any(|(earlier, _)| earlier == label) {
                continue;
            }
            let texts: Vec<_> =
                self.0.iter().filter(|(l, _)| l == label).map(|(_, text)| text).collect();
            match texts.as_slice() {
                [_] => map.serialize_entry(label, text)?,
                several => map.serialize_entry(label, several)?,
            }
        }
        map.end()
    }
}
