//! A line per run, a file per day. A run that passes takes some seventy bytes: what each run looked at
//! is written once, and again when it is another list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::base::fault::{Fault, Result};
use crate::doctor::model::finding::Status;
use crate::doctor::model::report::{Diagnosis, Mode};
use crate::sys::fs::{marks, read, remove, walk};

/// How many days are kept.
const DAYS: i64 = 180;
/// How many bytes are kept.
const BYTES: u64 = 50_000_000;
/// How much of a message is kept.
const MESSAGE: usize = 120;
/// Larger than a day may become.
const LARGEST: u64 = 256 << 20;
const DAY: i64 = 86_400;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    /// What the runs after it look at.
    Checks {
        checks: Vec<String>,
    },
    Run(Run),
}

/// One run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When it began, in seconds since 1970.
    pub t: i64,
    /// How much was looked at.
    pub m: Mode,
    /// Milliseconds that it took.
    pub d: u64,
    /// What did not pass: its status and message. What is not named here passed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub not: BTreeMap<String, (Short, String)>,
}

/// A status as history writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Short {
    /// It failed.
    F,
    /// It could not finish.
    E,
    /// It warned.
    W,
    /// It was not looked at.
    S,
}

impl Short {
    fn of(status: Status) -> Option<Self> {
        match status {
            Status::Pass => None,
            Status::Fail => Some(Self::F),
            Status::Error => Some(Self::E),
            Status::Warn => Some(Self::W),
            Status::Skip => Some(Self::S),
        }
    }

    /// The status.
    pub fn status(self) -> Status {
        match self {
            Self::F => Status::Fail,
            Self::E => Status::Error,
            Self::W => Status::Warn,
            Self::S => Status::Skip,
        }
    }
}

/// A run with what it looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The run.
    pub run: Run,
    /// All checks of it.
    pub checks: std::rc::Rc<BTreeSet<String>>,
}

/// Adds a run, and lets go of what is too old or too much.
///
/// # Errors
/// When it cannot be written (exit 3).
pub fn add(place: &Place, run: &Diagnosis, now: i64) -> Result<()> {
    let dir = place.history();
    let file = dir.join(name(now));
    let checks: Vec<String> = run.results.iter().map(|finding| finding.check.clone()).collect();
    let line = Run { t: now, m: run.mode, d: run.duration_ms, not: not_passed(run) };
    let mut text = String::new();
    if last_checks(&file).as_ref() != Some(&checks) {
        text = json(&Line::Checks { checks })? + "\n";
    }
    text += &json(&Line::Run(line))?;
    marks::append_line(&file, text.as_bytes())
        .map_err(|error| Fault::io("write", &file, &error))?;
    prune(&dir, now, BYTES)
}

fn not_passed(run: &Diagnosis) -> BTreeMap<String, (Short, String)> {
    let short = |text: &str| text.chars().take(MESSAGE).collect::<String>();
    let found = run.results.iter().filter_map(|finding| {
        let status = Short::of(finding.status())?;
        let message =
            if status == Short::S { String::new() } else { short(&finding.verdict.message) };
        Some((finding.check.clone(), (status, message)))
    });
    found.collect()
}

fn json(line: &Line) -> Result<String> {
    serde_json::to_string(line)
        .map_err(|error| Fault::unfinished(format!("could not write down a run: {error}")))
}

fn last_checks(file: &Path) -> Option<Vec<String>> {
    let text = read::text(file, LARGEST).ok().flatten()?;
    text.lines().rev().find_map(|line| match serde_json::from_str(line).ok()? {
        Line::Checks { checks } => Some(checks),
        Line::Run(_) => None,
    })
}

/// The runs of the last `days` days, oldest first. What is no line of ours is passed over.
///
/// # Errors
/// When the directory cannot be read (exit 3).
pub fn past(place: &Place, now: i64, days: i64) -> Result<Vec<Past>> {
    let since = now.saturating_sub(days.saturating_mul(DAY));
    let mut found = Vec::new();
    for file in files(&place.history())? {
        if day_of(&file).is_none_or(|day| day + DAY <= since) {
            continue;
        }
        let text = read::text(&file, LARGEST)?.unwrap_or_default();
        let mut checks = std::rc::Rc::default();
        for line in text.lines() {
            match serde_json::from_str(line) {
                Ok(Line::Checks { checks: all }) => {
                    checks = std::rc::Rc::new(all.into_iter().collect());
                }
                Ok(Line::Run(run)) if run.t >= since => {
                    found.push(Past { run, checks: std::rc::Rc::clone(&checks) });
                }
                _ => {}
            }
        }
    }
    Ok(found)
}

/// Lets the oldest days go: those past their time, and those that are too much.
fn prune(dir: &Path, now: i64, most: u64) -> Result<()> {
    let mut left = most;
    for file in files(dir)?.into_iter().rev() {
        let size = marks::size(&file).unwrap_or(0);
        let old = day_of(&file).is_some_and(|day| day + DAYS * DAY < now - DAY);
        match left.checked_sub(size) {
            Some(rest) if !old => left = rest,
            _ => drop(remove::file(&file)?),
        }
    }
    Ok(())
}

/// The files of a history, oldest first.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        walk::names(dir)?.into_iter().map(|name| dir.join(name)).collect();
    files.retain(|file| day_of(file).is_some());
    files.sort();
    Ok(files)
}

fn name(now: i64) -> String {
    let at = jiff::Timestamp::from_second(now).unwrap_or_default();
    format!("{}.jsonl", at.strftime("%Y-%m-%d"))
}

/// When the day of a file begins, in seconds since 1970.
fn day_of(file: &Path) -> Option<i64> {
    let stem = file.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    format!("{stem}T00:00:00Z").parse().ok().map(|at: jiff::Timestamp| at.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::{Finding, Verdict};

    /// A run a day for so many days; those that are remembered at the end.
    fn days_kept(days: i64) -> (tempfile::TempDir, Vec<Past>) {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::at(dir.path().to_owned());
        let run = || {
            let finding = Finding::new("custom.pg", Verdict::fail("refused"));
            Diagnosis::new(Mode::Quick, false, "h".into(), 0, vec![finding])
        };
        for day in 0..days {
            add(&place, &run(), day * DAY).unwrap();
        }
        let kept = past(&place, (days - 1) * DAY, 10_000).unwrap();
        (dir, kept)
    }

    #[test]
    fn history_is_kept_for_180_days() {
        let (_dir, kept) = days_kept(400);
        let oldest = kept.first().unwrap().run.t / DAY;
        assert_eq!((oldest, kept.len()), (218, 182), "the day that is 180 days old, whole");
    }

    #[test]
    fn history_lets_go_of_the_oldest_days_where_it_is_too_much() {
        let (dir, kept) = days_kept(10);
        assert_eq!(kept.len(), 10);
        let history = dir.path().join("history");
        let size = |file: &PathBuf| marks::size(file).unwrap();
        let all = files(&history).unwrap();
        let three: u64 = all[7..].iter().map(size).sum();
        prune(&history, 9 * DAY, three).unwrap();
        assert_eq!(files(&history).unwrap(), all[7..]);
        prune(&history, 9 * DAY, three - 1).unwrap();
        assert_eq!(files(&history).unwrap(), all[8..]);
        assert_eq!(BYTES, 50_000_000);
    }
}
