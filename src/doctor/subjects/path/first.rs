//! What other subjects ask of PATH.

use super::facts::{Hit, PathFacts};
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::Verdict;

/// PATH, walked.
pub(in crate::doctor) fn path(facts: &Facts) -> Result<&PathFacts, Verdict> {
    facts.need()
}

/// The `go` that runs.
pub(in crate::doctor) fn go(facts: &Facts) -> Result<&Hit, Verdict> {
    path(facts)?.go().ok_or_else(|| Verdict::skip("there is no `go` on PATH"))
}
