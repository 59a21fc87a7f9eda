//! What other machines remember: copies of their state directories.

use std::path::{Path, PathBuf};

use super::{Cell, DAYS, Heat, Problem, Row};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::health::memory::history::past;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::policy::Policy;
use crate::sys::fs::{read, walk};

/// A machine with what it remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// What it is called.
    pub name: String,
    /// Its checks and time.
    pub heat: Heat,
    /// What failed in its last runs.
    pub problems: Vec<Problem>,
}

impl Machine {
    /// The machine whose state directory lies at `NAME=DIR`, or at `DIR`, whose last part is its name.
    ///
    /// # Errors
    /// When it holds nothing of this environment, or of several projects of which none is this one (exit
    /// 2); when it cannot be read (exit 3).
    pub fn read(word: &str, policy: &Policy, environment: &str, now: i64) -> Result<Self> {
        let (name, dir) = match word.split_once('=') {
            Some((name, dir)) if !name.contains('/') => (name.to_owned(), Path::new(dir)),
            _ => (last(word), Path::new(word)),
        };
        let place = place(dir, policy, environment)?;
        let heat = Heat::of(&past(&place, now, DAYS)?, now);
        let problems = failing(&State::look(&place)?, &name);
        Ok(Self { name, heat, problems })
    }
}

fn last(word: &str) -> String {
    let name = Path::new(word).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| word.to_owned())
}

/// Where the environment's memory lies: this project's, or that of the only project that is there
/// (another machine may have it in another directory, and so by another key).
fn place(dir: &Path, policy: &Policy, environment: &str) -> Result<Place> {
    let below = |dir: &Path| -> Result<Vec<PathBuf>> {
        Ok(walk::names(dir)?.into_iter().map(|name| dir.join(name)).collect())
    };
    let root = Some(dir.join("health")).filter(|dir| read::is_dir(dir)).unwrap_or(dir.to_owned());
    let own = root.join(&policy.key).join(environment);
    if read::is_dir(&own) {
        return Ok(Place::at(own));
    }
    let mut found: Vec<PathBuf> =
        below(&root)?.into_iter().map(|project| project.join(environment)).collect();
    found.retain(|place| read::is_dir(&place.join("history")));
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(Place::at(only)),
        (Some(_), false) => Err(Fault::usage(format!(
            "{} holds {environment} of several projects, and none is this one",
            dir.visible()
        ))
        .hint("name the directory of one: --state NAME=DIR/health/PROJECT, copied alone")),
        (None, _) => Err(Fault::usage(format!("{} holds no runs of {environment}", dir.visible()))
            .hint("a state directory holds health/PROJECT/ENVIRONMENT")),
    }
}

fn failing(state: &State, host: &str) -> Vec<Problem> {
    let counters = state.checks.values().flatten();
    let bad = counters.filter(|(_, counter)| counter.consecutive_failures > 0);
    let problem = |(check, counter): (&String, &crate::health::memory::state::Counter)| Problem {
        word: "FAIL",
        host: Some(host.to_owned()),
        check: check.clone(),
        message: counter.last_message.clone(),
        evidence: vec![("failures in a row".into(), counter.consecutive_failures.to_string())],
        cure: None,
        commands: Vec::new(),
    };
    bad.map(problem).collect()
}

/// A row for each machine, a column for each check that failed on any of them.
pub(super) fn matrix(machines: &[Machine]) -> (Vec<String>, Vec<Row>) {
    let failed = machines.iter().flat_map(|machine| &machine.heat.told);
    let mut checks: Vec<String> =
        failed.filter(|row| row.sum().failed > 0).map(|row| row.name.clone()).collect();
    checks.sort();
    checks.dedup();
    let cell = |heat: &Heat, check: &String| {
        let row = heat.told.iter().chain(&heat.quiet).find(|row| row.name == *check);
        row.map_or_else(Cell::default, Row::sum)
    };
    let row = |machine: &Machine| Row {
        name: machine.name.clone(),
        cells: checks.iter().map(|check| cell(&machine.heat, check)).collect(),
    };
    let rows = machines.iter().map(row).collect();
    (checks, rows)
}
