//! What is known of the machine: facts by their type. A fact says itself what must be known before it,
//! how long it may take, and how it is gathered. A test writes down a machine instead of having one.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::finding::Verdict;
use super::limit::Missing;
use super::parts::{DISK, Parts};
use crate::settings::home::Home;
use crate::sys::env::Env;

/// The machine. What the process itself is every check may read; a fact only where it names it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The process.
    pub env: Env,
    /// Effective user.
    pub uid: u32,
    /// Our own directories.
    pub home: Home,
    /// Whether a check is asked that quick mode leaves out: then there is time.
    pub thorough: bool,
    known: HashMap<TypeId, Known>,
    /// Nothing can be looked at: whatever is asked says nothing for so long.
    silent: Option<Duration>,
}

#[derive(Clone, Debug)]
struct Known {
    answer: Result<Value, Missing>,
    paths: Vec<PathBuf>,
    took: Duration,
}

impl Facts {
    /// Nothing but the process.
    pub fn blank(env: Env, home: Home) -> Self {
        let (known, silent) = (HashMap::new(), None);
        Self { env, uid: 0, home, thorough: false, known, silent }
    }

    /// Writes down a fact.
    pub fn put<F: Fact>(&mut self, fact: F) {
        let paths = fact.paths();
        self.settle(F::NEED.id(), Ok((Arc::new(fact), paths)), Duration::ZERO);
    }

    /// Writes down what came of gathering a fact, and how long that took.
    pub(in crate::doctor) fn settle(&mut self, id: TypeId, answer: Answer, took: Duration) {
        let (answer, paths) = match answer {
            Ok((value, paths)) => (Ok(value), paths),
            Err(missing) => (Err(missing), Vec::new()),
        };
        self.known.insert(id, Known { answer, paths, took });
    }

    /// Nothing can be looked at: whatever is asked says nothing for so long.
    pub fn silence(&mut self, limit: Duration) {
        self.silent = Some(limit);
    }

    /// Whether it is known, or known to be missing.
    pub fn is_settled(&self, need: &Need) -> bool {
        self.known.contains_key(&need.id())
    }

    /// A fact, where it is known.
    pub fn get<F: Fact>(&self) -> Option<&F> {
        self.answer().ok()
    }

    /// A fact, or the verdict that ends a check without it.
    ///
    /// # Errors
    /// A SKIP where the fact does not apply, an ERROR where it was asked for in vain.
    pub fn need<F: Fact>(&self) -> Result<&F, Verdict> {
        self.answer().map_err(|missing| missing.verdict(F::WHAT))
    }

    /// A fact, or why there is none.
    ///
    /// # Errors
    /// Why there is none.
    pub fn answer<F: Fact>(&self) -> Result<&F, Missing> {
        let Some(known) = self.known.get(&F::NEED.id()) else {
            return Err(self.silent.map_or(Missing::NotAsked, Missing::Silent));
        };
        let value = known.answer.as_ref().map_err(Clone::clone)?;
        value.downcast_ref().ok_or(Missing::NotAsked)
    }

    /// How long gathering it took.
    pub fn took(&self, need: &Need) -> Duration {
        self.known.get(&need.id()).map(|known| known.took).unwrap_or_default()
    }

    /// The paths that the facts name.
    pub fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.known.values().flat_map(|known| &known.paths)
    }

    /// The facts that are settled, of these alone.
    #[cfg(test)]
    pub(in crate::doctor) fn only(&self, needs: &[Need]) -> Self {
        let mut left = self.clone();
        left.known.retain(|id, _| needs.iter().any(|need| need.id() == *id));
        left
    }

    /// Lets each of these have taken so long.
    #[cfg(test)]
    pub(in crate::doctor) fn let_take(&mut self, needs: &[Need], took: Duration) {
        for need in needs {
            let missing = Known { answer: Err(Missing::NotAsked), paths: Vec::new(), took };
            self.known.entry(need.id()).or_insert(missing).took = took;
        }
    }
}

/// Something about the machine that checks read. It is gathered once in a run, on a thread of its
/// own, and only where a check that runs names it.
pub trait Fact: Any + Clone + Send + Sync {
    /// Completes "no answer from …".
    const WHAT: &'static str;
    /// What must be known before, or be known to be missing.
    const AFTER: &'static [Need] = &[];
    /// Which of its parts ask somebody else's machine.
    const ASKS_OTHERS: Parts = Parts::NONE;
    /// Whether it waits for all that is gathered.
    const LAST: bool = false;
    /// The fact as a check names it.
    const NEED: Need = Need::of::<Self>();

    /// How long gathering may take.
    fn limit(_parts: Parts) -> Duration {
        DISK
    }

    /// Gathers it.
    ///
    /// # Errors
    /// Why there is none.
    fn gather(known: &Facts, parts: Parts) -> Result<Self, Missing>;

    /// Paths that it names and that a check wants to know more of.
    fn paths(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// A fact that a check reads, named by its type.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    id: fn() -> TypeId,
    gather: fn(&Facts, Parts) -> Answer,
    limit: fn(Parts) -> Duration,
    asks_others: Parts,
    /// What must be known before.
    pub after: &'static [Self],
    /// Whether it waits for all the others.
    pub last: bool,
    /// The parts that are named.
    pub parts: Parts,
    /// How long it may take at most, where somebody wants less than its own limit.
    cap: Option<Duration>,
}

/// A fact of any type.
pub(in crate::doctor) type Value = Arc<dyn Any + Send + Sync>;
/// What came of gathering one.
pub(in crate::doctor) type Answer = Result<(Value, Vec<PathBuf>), Missing>;

impl Need {
    /// The fact of this type.
    const fn of<F: Fact>() -> Self {
        Self {
            id: TypeId::of::<F>,
            gather: gather::<F>,
            limit: F::limit,
            asks_others: F::ASKS_OTHERS,
            after: F::AFTER,
            last: F::LAST,
            parts: Parts::NONE,
            cap: None,
        }
    }

    /// With these parts.
    #[must_use]
    pub const fn with(mut self, parts: Parts) -> Self {
        self.parts = self.parts.and(parts);
        self
    }

    /// Within this time at most; nothing: within its own limit.
    #[must_use]
    pub fn within(mut self, cap: Option<Duration>) -> Self {
        self.cap = cap;
        self
    }

    /// For both who name it: with the parts of both, and the longest time that is said for it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let cap = self.cap.max(other.cap);
        self.with(other.parts).within(cap)
    }

    /// Which fact.
    pub fn id(&self) -> TypeId {
        (self.id)()
    }

    /// Whether somebody else's machine is asked.
    pub const fn asks_others(&self) -> bool {
        self.parts.any(self.asks_others)
    }

    /// How long gathering may take.
    pub fn limit(&self) -> Duration {
        let own = (self.limit)(self.parts);
        self.cap.map_or(own, |cap| cap.min(own))
    }

    /// Gathers it.
    pub(in crate::doctor) fn gather(&self, known: &Facts) -> Answer {
        (self.gather)(known, self.parts)
    }
}

fn gather<F: Fact>(known: &Facts, parts: Parts) -> Answer {
    let fact = F::gather(known, parts)?;
    let paths = fact.paths();
    Ok((Arc::new(fact), paths))
}
