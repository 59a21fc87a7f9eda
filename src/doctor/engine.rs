//! Facts in, findings out: each check once, in the order of the catalogue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::catalogue;
use super::check::{Check, Choice};
use super::facts::{Facts, gather};
use super::finding::{Finding, Status, Verdict};
use super::needs::{self, Needs};
use super::report::Diagnosis;
use crate::env::Env;
use crate::fault::Result;
use crate::fs::read;
use crate::home::Home;

/// Examines this machine.
///
/// # Errors
/// When goenvmgr's own settings can be read and are wrong.
pub fn examine(env: &Env, home: &Home, choice: &Choice, strict: bool) -> Result<Diagnosis> {
    let begun = Instant::now();
    let chosen: Vec<&'static Check> =
        catalogue::all().filter(|check| choice.wants(check)).collect();
    let followed = with_required(&chosen);
    let asked: Vec<&Check> =
        followed.iter().copied().filter(|check| !(choice.offline && check.network())).collect();
    let facts = gather::gather(env, home, &Needs::of(&asked))?;
    let mut results = decide(&followed, &facts, choice.offline);
    results.retain(|finding| {
        let asked_for = chosen.iter().any(|check| check.id == finding.check);
        asked_for || (is_bad(finding) && !choice.skips(&finding.check))
    });
    let host = read::text("/proc/sys/kernel/hostname".as_ref(), 4096).ok().flatten();
    let host = host.unwrap_or_default().trim().to_owned();
    let now = env.now.saturating_mul(1000);
    let mut diagnosis = Diagnosis::new(choice.mode, strict, host, now, results);
    diagnosis.duration_ms = milliseconds(begun.elapsed());
    Ok(diagnosis)
}

/// These checks and, whatever was asked for, those without which they mean nothing.
fn with_required(chosen: &[&'static Check]) -> Vec<&'static Check> {
    let mut ids: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = chosen.iter().map(|check| check.id).collect();
    while let Some(id) = open.pop() {
        if !ids.contains(&id) {
            ids.push(id);
            open.extend(catalogue::find(id).map(|check| check.requires).unwrap_or_default());
        }
    }
    catalogue::all().filter(|check| ids.contains(&check.id)).collect()
}

fn is_bad(finding: &Finding) -> bool {
    matches!(finding.status(), Status::Fail | Status::Error)
}

/// Decides on given facts.
pub fn decide(checks: &[&Check], facts: &Facts, offline: bool) -> Vec<Finding> {
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
                .map(|verdict| consequence(verdict, &findings))
                .unwrap_or_else(crashed),
        };
        let mut finding = Finding::new(check.id, verdict);
        finding.duration_ms = milliseconds(begun.elapsed() + needs::took(check, facts));
        finding.attempts = (check.attempts)(facts);
        finding.requires = check.requires.iter().map(|id| (*id).to_owned()).collect();
        findings.push(finding);
    }
    findings
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
fn consequence(verdict: Verdict, earlier: &[Finding]) -> Verdict {
    let told =
        |finding: &Finding| finding.check == "fs.answers" && finding.status() >= Status::Warn;
    if verdict.status == Status::Error && earlier.iter().any(told) {
        return Verdict::skip("because fs.answers failed");
    }
    verdict
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is selected alone, what it requires is decided before it.
    #[test]
    fn what_a_check_requires_is_followed_to_its_end() {
        for check in catalogue::all() {
            let followed = with_required(&[check]);
            assert!(followed.iter().any(|one| one.id == check.id));
            for one in &followed {
                for required in one.requires {
                    let at = |id: &str| followed.iter().position(|other| other.id == id);
                    assert!(at(required) < at(one.id), "{}: {required}", check.id);
                    assert!(at(required).is_some(), "{}: {required}", check.id);
                }
            }
        }
    }
}
