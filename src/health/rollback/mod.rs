//! What a red gate does: whether it goes back to the generation that was good last, and what it leaves
//! written down.
//!
//! It goes back where the user's own configuration allows that (`rollback = true` in `[health]`), and for
//! what a generation can have caused. Network, machine and the user's own checks are none of that, unless
//! `rollback_on` names them. One rollback a generation: until a gate is green there, it stays.

pub mod incident;

use crate::base::fault::Result;
use crate::doctor::model::check::matches;
use crate::doctor::model::finding::Finding;
use crate::doctor::model::report::Diagnosis;
use crate::health::generations::Generation;
use crate::health::generations::kept::{Generations, Pointer};
use crate::health::policy::own::Rollback;

/// Areas of checks that no change of ours causes.
const NOT_OURS: [&str; 5] = ["custom", "dns", "net", "sys", "tls"];
/// The generations that were gone back from, and have not been green since.
const NOTE: &str = "rolled-back.json";

/// What a red gate does.
#[derive(Debug)]
pub enum Decision {
    /// It stays; why, for people.
    Stay(String),
    /// It goes back.
    Back {
        /// To which generation.
        to: Box<Generation>,
        /// Because of which checks.
        causes: Vec<String>,
    },
}

/// The failed checks of a run that a generation can have caused.
pub fn causes(rollback: &Rollback, run: &Diagnosis) -> Vec<String> {
    let listed = |id: &str| rollback.on.iter().any(|glob| matches(glob, id));
    let ours = |finding: &&Finding| {
        let area = finding.check.split('.').next().unwrap_or_default();
        run.counts(finding) && (!NOT_OURS.contains(&area) || listed(&finding.check))
    };
    run.results.iter().filter(ours).map(|finding| finding.check.clone()).collect()
}

/// What a gate says that may not go back.
pub fn not_allowed() -> String {
    "no rollback: rollback = true in [health] of config.toml allows it".to_owned()
}

/// What is done about a red run in the current generation.
///
/// # Errors
/// When the generations cannot be read (exit 3).
pub fn decide(
    rollback: &Rollback,
    run: &Diagnosis,
    generations: &Generations,
    current: &Generation,
) -> Result<Decision> {
    let stay = |why: &str| Ok(Decision::Stay(why.to_owned()));
    if !rollback.allowed {
        return Ok(Decision::Stay(not_allowed()));
    }
    let causes = causes(rollback, run);
    if causes.is_empty() {
        return stay("no rollback: no generation causes what failed");
    }
    if rolled_back(generations)?.contains(&current.number) {
        let number = current.number;
        return Ok(Decision::Stay(format!("no rollback: generation {number} had its one already")));
    }
    match generations.at(Pointer::LastGood)? {
        Some(to) => Ok(Decision::Back { to: Box::new(to), causes }),
        None => stay("no rollback: no gate was green before"),
    }
}

/// The generation that a rollback left or came to had its one.
///
/// # Errors
/// When it cannot be written (exit 3).
pub fn note_rolled_back(generations: &Generations, number: u32) -> Result<()> {
    let mut numbers = rolled_back(generations)?;
    numbers.retain(|known| *known != number);
    numbers.push(number);
    generations.write_note(NOTE, &numbers)
}

/// A gate is green: what stands is good, and may go back to itself again.
///
/// # Errors
/// When it cannot be written (exit 3).
pub fn mark_good(generations: &Generations, number: u32) -> Result<()> {
    let numbers = rolled_back(generations)?;
    if numbers.contains(&number) {
        let others: Vec<u32> = numbers.into_iter().filter(|known| *known != number).collect();
        generations.write_note(NOTE, &others)?;
    }
    match generations.number(Pointer::LastGood)? {
        Some(known) if known == number => Ok(()),
        _ => generations.point(Pointer::LastGood, number),
    }
}

fn rolled_back(generations: &Generations) -> Result<Vec<u32>> {
    Ok(generations.note(NOTE)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::Verdict;
    use crate::doctor::model::report::Mode;
    use crate::health::generations::holds::Holds;
    use crate::settings::home::Home;

    fn red(checks: &[&str]) -> Diagnosis {
        let of = |check: &&str| Finding::new(check, Verdict::fail("x"));
        let results = checks.iter().map(of).collect();
        Diagnosis::new(Mode::Quick, false, "host".into(), 0, results)
    }

    fn allowed(on: &[&str]) -> Rollback {
        Rollback { allowed: true, on: on.iter().map(|glob| (*glob).to_owned()).collect() }
    }

    #[test]
    fn causes_are_what_a_generation_can_have_caused() {
        let run =
            red(&["go.version", "net.proxy-reach", "dns.x", "tls.x", "sys.disk", "custom.pg"]);
        assert_eq!(causes(&allowed(&[]), &run), ["go.version"]);
        assert_eq!(causes(&allowed(&["custom.*"]), &run), ["go.version", "custom.pg"]);
    }

    #[test]
    fn rollback_is_once_a_generation_until_a_gate_is_green_there() {
        let dir = tempfile::tempdir().unwrap();
        let generations = Generations::of(&Home::at(dir.path()));
        let run = red(&["go.version"]);
        let goes = |current: &Generation| {
            let decision = decide(&allowed(&[]), &run, &generations, current).unwrap();
            matches!(decision, Decision::Back { .. })
        };
        let first = generations.add("install 1", Holds::default(), 1).unwrap();
        assert!(!goes(&first), "nothing is good");
        mark_good(&generations, first.number).unwrap();
        let second = generations.add("install 2", Holds::default(), 2).unwrap();
        assert!(goes(&second));
        note_rolled_back(&generations, second.number).unwrap();
        assert!(!goes(&second), "ping-pong");
        assert!(goes(&first), "a repair of the good one");
        mark_good(&generations, second.number).unwrap();
        assert!(goes(&second));
    }

    #[test]
    fn rollback_needs_leave_and_a_cause() {
        let dir = tempfile::tempdir().unwrap();
        let generations = Generations::of(&Home::at(dir.path()));
        let first = generations.add("install 1", Holds::default(), 1).unwrap();
        mark_good(&generations, first.number).unwrap();
        for (rollback, run, words) in [
            (Rollback::default(), red(&["go.version"]), "rollback = true"),
            (allowed(&[]), red(&["net.dial"]), "no generation causes"),
        ] {
            match decide(&rollback, &run, &generations, &first).unwrap() {
                Decision::Stay(why) => assert!(why.contains(words), "{why}"),
                Decision::Back { .. } => panic!("it goes back"),
            }
        }
    }
}
