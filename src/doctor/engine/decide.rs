//! Facts in, findings out: each check once, in the order of the catalogue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Finding, Status, Verdict};

/// Of all checks these and, whatever was asked for, those without which they mean nothing.
pub(crate) fn with_required(
    all: &[&'static Check],
    chosen: &[&'static Check],
) -> Vec<&'static Check> {
    let mut ids: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = chosen.iter().map(|check| check.id).collect();
    while let Some(id) = open.pop() {
        if !ids.contains(&id) {
            ids.push(id);
            let check = all.iter().find(|check| check.id == id);
            open.extend(check.map(|check| check.requires).unwrap_or_default());
        }
    }
    all.iter().filter(|check| ids.contains(&check.id)).copied().collect()
}

pub(in crate::doctor) fn is_bad(finding: &Finding) -> bool {
    matches!(finding.status(), Status::Fail | Status::Error)
}

/// Decides on given facts.
pub(crate) fn decide(checks: &[&'static Check], facts: &Facts, offline: bool) -> Vec<Finding> {
    let explains = checks.iter().find(|check| check.explains_silence).map(|check| check.id);
    let mut findings: Vec<Finding> = Vec::with_capacity(checks.len());
    for check in checks {
        let begun = Instant::now();
        let cause = findings
            .iter()
            .find(|earlier| is_bad(earlier) && check.requires.contains(&earlier.check.as_str()));
        let verdict = match cause {
            Some(cause) => Verdict::skip(format!("because {} failed", cause.check)),
            None if offline && check.network() => Verdict::skip("--offline"),
            None => guarded(check, facts)
                .map(|verdict| consequence(verdict, explains, &findings))
                .unwrap_or_else(crashed),
        };
        let mut finding = Finding::new(check.id, check.with_known_lines(verdict));
        finding.duration_ms = milliseconds(begun.elapsed() + took(check, facts));
        finding.attempts = (check.attempts)(facts);
        finding.requires = check.requires.iter().map(|id| (*id).to_owned()).collect();
        findings.push(finding);
    }
    findings
}

/// How long the slowest fact took that the check reads.
fn took(check: &Check, facts: &Facts) -> Duration {
    check.needs.iter().map(|need| facts.took(need)).max().unwrap_or_default()
}

/// What a check says; nothing where it crashed.
fn guarded(check: &Check, facts: &Facts) -> Option<Verdict> {
    let answer = catch_unwind(AssertUnwindSafe(|| (check.decide)(facts))).ok()?;
    Some(answer.unwrap_or_else(|verdict| verdict))
}

/// A crash in one check is that check's ERROR.
fn crashed() -> Verdict {
    Verdict::error("this check crashed, which is a fault of goenvmgr, not of this machine")
}

/// Places that do not answer are one cause, which is told once.
fn consequence(verdict: Verdict, explains: Option<&str>, earlier: &[Finding]) -> Verdict {
    let Some(id) = explains.filter(|_| verdict.status == Status::Error) else { return verdict };
    let told = |finding: &Finding| finding.check == id && finding.status() >= Status::Warn;
    match earlier.iter().any(told) {
        true => Verdict::skip(format!("because {id} failed")),
        false => verdict,
    }
}

pub(in crate::doctor) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
