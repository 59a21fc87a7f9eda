//! What is known of the machine: facts by their type. A test writes down a machine instead of having
//! one.

use std::any::TypeId;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::fact::{Answer, Fact, Need, Value};
use super::finding::Verdict;
use super::limit::Missing;
use crate::env::Env;
use crate::home::Home;

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
