//! Generations: what this user's Go environment was after each change of it.
//!
//! A generation holds config.toml, the installed versions with their h1, the names of the shims, and sums of
//! pins and managed blocks. `state/generations/` has one file for each, and two pointers that are written by
//! rename: `current`, and `last-good`, which a green gate moves.
//!
//! Commands that change something are watched ([`watch`]): a generation is written where something is
//! another afterwards, and one before it where others had changed something meanwhile. A switch
//! ([`switch`]) goes back: it restores what is ours, and says what to type for what is the user's.

pub mod difference;
pub mod holds;
pub mod kept;
pub mod shown;
pub mod switch;
pub mod watch;

use serde::{Deserialize, Serialize};

use crate::base::fault::Result;
use crate::caches::facts::Facts;
use crate::settings::home::Home;
use holds::Holds;
use kept::{Generations, Pointer};

/// The layout of the files.
const SCHEMA: u32 = 1;

/// What stood after one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    schema: u32,
    /// Counted from 1, in the order of being written.
    pub number: u32,
    /// The one that was current before it.
    pub after: Option<u32>,
    /// When it was written, in seconds since 1970.
    pub at: i64,
    /// The command that led to it; `changed by hand` where none of ours did.
    pub command: String,
    /// What stood.
    #[serde(flatten)]
    pub holds: Holds,
}

/// Keeps what the last good generation needs from being removed.
///
/// # Errors
/// When it cannot be read (exit 3): that keeps nothing, and must not let anything go either.
pub(crate) fn keep_last_good(home: &Home, facts: &mut Facts) -> Result<()> {
    if let Some(good) = Generations::of(home).at(Pointer::LastGood)? {
        let names = good.holds.toolchains.keys().map(String::as_str);
        facts.keep(names, &format!("the last good generation ({})", good.number));
    }
    Ok(())
}
