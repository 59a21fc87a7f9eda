//! What a rollback leaves written down: `state/generations/incidents/`, a file for each.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::fault::Result;
use crate::doctor::model::report::Diagnosis;
use crate::health::generations::kept::Generations;

/// The layout of the file.
const SCHEMA: u32 = 1;
/// The directory beside the generations.
pub const FOLDER: &str = "incidents";

/// A rollback.
#[derive(Debug, Serialize)]
pub struct Incident<'a> {
    /// The layout of the file.
    schema: u32,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The generation that was gone back from.
    pub from: u32,
    /// The one that was gone back to.
    pub to: u32,
    /// The checks that it was done for.
    pub failed_checks: &'a [String],
    /// How it ended.
    pub outcome: Outcome,
    /// Why it could not be done, where it could not.
    pub error: Option<String>,
    /// The run that failed.
    pub report: &'a Diagnosis,
    /// The run after it; null where there was none.
    pub report_after: Option<&'a Diagnosis>,
}

/// How a rollback ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What it was done for passes.
    RolledBack,
    /// What it was done for fails in the last good generation too: the environment is at fault.
    StillFailing,
    /// It could not be done; the next gate tries again.
    Failed,
}

impl<'a> Incident<'a> {
    /// A rollback that is still to be tried.
    pub fn new(
        at: i64,
        (from, to): (u32, u32),
        checks: &'a [String],
        report: &'a Diagnosis,
    ) -> Self {
        Self {
            schema: SCHEMA,
            at,
            from,
            to,
            failed_checks: checks,
            outcome: Outcome::Failed,
            error: None,
            report,
            report_after: None,
        }
    }

    /// Writes it down, and says where.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub fn keep(&self, generations: &Generations) -> Result<PathBuf> {
        let name = format!("{FOLDER}/{}-from-{}-to-{}.json", self.at, self.from, self.to);
        generations.write_note(&name, self)?;
        Ok(generations.below(&name))
    }
}
