//! What did not pass, with its cause and its cure; and how long each check took.

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

/// Something that did not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// FAIL, ERROR or WARN.
    pub word: &'static str,
    /// The machine, where there are several.
    pub host: Option<String>,
    /// The check.
    pub check: String,
    /// The cause.
    pub message: String,
    /// What was seen: label and text.
    pub evidence: Vec<(String, String)>,
    /// The cure, in words.
    pub cure: Option<String>,
    /// The cure, to type.
    pub commands: Vec<String>,
}

/// How long a check took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Took {
    /// The check.
    pub check: String,
    /// How it ended.
    pub word: &'static str,
    /// Milliseconds.
    pub ms: u64,
    /// The same as a share of the longest, in percent.
    pub share: u64,
    /// How often it was asked.
    pub attempts: u32,
}

/// The problems of a run, the worst first.
pub(super) fn problems(run: &Diagnosis) -> Vec<Problem> {
    let mut bad: Vec<&Finding> =
        run.results.iter().filter(|finding| finding.status() > Status::Skip).collect();
    bad.sort_by_key(|finding| finding.status() == Status::Warn);
    bad.into_iter().map(problem).collect()
}

fn problem(finding: &Finding) -> Problem {
    let verdict = &finding.verdict;
    let mut evidence = verdict.evidence.clone();
    if let Some(tries) = finding.tries() {
        evidence.push(("asked".to_owned(), tries));
    }
    if let Some(memory) = finding.memory.filter(|memory| memory.consecutive_failures > 0) {
        let before = format!("{}, before this run", memory.consecutive_failures);
        evidence.push(("failures in a row".to_owned(), before));
    }
    Problem {
        word: finding.status().word(),
        host: None,
        check: finding.check.clone(),
        message: verdict.message.clone(),
        evidence,
        cure: verdict.fix.as_ref().map(|fix| fix.text.clone()),
        commands: verdict.fix.as_ref().map(|fix| fix.commands.clone()).unwrap_or_default(),
    }
}

/// How long each check took that was asked, the longest first.
pub(super) fn durations(run: &Diagnosis) -> Vec<Took> {
    let asked = || run.results.iter().filter(|finding| finding.status() != Status::Skip);
    let longest = asked().map(|finding| finding.duration_ms).max().unwrap_or(0).max(1);
    let took = |finding: &Finding| Took {
        check: finding.check.clone(),
        word: finding.status().word(),
        ms: finding.duration_ms,
        share: finding.duration_ms * 100 / longest,
        attempts: finding.attempts,
    };
    let mut all: Vec<Took> = asked().map(took).collect();
    all.sort_by_key(|took| std::cmp::Reverse(took.ms));
    all
}
