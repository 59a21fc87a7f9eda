//! What a fact is: a value of a type of its own, which says itself what must be known before it, how
//! long it may take, and how it is gathered.

use std::any::{Any, TypeId};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::facts::Facts;
use super::limit::Missing;

/// How long reading a directory and some files may take: as long as one of them may stay silent, and
/// half as long again on a disk that is slow in everything.
pub const DISK: Duration = Duration::from_secs(15);
/// How long our own directories and the start-up files may take: some thousand names.
pub const OWN: Duration = Duration::from_secs(30);
/// How long reading everything in a tree may take.
pub const HASHING: Duration = Duration::from_secs(300);
/// How long a program may take.
pub const PROGRAM: Duration = Duration::from_secs(30);

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

/// Parts of a fact that take their own time: each is gathered only where a check names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// The fact alone.
    pub const NONE: Self = Self(0);

    /// The part of this number, below eight.
    pub const fn number(number: u8) -> Self {
        Self(1 << number)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of those is among these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
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
        }
    }

    /// With these parts.
    #[must_use]
    pub const fn with(mut self, parts: Parts) -> Self {
        self.parts = self.parts.and(parts);
        self
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
        (self.limit)(self.parts)
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
