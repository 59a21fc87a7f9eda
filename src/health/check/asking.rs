//! Asks a check until it passes: each attempt within its limit, with a pause before the next one.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Around, Ask, UserCheck};
use crate::doctor::model::finding::{Finding, Status, Verdict};
use crate::doctor::model::limit::{Pending, start as begin};
use crate::health::policy::duration::shown;
use crate::health::policy::limits::Limits;
use crate::sys::threads;

/// The first pause before asking again; doubled each time.
const PAUSE: Duration = Duration::from_millis(100);
/// What an attempt may take beyond its limit before it is left behind.
const GRACE: Duration = Duration::from_millis(250);
/// Longer than any run.
const FOREVER: Duration = Duration::from_secs(86_400);

/// How many programs may still be started.
#[derive(Debug)]
pub(crate) struct Slots {
    free: Mutex<u32>,
    given_back: Condvar,
}

impl Slots {
    /// So many at once.
    pub(crate) fn of(number: u32) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(number.max(1)), given_back: Condvar::new() })
    }

    fn with<T>(&self, work: impl FnOnce() -> T) -> T {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let none = |free: &mut u32| *free == 0;
        let free = self.given_back.wait_while(free, none);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        let done = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.given_back.notify_one();
        done
    }
}

/// Begins to ask: who waits for the answer waits for all attempts.
pub(crate) fn start(
    check: &UserCheck,
    limits: Limits,
    around: &Arc<Around>,
    slots: &Arc<Slots>,
) -> Pending<Finding> {
    let (check, around, slots) = (check.clone(), Arc::clone(around), Arc::clone(slots));
    begin(FOREVER, move || asked(&check, limits, &around, &slots))
}

fn asked(check: &UserCheck, limits: Limits, around: &Arc<Around>, slots: &Slots) -> Finding {
    let (limit, most) = (limits.timeout(), 1 + limits.retries());
    let (mut attempts, mut pause) = (0, PAUSE);
    let (verdict, took) = loop {
        attempts += 1;
        let (answered, took) = match check.ask.argv().is_some() {
            true => slots.with(|| attempt(&check.ask, around, limit)),
            false => attempt(&check.ask, around, limit),
        };
        let good = answered.verdict.status == Status::Pass;
        if good || !answered.passing || attempts >= most {
            break (answered.verdict, took);
        }
        std::thread::sleep(pause);
        pause *= 2;
    };
    let mut finding = Finding::new(&check.id, weighed(verdict, check.warns));
    finding.attempts = attempts;
    finding.duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    finding
}

/// One attempt. What hangs (a mount, a server that sends a byte a second) is left behind.
fn attempt(
    ask: &Arc<dyn Ask>,
    around: &Arc<Around>,
    limit: Duration,
) -> (super::Answered, Duration) {
    let (theirs, theirs_around) = (Arc::clone(ask), Arc::clone(around));
    let begun = Instant::now();
    let answered =
        threads::within(limit + GRACE, "check", move || theirs.ask(&theirs_around, limit));
    let silent = || {
        let words = format!("no answer within {}", shown(limit));
        super::Answered { verdict: Verdict::fail(words), passing: true }
    };
    (answered.unwrap_or_else(silent), begun.elapsed())
}

/// Where a check only warns, a failure is a warning.
fn weighed(verdict: Verdict, warns: bool) -> Verdict {
    match verdict.status {
        Status::Fail if warns => Verdict { status: Status::Warn, ..verdict },
        _ => verdict,
    }
}
