//! `state/generations/`: a file for each generation, the pointers, and who may write them.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::holds::Holds;
use super::{Generation, SCHEMA};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, read, remove, walk};

/// A longer file is none of ours, in bytes.
const LIMIT: u64 = 4 << 20;
/// So many are kept beside the current and the last good one; the oldest go.
pub const MANY: usize = 100;

/// The generations of one home.
#[derive(Clone, Debug)]
pub struct Generations(PathBuf);

/// A pointer to a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// What stands now, as far as goenvmgr knows.
    Current,
    /// What stood when a gate was green last.
    LastGood,
}

impl Pointer {
    fn file(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::LastGood => "last-good",
        }
    }
}

/// A switch that was begun, and not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The generation that was current.
    pub from: Option<u32>,
    /// The one that was gone back to.
    pub to: u32,
    /// Whether a gate began it: it alone goes on by itself.
    pub by_gate: bool,
}

/// The note of a switch that is at work, or was interrupted.
const SWITCHING: &str = "switching.json";

impl Generations {
    /// Of this home. Nothing is read or created.
    pub fn of(home: &Home) -> Self {
        Self(home.state().join("generations"))
    }

    /// Their numbers, from the first on.
    ///
    /// # Errors
    /// When the directory cannot be read (exit 3).
    pub fn numbers(&self) -> Result<Vec<u32>> {
        let names = walk::names(&self.0)?;
        // As we write them, and no other spelling.
        let number = |name: std::ffi::OsString| -> Option<u32> {
            let stem = name.to_str()?.strip_suffix(".json")?;
            stem.parse().ok().filter(|number: &u32| number.to_string() == stem)
        };
        let mut numbers: Vec<u32> = names.into_iter().filter_map(number).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// One of them.
    ///
    /// # Errors
    /// When there is none of that number (exit 1), or it cannot be read or is damaged (exit 3).
    pub fn read(&self, number: u32) -> Result<Generation> {
        let path = self.path(number);
        let found: Option<Generation> = self.json(&path)?;
        let found = found.ok_or_else(|| {
            Fault::no(format!("there is no generation {number}")).hint("goenvmgr generations list")
        })?;
        match (found.schema, found.number) {
            (SCHEMA, it) if it == number => Ok(found),
            (SCHEMA, _) => Err(damaged(&path, "damaged")),
            _ => Err(damaged(&path, "of another release")),
        }
    }

    /// The one that a pointer leads to; `None` where nothing was ever written, or it is gone.
    ///
    /// # Errors
    /// When it is there and cannot be read (exit 3).
    pub fn at(&self, pointer: Pointer) -> Result<Option<Generation>> {
        match self.number(pointer)? {
            Some(number) if read::is_file(&self.path(number)) => self.read(number).map(Some),
            _ => Ok(None),
        }
    }

    /// The number that a pointer leads to.
    ///
    /// # Errors
    /// When it cannot be read (exit 3).
    pub fn number(&self, pointer: Pointer) -> Result<Option<u32>> {
        let text = read::text(&self.0.join(pointer.file()), 64)?;
        Ok(text.and_then(|text| text.trim().parse().ok()))
    }

    /// Moves a pointer: it leads to the one or to the other at any moment.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub fn point(&self, pointer: Pointer, number: u32) -> Result<()> {
        atomic::write_private(&self.0.join(pointer.file()), format!("{number}\n").as_bytes())
    }

    /// Writes the next generation, and makes it the current one.
    ///
    /// # Errors
    /// When it cannot be written (exit 3): then the current one stays.
    pub fn add(&self, command: &str, holds: Holds, now: i64) -> Result<Generation> {
        let number = self.numbers()?.last().map_or(Some(1), |last| last.checked_add(1));
        let number = number.ok_or_else(|| {
            let path = self.0.visible();
            Fault::unfinished(format!("{path} holds the last number that there is"))
                .hint("goenvmgr generations prune")
        })?;
        let generation = Generation {
            schema: SCHEMA,
            number,
            after: self.number(Pointer::Current)?,
            at: now,
            command: command.to_owned(),
            holds,
        };
        self.keep(&self.path(number), &generation)?;
        self.point(Pointer::Current, number)?;
        Ok(generation)
    }

    /// Which would go if `keep` are to stay, beside those that the pointers lead to.
    ///
    /// # Errors
    /// When the directory cannot be read (exit 3).
    pub fn beyond(&self, keep: usize) -> Result<Vec<u32>> {
        let mut numbers = self.numbers()?;
        numbers.truncate(numbers.len().saturating_sub(keep));
        let unfinished = self.unfinished()?;
        let pointed = [
            self.number(Pointer::Current)?,
            self.number(Pointer::LastGood)?,
            unfinished.as_ref().map(|one| one.to),
            unfinished.as_ref().and_then(|one| one.from),
        ];
        numbers.retain(|number| !pointed.contains(&Some(*number)));
        Ok(numbers)
    }

    /// Lets some go.
    ///
    /// # Errors
    /// When one cannot be removed (exit 3).
    pub fn forget(&self, numbers: &[u32]) -> Result<()> {
        numbers.iter().try_for_each(|number| remove::file(&self.path(*number)).map(drop))
    }

    /// The switch that was begun and not ended.
    ///
    /// # Errors
    /// When its note cannot be read (exit 3).
    pub fn unfinished(&self) -> Result<Option<Unfinished>> {
        self.note(SWITCHING)
    }

    /// Notes that a switch begins.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub fn begin(&self, switch: &Unfinished) -> Result<()> {
        self.write_note(SWITCHING, switch)
    }

    /// The switch is done; or somebody changed something since it was interrupted, and goes on from there.
    ///
    /// # Errors
    /// When its note cannot be removed (exit 3).
    pub fn end(&self) -> Result<()> {
        remove::file(&self.0.join(SWITCHING)).map(drop)
    }

    /// Takes the right to write, which one program has at a time.
    ///
    /// # Errors
    /// When another has it for a minute, or it cannot be had (exit 3).
    pub fn lock(&self, told: &dyn Progress) -> Result<Lock> {
        atomic::create_private_dir(&self.0)?;
        Lock::acquire(&self.0.join("lock"), told)
    }

    /// As [`Generations::lock`], where nobody has it now.
    ///
    /// # Errors
    /// When it cannot be had (exit 3).
    pub fn try_lock(&self) -> Result<Option<Lock>> {
        atomic::create_private_dir(&self.0)?;
        Lock::try_acquire(&self.0.join("lock"))
    }

    /// Reads a file beside them; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read or is damaged (exit 3).
    pub(in crate::health) fn note<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        self.json(&self.0.join(name))
    }

    /// Writes a file beside them.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub(in crate::health) fn write_note(&self, name: &str, value: &impl Serialize) -> Result<()> {
        self.keep(&self.0.join(name), value)
    }

    /// A directory beside them.
    pub(in crate::health) fn below(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn path(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.json"))
    }

    /// For the user alone: config.toml may hold what is nobody else's business.
    fn keep(&self, path: &Path, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_vec_pretty(value)
            .map_err(|error| Fault::unfinished(format!("could not be written down: {error}")))?;
        atomic::write_private(path, &text)
    }

    fn json<T: DeserializeOwned>(&self, path: &Path) -> Result<Option<T>> {
        let Some(bytes) = read::bytes(path, LIMIT)? else { return Ok(None) };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| damaged(path, "damaged"))
    }
}

fn damaged(path: &Path, how: &str) -> Fault {
    let path = path.visible();
    Fault::unfinished(format!("{path} is {how}")).hint("remove it, and go on without it")
}
