//! A command that may change something, watched: what stands before it, and what after it.

use super::Generation;
use super::difference::{Difference, Names};
use super::holds::Holds;
use super::kept::{Generations, MANY, Pointer};
use crate::base::fault::Result;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::env::Env;

/// What a change that no command of ours made is called.
const BY_HAND: &str = "changed by hand";

/// A command that is running.
pub struct Watch<'a> {
    env: &'a Env,
    home: &'a Home,
    current: Option<Generation>,
    before: Holds,
}

impl<'a> Watch<'a> {
    /// Before the command. Nothing is written. `None` where this user keeps nothing here, or what stands
    /// cannot be read: a command is not stopped by that.
    pub fn begin(env: &'a Env, home: &'a Home) -> Option<Self> {
        if !stamp::is_ours(home) {
            return None;
        }
        let current = Generations::of(home).at(Pointer::Current).ok()?;
        let before = now(env, home, current.as_ref()).ok()?;
        Some(Self { env, home, current, before })
    }

    /// After it, however it ended: a generation where something is another, and one before it where
    /// something was another already. Nothing is written while a switch is at work.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub fn end(self, command: &str) -> Result<()> {
        let after = now(self.env, self.home, self.current.as_ref())?;
        if after == self.before {
            return Ok(());
        }
        let generations = Generations::of(self.home);
        let Some(_lock) = generations.try_lock()? else { return Ok(()) };
        generations.end()?;
        let current = generations.at(Pointer::Current)?;
        // A command within this one may have written its own meanwhile.
        if current.as_ref().is_some_and(|one| one.holds == after) {
            return Ok(());
        }
        let is_ours =
            current.as_ref().map(|one| one.number) == self.current.as_ref().map(|one| one.number);
        let known = self.current.as_ref().is_some_and(|one| stands(&one.holds, &self.before));
        if is_ours && !known && !self.before.is_empty() {
            generations.add(BY_HAND, self.before, self.env.now)?;
        }
        generations.add(command, after, self.env.now)?;
        generations.forget(&generations.beyond(MANY)?)
    }
}

/// What stands now as a generation: the current one, or one more where something is another than it says.
/// The caller holds the lock.
///
/// # Errors
/// When the store cannot be read, or it cannot be written (exit 3).
pub fn settled(env: &Env, home: &Home, generations: &Generations) -> Result<Generation> {
    let current = generations.at(Pointer::Current)?;
    let now = now(env, home, current.as_ref())?;
    match current {
        Some(current) if stands(&current.holds, &now) => Ok(current),
        _ => generations.add(BY_HAND, now, env.now),
    }
}

/// What stands now, where this generation is the current one.
///
/// # Errors
/// When the store cannot be read (exit 3).
pub fn now(env: &Env, home: &Home, current: Option<&Generation>) -> Result<Holds> {
    let known = current.map(|one| one.holds.pins.clone()).unwrap_or_default();
    Holds::now(env, home, &known)
}

/// Whether `now` is what a generation says. A pin that it does not know was not changed: nobody had looked.
fn stands(generation: &Holds, now: &Holds) -> bool {
    let mut difference = Difference::between(generation, now);
    difference.pins = Names { added: Vec::new(), ..difference.pins };
    difference.is_empty()
}
