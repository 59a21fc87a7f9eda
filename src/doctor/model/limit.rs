//! Facts are gathered on threads of their own, each with its own limit: a mount that never answers
//! costs its limit and no more. The thread is left behind; it holds nothing that we need.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::finding::Verdict;
use crate::sys::threads;

/// Something that was asked of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered<T> {
    /// The answer, or why there is none.
    pub answer: Result<T, Missing>,
    /// How long it took.
    pub took: Duration,
}

/// Why a fact is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No check that runs needs it.
    NotAsked,
    /// It does not apply here; the text says why.
    NotHere(String),
    /// No answer within the limit.
    Silent(Duration),
    /// The gathering itself failed.
    Broken(String),
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { answer: Err(Missing::NotAsked), took: Duration::ZERO }
    }
}

impl<T> Gathered<T> {
    /// A fact that is known at once.
    pub fn known(value: T) -> Self {
        Self { answer: Ok(value), took: Duration::ZERO }
    }

    /// The value, or the verdict that ends a check without it. `what` completes "no answer from …".
    ///
    /// # Errors
    /// As [`Missing::verdict`].
    pub fn need(&self, what: &str) -> Result<&T, Verdict> {
        self.answer.as_ref().map_err(|missing| missing.clone().verdict(what))
    }

    /// The value, where there is one.
    pub fn get(&self) -> Option<&T> {
        self.answer.as_ref().ok()
    }
}

impl Missing {
    /// The verdict that ends a check without the fact. `what` completes "no answer from …".
    pub fn verdict(self, what: &str) -> Verdict {
        match self {
            Self::NotAsked => Verdict::skip("not asked in this mode"),
            Self::NotHere(why) => Verdict::skip(why),
            Self::Silent(limit) => {
                Verdict::error(format!("no answer from {what} in {} s", limit.as_secs_f64()))
            }
            Self::Broken(why) => Verdict::error(format!("{what}: {why}")),
        }
    }
}

/// Something that is being gathered.
pub struct Pending<T> {
    /// Nothing where it is known that no answer would come.
    answer: Option<mpsc::Receiver<(T, Duration)>>,
    begun: Instant,
    limit: Duration,
}

/// Starts gathering.
pub fn start<T: Send + 'static>(
    limit: Duration,
    gather: impl FnOnce() -> T + Send + 'static,
) -> Pending<T> {
    let (done, answer) = mpsc::channel();
    let begun = Instant::now();
    // Where no thread can be had it is gathered now, however long that takes; a crash is the fact's own.
    threads::detached_or_here("fact", move || {
        if let Ok(value) = catch_unwind(AssertUnwindSafe(gather)) {
            let _ = done.send((value, begun.elapsed()));
        }
    });
    Pending { answer: Some(answer), begun, limit }
}

/// In place of [`start`] where whoever would be asked has been silent before: that costs its limit
/// once, and not once a fact.
pub fn silent<T>(limit: Duration) -> Pending<T> {
    Pending { answer: None, begun: Instant::now(), limit }
}

impl<T> Pending<T> {
    /// Waits for what is left of the limit.
    pub fn wait(self) -> Gathered<T> {
        let left = self.limit.saturating_sub(self.begun.elapsed());
        let Some(answer) = self.answer else {
            return Gathered { answer: Err(Missing::Silent(self.limit)), took: Duration::ZERO };
        };
        match answer.recv_timeout(left) {
            Ok((value, took)) => Gathered { answer: Ok(value), took },
            Err(mpsc::RecvTimeoutError::Timeout) => {
                Gathered { answer: Err(Missing::Silent(self.limit)), took: self.limit }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Gathered {
                answer: Err(Missing::Broken("the gathering thread ended early".to_owned())),
                took: self.begun.elapsed(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limit_is_what_silence_costs_and_a_crash_costs_its_own_fact() {
        let (_keep, never) = mpsc::channel::<()>();
        let hung = start(Duration::from_millis(50), move || never.recv());
        let quick = start(Duration::from_secs(20), || 7);
        let crashed = start(Duration::from_secs(20), || -> u8 { panic!("on purpose") });
        assert_eq!(quick.wait().answer, Ok(7));
        assert_eq!(hung.wait().answer.err(), Some(Missing::Silent(Duration::from_millis(50))));
        assert!(matches!(crashed.wait().answer, Err(Missing::Broken(_))));
    }
}
