//! Gathers what the chosen checks read and nothing else: each fact as soon as what it needs is known,
//! on a thread of its own, with its own limit. Whatever hangs costs its own time only.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::doctor::model::facts::{Answer, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::sys::threads;

/// How long is waited where nothing runs that has a limit: it is never reached.
const IDLE: Duration = Duration::from_secs(1);

struct Running {
    need: Need,
    begun: Instant,
}

struct Told {
    need: Need,
    answer: Answer,
    took: Duration,
}

/// Gathers these facts, and what must be known before.
pub(crate) fn gather(facts: &mut Facts, needs: impl IntoIterator<Item = Need>) {
    let mut waiting = closed(needs);
    waiting.retain(|need| !facts.is_settled(need));
    let mut running: Vec<Running> = Vec::new();
    let (tell, told) = mpsc::channel();
    while !waiting.is_empty() || !running.is_empty() {
        for need in ready(&mut waiting, &running, facts) {
            running.push(Running { need, begun: Instant::now() });
            start(need, facts.clone(), tell.clone());
        }
        match told.recv_timeout(shortest(&running)) {
            Ok(Told { need, answer, took }) => {
                // One that comes after its limit was settled then.
                let before = running.len();
                running.retain(|one| one.need.id() != need.id());
                if running.len() < before {
                    facts.settle(need.id(), answer, took);
                }
            }
            Err(_) => running.retain(|one| is_in_time(one, facts)),
        }
    }
}

/// Each fact once, with all its parts, and what must be known before it.
fn closed(needs: impl IntoIterator<Item = Need>) -> Vec<Need> {
    let mut all: Vec<Need> = Vec::new();
    let mut open: Vec<Need> = needs.into_iter().collect();
    while let Some(need) = open.pop() {
        match all.iter_mut().find(|one| one.id() == need.id()) {
            Some(one) => *one = one.and(need),
            None => {
                open.extend(need.after);
                all.push(need);
            }
        }
    }
    all
}

/// Takes out what can begin now.
fn ready(waiting: &mut Vec<Need>, running: &[Running], facts: &Facts) -> Vec<Need> {
    let only_last = running.is_empty() && waiting.iter().all(|need| need.last);
    let (begin, wait) = waiting.drain(..).partition(|need| match need.last {
        true => only_last,
        false => need.after.iter().all(|before| facts.is_settled(before)),
    });
    *waiting = wait;
    begin
}

fn start(need: Need, known: Facts, tell: mpsc::Sender<Told>) {
    let begun = Instant::now();
    let work = move || {
        let answer = catch_unwind(AssertUnwindSafe(|| need.gather(&known)));
        let broken = |_| Err(Missing::Broken("gathering it crashed".to_owned()));
        let told = Told { need, answer: answer.unwrap_or_else(broken), took: begun.elapsed() };
        // Nobody listens any more where the limit has passed.
        let _ = tell.send(told);
    };
    // Where no thread can be had this one does the work; then no limit holds.
    threads::detached_or_here("fact", work);
}

fn shortest(running: &[Running]) -> Duration {
    let left = |one: &Running| one.need.limit().saturating_sub(one.begun.elapsed());
    running.iter().map(left).min().unwrap_or(IDLE)
}

/// Whether there is time left; else it is settled as silent.
fn is_in_time(one: &Running, facts: &mut Facts) -> bool {
    let limit = one.need.limit();
    let in_time = one.begun.elapsed() < limit;
    if !in_time {
        facts.settle(one.need.id(), Err(Missing::Silent(limit)), limit);
    }
    in_time
}
