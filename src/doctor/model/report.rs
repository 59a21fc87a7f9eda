//! A whole run as one value.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Status};
use crate::base::fault::Exit;

/// How much is looked at.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// What can be answered at once: no network beyond one proxy request, no hashing.
    #[default]
    Quick,
    /// Everything.
    Full,
    /// Everything, with the evidence of what passed too.
    Debug,
}

/// How often each answer was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Checks that passed.
    pub pass: usize,
    /// Checks that warned.
    pub warn: usize,
    /// Checks that failed.
    pub fail: usize,
    /// Checks that were not looked at.
    pub skip: usize,
    /// Checks that could not finish.
    pub error: usize,
}

/// A run of checks: the value that every rendering shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Names the layout: `goenvmgr.health/1`. Keys are added, never renamed.
    pub schema: &'static str,
    /// When the run began: UTC, milliseconds, `Z`.
    pub timestamp: String,
    /// How much was looked at.
    pub mode: Mode,
    /// The environment's name; nothing where none was named.
    pub env: Option<String>,
    /// What the project is called; nothing where no project is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// This machine.
    pub host: String,
    /// Our version.
    pub tool_version: &'static str,
    /// How long the run took.
    pub duration_ms: u64,
    /// `OK` or `DEGRADED` (a FAIL or an ERROR; a WARN too with `--strict`).
    pub overall_status: &'static str,
    /// How often each answer was given.
    pub summary: Summary,
    /// One finding a check, in the order of the catalogue.
    pub results: Vec<Finding>,
    /// Whether a warning counts as a failure.
    #[serde(skip)]
    pub strict: bool,
}

/// The name of the JSON layout.
pub const SCHEMA: &str = "goenvmgr.health/1";

impl Diagnosis {
    /// Findings as a run. `now` is in milliseconds since 1970.
    pub fn new(mode: Mode, strict: bool, host: String, now: i64, results: Vec<Finding>) -> Self {
        let mut summary = Summary::default();
        for finding in &results {
            *match finding.status() {
                Status::Pass => &mut summary.pass,
                Status::Warn => &mut summary.warn,
                Status::Fail => &mut summary.fail,
                Status::Skip => &mut summary.skip,
                Status::Error => &mut summary.error,
            } += 1;
        }
        let bad = summary.fail + summary.error + if strict { summary.warn } else { 0 };
        let timestamp = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
        Self {
            schema: SCHEMA,
            timestamp: format!("{timestamp:.3}"),
            mode,
            env: None,
            project: None,
            host,
            tool_version: env!("CARGO_PKG_VERSION"),
            duration_ms: 0,
            overall_status: if bad == 0 { "OK" } else { "DEGRADED" },
            summary,
            results,
            strict,
        }
    }

    /// How the command ends: 1 for a FAIL (or a WARN with `--strict`), else 3 for an ERROR, else 0.
    pub fn exit(&self) -> Exit {
        match self.summary {
            Summary { fail: 1.., .. } => Exit::No,
            Summary { warn: 1.., .. } if self.strict => Exit::No,
            Summary { error: 1.., .. } => Exit::Unfinished,
            _ => Exit::Fine,
        }
    }

    /// Whether this finding counts as a failure in this run.
    pub fn counts(&self, finding: &Finding) -> bool {
        match finding.status() {
            Status::Fail | Status::Error => true,
            Status::Warn => self.strict,
            Status::Pass | Status::Skip => false,
        }
    }
}
