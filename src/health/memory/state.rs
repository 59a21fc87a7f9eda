//! Counters of one project's environment: how often each check failed in a row, and who was told.
//!
//! Runs of different modes count apart, since a check may look less closely in one: what a quick run
//! passes does not take back what a full run saw. SKIP changes nothing. Times are for people; no count
//! depends on a clock.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::doctor::model::finding::{Finding, Memory, Status};
use crate::doctor::model::report::{Diagnosis, Mode};
use crate::sys::fs::{atomic, marks, read};

/// The layout of the file.
const SCHEMA: u32 = 1;
/// Larger than any.
const LARGEST: u64 = 16 << 20;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    schema: u32,
    /// When the last run began, in seconds since 1970.
    pub last_run: i64,
    /// How it ended: `OK` or `DEGRADED`.
    pub overall: String,
    /// The kernel's count of processes that it killed for want of memory, at the last run.
    pub oom_kills: Option<u64>,
    /// By mode, then by check.
    pub checks: BTreeMap<Mode, BTreeMap<String, Counter>>,
}

/// What is remembered of a check in a mode.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Failures in a row, the last run included.
    pub consecutive_failures: u64,
    /// When the first of them was, in seconds since 1970.
    pub first_failed_at: Option<i64>,
    /// Failures in all.
    pub failures_total: u64,
    /// When somebody was told of these failures; nothing: not yet.
    pub alerted_at: Option<i64>,
    /// How the last run ended.
    pub last_status: String,
    /// What it said.
    pub last_message: String,
    /// How long it took.
    pub last_duration_ms: u64,
}

/// Something that somebody is to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The check.
    pub check: String,
    /// What it said last.
    pub message: String,
    /// Failures in a row; 0 where it passes again.
    pub consecutive_failures: u64,
    /// When the first of them was, in seconds since 1970.
    pub first_failed_at: i64,
}

impl State {
    /// Reads what is remembered. A file that cannot be understood is set aside, with a word; a run is
    /// never stopped by it.
    ///
    /// # Errors
    /// When it cannot be read at all (exit 3).
    pub fn load(place: &Place, said: &mut Vec<String>) -> Result<Self> {
        let path = place.state();
        let Some(bytes) = read::bytes(&path, LARGEST)? else { return Ok(Self::default()) };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(state) if state.schema == SCHEMA => Ok(state),
            _ => {
                let aside = path.with_extension("json.bad");
                marks::rename(&path, &aside)
                    .map_err(|error| Fault::io("set aside", &path, &error))?;
                said.push(format!(
                    "{} is not what a run writes: counters begin at 0, it lies in {}",
                    path.visible(),
                    aside.visible()
                ));
                Ok(Self::default())
            }
        }
    }

    /// Reads what is remembered and changes nothing: what cannot be understood is as nothing.
    ///
    /// # Errors
    /// When it cannot be read at all (exit 3).
    pub fn look(place: &Place) -> Result<Self> {
        let bytes = read::bytes(&place.state(), LARGEST)?;
        let state = bytes.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        Ok(state.filter(|state| state.schema == SCHEMA).unwrap_or_default())
    }

    /// Writes it down: whole or not at all, for the user alone.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub fn keep(&self, place: &Place) -> Result<()> {
        let text = serde_json::to_vec(self)
            .map_err(|error| Fault::unfinished(format!("could not write down a run: {error}")))?;
        atomic::write_private(&place.state(), &text)
    }

    /// Counts a run, and writes into its findings what is remembered of each.
    pub fn count(&mut self, run: &mut Diagnosis, now: i64) {
        self.schema = SCHEMA;
        self.last_run = now;
        self.overall = run.overall_status.to_owned();
        let counters = self.checks.entry(run.mode).or_default();
        let strict = run.strict;
        for finding in &mut run.results {
            let counter = counters.entry(finding.check.clone()).or_default();
            counter.count(finding, strict, now);
        }
        self.recall(run);
    }

    /// Writes into a run's findings what is remembered of each.
    pub fn recall(&self, run: &mut Diagnosis) {
        let counters = self.checks.get(&run.mode);
        for finding in &mut run.results {
            let counter = counters.and_then(|counters| counters.get(&finding.check));
            finding.memory = counter.map(|counter| Memory {
                consecutive_failures: counter.consecutive_failures,
                failures_total: counter.failures_total,
                alerting: counter.alerted_at.is_some(),
            });
        }
    }

    /// What somebody is to be told: a check that failed so often in a row and was not told of yet, and
    /// one that was told of and passes again.
    pub fn events(&self, mode: Mode, alert_after: u32) -> Vec<Event> {
        let counters = self.checks.get(&mode).into_iter().flatten();
        let due = |counter: &Counter| {
            let many = alert_after > 0 && counter.consecutive_failures >= u64::from(alert_after);
            (many && counter.alerted_at.is_none())
                || (counter.consecutive_failures == 0 && counter.alerted_at.is_some())
        };
        let event = |(check, counter): (&String, &Counter)| Event {
            check: check.clone(),
            message: counter.last_message.clone(),
            consecutive_failures: counter.consecutive_failures,
            first_failed_at: counter.first_failed_at.unwrap_or_default(),
        };
        counters.filter(|(_, counter)| due(counter)).map(event).collect()
    }

    /// Somebody was told of this event.
    pub fn told(&mut self, mode: Mode, event: &Event, now: i64) {
        let counter = self.checks.get_mut(&mode).and_then(|checks| checks.get_mut(&event.check));
        let Some(counter) = counter else { return };
        counter.alerted_at = (event.consecutive_failures > 0).then_some(now);
        if event.consecutive_failures == 0 {
            counter.first_failed_at = None;
        }
    }
}

impl Counter {
    fn count(&mut self, finding: &Finding, strict: bool, now: i64) {
        let failed = match finding.status() {
            Status::Skip => return,
            Status::Fail | Status::Error => true,
            Status::Warn => strict,
            Status::Pass => false,
        };
        if failed {
            self.consecutive_failures += 1;
            self.failures_total += 1;
            if self.consecutive_failures == 1 {
                self.first_failed_at = Some(now);
            }
        } else {
            self.consecutive_failures = 0;
            if self.alerted_at.is_none() {
                self.first_failed_at = None;
            }
        }
        self.last_status = finding.status().word().to_owned();
        self.last_message.clone_from(&finding.verdict.message);
        self.last_duration_ms = finding.duration_ms;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::Verdict;

    fn run(mode: Mode, verdict: Verdict) -> Diagnosis {
        Diagnosis::new(mode, false, "h".into(), 0, vec![Finding::new("custom.pg", verdict)])
    }

    #[test]
    fn counters_tell_once_at_the_nth_failure_and_once_when_it_is_over() {
        let mut state = State::default();
        let mut told = Vec::new();
        let (fail, pass) = (|| Verdict::fail("refused"), || Verdict::pass("fine"));
        let skip = || Verdict::skip("--offline");
        for (now, verdict) in
            [fail(), skip(), fail(), fail(), skip(), pass(), pass(), fail(), pass(), fail()]
                .into_iter()
                .enumerate()
        {
            let now = i64::try_from(now).unwrap();
            state.count(&mut run(Mode::Quick, verdict), now);
            for event in state.events(Mode::Quick, 2) {
                told.push((now, event.consecutive_failures, event.first_failed_at));
                state.told(Mode::Quick, &event, now);
            }
        }
        assert_eq!(told, [(2, 2, 0), (5, 0, 0)]);
        assert_eq!(state.checks[&Mode::Quick]["custom.pg"].failures_total, 5);
    }

    #[test]
    fn counters_of_an_event_that_reached_nobody_tell_again() {
        let mut state = State::default();
        for now in 0..3 {
            state.count(&mut run(Mode::Quick, Verdict::fail("x")), now);
        }
        assert_eq!(state.events(Mode::Quick, 2).len(), 1);
        assert_eq!(state.events(Mode::Quick, 2).len(), 1);
        assert!(state.events(Mode::Quick, 0).is_empty(), "0 is never");
    }

    #[test]
    fn day_of_runs_tells_once_for_each_outage_that_is_long_enough_whatever_the_clock_does() {
        // Every two minutes; an outage begins at this run and lasts for so many.
        let outages = [(10, 2), (50, 3), (100, 1), (200, 40), (300, 3), (500, 2), (600, 119)];
        let down = |run| outages.iter().any(|(first, runs)| (*first..first + runs).contains(&run));
        let mut state = State::default();
        let (mut firing, mut over) = (Vec::new(), Vec::new());
        for number in 0..720 {
            // At noon the clock is set back by an hour.
            let now = number * 120 - if number >= 360 { 3600 } else { 0 };
            let verdict = if down(number) { Verdict::fail("x") } else { Verdict::pass("x") };
            state.count(&mut run(Mode::Quick, verdict), now);
            for event in state.events(Mode::Quick, 3) {
                let kind = if event.consecutive_failures > 0 { &mut firing } else { &mut over };
                kind.push(number);
                state.told(Mode::Quick, &event, now);
            }
        }
        assert_eq!(firing, [52, 202, 302, 602]);
        assert_eq!(over, [53, 240, 303, 719]);
    }

    #[test]
    fn counters_of_a_full_run_are_not_taken_back_by_a_quick_one() {
        let mut state = State::default();
        state.count(&mut run(Mode::Full, Verdict::fail("x")), 1);
        state.count(&mut run(Mode::Quick, Verdict::pass("x")), 2);
        let mut third = run(Mode::Full, Verdict::fail("x"));
        state.count(&mut third, 3);
        assert_eq!(third.results[0].memory.unwrap().consecutive_failures, 2);
    }
}
