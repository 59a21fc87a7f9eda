//! The page.

use askama::Template;

use super::machines::matrix;
use super::problem::{durations, problems};
use super::{Heat, Machine, Problem, Row, Took};
use crate::base::fault::{Fault, Result};
use crate::doctor::model::finding::Status;
use crate::doctor::model::report::Diagnosis;
use crate::health::policy::duration::shown;

/// A report.
#[derive(Debug, Template)]
#[template(path = "report.html")]
pub struct Report {
    project: String,
    env: String,
    at: String,
    version: &'static str,
    /// OK or DEGRADED.
    verdict: &'static str,
    is_well: bool,
    sentence: String,
    /// Of one machine: its name, how much was looked at, how long it took.
    run: Option<(String, String, String)>,
    problems: Vec<Problem>,
    durations: Vec<Took>,
    unasked: Vec<(String, String)>,
    /// Of several machines: the checks that failed, and the machines.
    checks: Vec<String>,
    hosts: Vec<Row>,
    /// Each machine's heat map; of one machine without its name.
    maps: Vec<(Option<String>, Heat)>,
}

impl Report {
    /// Of one run, with what this machine remembers.
    pub fn of(run: &Diagnosis, heat: Heat) -> Self {
        let skipped = run.results.iter().filter(|finding| finding.status() == Status::Skip);
        let count = &run.summary;
        let bad = count.fail + count.error + if run.strict { count.warn } else { 0 };
        let sentence = format!(
            "{}; {} warned, {} passed, {} not asked.",
            failed(bad, "check"),
            count.warn,
            count.pass,
            count.skip
        );
        let took = shown(std::time::Duration::from_millis(run.duration_ms.max(1)));
        let mode = format!("{:?}", run.mode).to_lowercase();
        Self {
            project: run.project.clone().unwrap_or_default(),
            env: run.env.clone().unwrap_or_default(),
            at: run.timestamp.clone(),
            version: run.tool_version,
            verdict: run.overall_status,
            is_well: bad == 0,
            sentence,
            run: Some((run.host.clone(), mode, took)),
            problems: problems(run),
            durations: durations(run),
            unasked: skipped
                .map(|finding| (finding.check.clone(), finding.verdict.message.clone()))
                .collect(),
            checks: Vec::new(),
            hosts: Vec::new(),
            maps: vec![(None, heat)],
        }
    }

    /// Of several machines, as each remembers its last runs. `now` is in seconds since 1970.
    pub fn of_machines(machines: Vec<Machine>, project: &str, env: &str, now: i64) -> Self {
        let (checks, hosts) = matrix(&machines);
        let bad = machines.iter().filter(|machine| !machine.problems.is_empty()).count();
        let sentence = format!(
            "{} in the last run; {} had nothing to tell.",
            failed(bad, "machine"),
            machines.len() - bad
        );
        let at = jiff::Timestamp::from_second(now).unwrap_or_default().to_string();
        let problems = machines.iter().flat_map(|machine| machine.problems.clone()).collect();
        Self {
            project: project.to_owned(),
            env: env.to_owned(),
            at,
            version: env!("CARGO_PKG_VERSION"),
            verdict: if bad == 0 { "OK" } else { "DEGRADED" },
            is_well: bad == 0,
            sentence,
            run: None,
            problems,
            durations: Vec::new(),
            unasked: Vec::new(),
            checks,
            hosts,
            maps: machines.into_iter().map(|one| (Some(one.name), one.heat)).collect(),
        }
    }

    /// Whether nothing failed.
    pub fn is_well(&self) -> bool {
        self.is_well
    }

    /// The page.
    ///
    /// # Errors
    /// When it cannot be put together (exit 3).
    pub fn html(&self) -> Result<String> {
        self.render()
            .map_err(|error| Fault::unfinished(format!("could not render the report: {error}")))
    }
}

fn failed(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what} failed"),
        1 => format!("1 {what} failed"),
        _ => format!("{number} {what}s failed"),
    }
}
