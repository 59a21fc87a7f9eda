//! How long, how often again, and how much is looked at.

use std::time::Duration;

use super::table::Table;
use crate::doctor::model::report::Mode;

/// How long one attempt of a check may take, unless it is said.
const TIMEOUT: Duration = Duration::from_secs(3);
/// How often a check that failed is asked again, unless it is said.
const RETRIES: u32 = 2;
/// Modes by their words.
pub const MODES: [(&str, Mode); 3] =
    [("quick", Mode::Quick), ("full", Mode::Full), ("debug", Mode::Debug)];

/// How long, and how often again; what is not said is said further out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    timeout: Option<Duration>,
    retries: Option<u32>,
}

impl Limits {
    /// `timeout` and `retries` of a table.
    pub(crate) fn read(table: &Table<'_>) -> Self {
        Self { timeout: table.duration("timeout"), retries: table.number("retries", 0..=100) }
    }

    /// These, and what they do not say as `outer` says it.
    #[must_use]
    pub fn or(self, outer: Self) -> Self {
        Self { timeout: self.timeout.or(outer.timeout), retries: self.retries.or(outer.retries) }
    }

    /// How long one attempt may take, where that is said.
    pub(crate) fn said(self) -> Option<Duration> {
        self.timeout
    }

    /// How long one attempt may take.
    pub fn timeout(self) -> Duration {
        self.timeout.unwrap_or(TIMEOUT)
    }

    /// How often is asked again.
    pub fn retries(self) -> u32 {
        self.retries.unwrap_or(RETRIES)
    }
}
