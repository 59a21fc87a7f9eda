//! What a check says: one value, which every rendering shows and no rendering adds to.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

pub use super::fix::{Fix, Remedy};
use crate::base::secret::redact;
use crate::base::visible::visible;

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
    /// What earlier runs remember of it; nothing where nobody remembers.
    pub memory: Option<Memory>,
}

/// What earlier runs remember of a check, this one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Failures in a row.
    pub consecutive_failures: u64,
    /// Failures in all.
    pub failures_total: u64,
    /// Whether somebody was told of these failures.
    pub alerting: bool,
}

impl Finding {
    /// Puts a verdict under its check's name, takes every secret out of it, and makes visible what
    /// its words would hide: no rendering has to know.
    pub fn new(check: &str, verdict: Verdict) -> Self {
        let clean = |text: &str| visible(&redact(text)).into_owned();
        let verdict = Verdict {
            value: verdict.value.as_deref().map(clean),
            message: clean(&verdict.message),
            evidence: (verdict.evidence.iter())
                .map(|(label, text)| (clean(label), clean(text)))
                .collect(),
            fix: verdict.fix.map(|fix| Fix {
                text: clean(&fix.text),
                commands: fix.commands.iter().map(|line| clean(line)).collect(),
                // Nobody is to start what is not what it was.
                argv: fix.argv.filter(|argv| argv.iter().all(|word| clean(word) == *word)),
                safe: fix.safe,
                remedy: fix.remedy,
                unfit: fix.unfit,
            }),
            status: verdict.status,
        };
        let (requires, memory) = (Vec::new(), None);
        Self { check: check.to_owned(), verdict, duration_ms: 0, attempts: 1, requires, memory }
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
        if let Some(memory) = self.memory {
            map.serialize_entry("consecutive_failures", &memory.consecutive_failures)?;
            map.serialize_entry("failures_total", &memory.failures_total)?;
            map.serialize_entry("alerting", &memory.alerting)?;
        }
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
