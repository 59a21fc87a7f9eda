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
    let chosen: Vec<&Check> = catalogue::all().filter(|check| choice.wants(check)).collect();
    let asked: Vec<&Check> =
        chosen.iter().copied().filter(|check| !(choice.offline && check.network())).collect();
    let facts = gather::gather(env, home, &Needs::of(&asked))?;
    let results = decide(&chosen, &facts, choice.offline);
    let host = read::text("/proc/sys/kernel/hostname".as_ref(), 4096).ok().flatten();
    let host = host.unwrap_or_default().trim().to_owned();
    let now = env.now.saturating_mul(1000);
    let mut diagnosis = Diagnosis::new(choice.mode, strict, host, now, results);
    diagnosis.duration_ms = milliseconds(begun.elapsed());
    Ok(diagnosis)
}

/// Decides on given facts.
pub fn decide(checks: &[&Check], facts: &Facts, offline: bool) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::with_capacity(checks.len());
    for check in checks {
        let begun = Instant::now();
        let cause = findings.iter().find(|earlier| {
            let bad = matches!(earlier.status(), Status::Fail | Status::Error);
            bad && check.requires.contains(&earlier.check.as_str())
        });
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
