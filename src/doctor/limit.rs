//! Facts are gathered on threads of their own, each with its own limit: a mount that never answers
//! costs its limit and no more. The thread is left behind; it holds nothing that we need.

use crate::threads;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Something that was asked of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
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

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self { answer: Err(Missing::NotAsked), took: Duration::ZERO }
    }
}

impl<T> Fact<T> {
    /// A fact that is known at once.
    pub fn known(value: T) -> Self {
        Self { answer: Ok(value), took: Duration::ZERO }
    }

    /// A fact that does not apply here.
    pub fn not_here(why: impl Into<String>) -> Self {
        Self { answer: Err(Missing::NotHere(why.into())), took: Duration::ZERO }
    }

    /// The value, where there is one.
    pub fn get(&self) -> Option<&T> {
        self.answer.as_ref().ok()
    }
}

/// A fact that is being gathered.
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
    pub fn wait(self) -> Fact<T> {
        let left = self.limit.saturating_sub(self.begun.elapsed());
        let Some(answer) = self.answer else {
            return Fact { answer: Err(Missing::Silent(self.limit)), took: Duration::ZERO };
        };
        match answer.recv_timeout(left) {
            Ok((value, took)) => Fact { answer: Ok(value), took },
            Err(mpsc::RecvTimeoutError::Timeout) => {
                Fact { answer: Err(Missing::Silent(self.limit)), took: self.limit }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Fact {
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
    fn what_never_answers_costs_its_limit_and_a_crash_costs_its_own_fact() {
        let (_keep, never) = mpsc::channel::<()>();
        let hung = start(Duration::from_millis(50), move || never.recv());
        let quick = start(Duration::from_secs(20), || 7);
        let crashed = start(Duration::from_secs(20), || -> u8 { panic!("on purpose") });
        assert_eq!(quick.wait().answer, Ok(7));
        assert_eq!(hung.wait().answer.err(), Some(Missing::Silent(Duration::from_millis(50))));
        assert!(matches!(crashed.wait().answer, Err(Missing::Broken(_))));
    }
}
