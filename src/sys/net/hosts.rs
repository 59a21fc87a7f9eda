//! What this run knows of each host: whether first contact was made, and how long it may take.
//!
//! Resolving, connecting (a proxy's CONNECT or SOCKS included) and TLS have two seconds together
//! the first time a host is asked. Who misses them is not asked again, until nobody else is left.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Patience;

/// The limit of first contact.
pub(super) const FIRST_CONTACT: Duration = Duration::from_secs(2);

/// Shared by all requests of a client.
#[derive(Debug)]
pub(super) struct Hosts {
    silence: Duration,
    known: Mutex<HashMap<String, State>>,
    /// Until when a host wants to be left alone.
    resting: Mutex<HashMap<String, Instant>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Being asked for the first time, since then. Requests beside share the two seconds.
    Trying(Instant),
    /// Missed the two seconds.
    Missed,
    /// Missed the limit on silence as well.
    Gone,
    /// Was reached: from now on the limit on silence holds.
    Reached,
}

/// How long a connection may take to come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// At most so long.
    Within(Duration),
    /// Not at all: it was silent before.
    Refused,
}

impl Hosts {
    pub(super) fn new(silence: Duration) -> Self {
        Self { silence, known: Mutex::default(), resting: Mutex::default() }
    }

    /// How long this host may take now.
    pub(super) fn admit(&self, host: &str, patience: Patience) -> Admission {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        match (known.get(host), patience) {
            (Some(State::Reached), _) | (Some(State::Missed) | None, Patience::Long) => {
                Admission::Within(self.silence)
            }
            (Some(State::Trying(_)), Patience::Long) => Admission::Within(self.silence),
            (Some(State::Gone), _) | (Some(State::Missed), Patience::Brief) => Admission::Refused,
            (Some(State::Trying(since)), Patience::Brief) => {
                let left = FIRST_CONTACT.saturating_sub(now.duration_since(*since));
                if left.is_zero() { Admission::Refused } else { Admission::Within(left) }
            }
            (None, Patience::Brief) => {
                known.insert(host.to_owned(), State::Trying(now));
                Admission::Within(FIRST_CONTACT)
            }
        }
    }

    /// The host was reached.
    pub(super) fn reached(&self, host: &str) {
        self.set(host, State::Reached);
    }

    /// Time ran out. One that was reached before stays reached.
    pub(super) fn missed(&self, host: &str, patience: Patience) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let state = if patience == Patience::Long { State::Gone } else { State::Missed };
        match known.get(host) {
            Some(State::Reached | State::Gone) => {}
            _ => drop(known.insert(host.to_owned(), state)),
        }
    }

    /// It said no at once (refused, unknown name): nothing is held against it.
    pub(super) fn answered_no(&self, host: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(known.get(host), Some(State::Trying(_))) {
            known.remove(host);
        }
    }

    /// The host asks to be left alone for so long.
    pub(super) fn wants_rest(&self, host: &str, time: Duration) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = Instant::now().checked_add(time) {
            resting.insert(host.to_owned(), until);
        }
    }

    /// What is left of that.
    pub(super) fn wanted_rest(&self, host: &str) -> Duration {
        let resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        let until = resting.get(host).copied();
        until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()))
    }

    /// Whether a connection to the host was made in this run.
    pub(super) fn was_reached(&self, host: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(host) == Some(&State::Reached)
    }

    fn set(&self, host: &str, state: State) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(host.to_owned(), state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Patience::{Brief, Long};

    const SILENCE: Duration = Duration::from_secs(30);

    #[test]
    fn host_that_missed_is_asked_once_more_and_only_when_nobody_else_is_left() {
        let hosts = Hosts::new(SILENCE);
        assert_eq!(hosts.admit("a", Brief), Admission::Within(FIRST_CONTACT));
        hosts.missed("a", Brief);
        assert_eq!(hosts.admit("a", Brief), Admission::Refused);
        assert_eq!(hosts.admit("a", Long), Admission::Within(SILENCE));
        hosts.missed("a", Long);
        assert_eq!(hosts.admit("a", Long), Admission::Refused);
        assert_eq!(hosts.admit("b", Brief), Admission::Within(FIRST_CONTACT), "others are free");
    }

    #[test]
    fn host_that_was_reached_has_the_limit_on_silence_from_then_on() {
        let hosts = Hosts::new(SILENCE);
        hosts.admit("a", Brief);
        hosts.reached("a");
        hosts.missed("a", Brief);
        assert_eq!(hosts.admit("a", Brief), Admission::Within(SILENCE));
        assert!(hosts.was_reached("a"));
    }

    #[test]
    fn requests_side_by_side_share_the_two_seconds() {
        let hosts = Hosts::new(SILENCE);
        hosts.admit("a", Brief);
        let Admission::Within(left) = hosts.admit("a", Brief) else { panic!("refused") };
        assert!(left <= FIRST_CONTACT);
        let past = Instant::now().checked_sub(FIRST_CONTACT).unwrap();
        hosts.set("a", State::Trying(past));
        assert_eq!(hosts.admit("a", Brief), Admission::Refused);
        hosts.answered_no("a");
        assert_eq!(hosts.admit("a", Brief), Admission::Within(FIRST_CONTACT));
    }
}
