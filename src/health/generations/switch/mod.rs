//! Going back to a generation: config.toml, the installed versions and the shims become what it says.
//! Pins and start-up files are the user's: what to type for them is said.
//!
//! A switch that was interrupted leaves a note: the pointer leads to the generation before it until
//! everything is done, and the next switch to the same one does what is left.

pub mod apply;
mod whole;

use serde::{Deserialize, Serialize};

use super::Generation;
use super::difference::{Difference, Names};
use super::holds::{Holds, Toolchain};
use super::kept::Generations;
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::base::quoting::word;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::toolchains::store::Store;

/// The note of a switch that is at work, or was interrupted.
const NOTE: &str = "switching.json";

/// What is going to happen.
#[derive(Clone, Debug, Serialize)]
pub struct SwitchPlan {
    /// The generation that is current; null where none is.
    pub from: Option<u32>,
    /// The one that is gone back to.
    pub to: u32,
    /// What is another in it than what stands.
    pub difference: Difference,
    /// What is done with installed versions.
    pub toolchains: Vec<Step>,
    /// What is left to the user.
    pub by_hand: Vec<ByHand>,
}

/// What is done with one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum Step {
    /// It is not there.
    Install {
        /// The version.
        version: GoVersion,
        /// The h1 that its files are to have; null where no receipt said.
        h1: Option<String>,
    },
    /// It is there, and not as it was.
    Repair {
        /// The version.
        version: GoVersion,
        /// The h1 that its files are to have.
        h1: Option<String>,
        /// What is wrong with it.
        why: String,
    },
    /// It came later.
    Remove {
        /// The version.
        version: GoVersion,
    },
}

/// Something that is not ours to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByHand {
    /// What is not as it was.
    pub what: String,
    /// What to type.
    pub cure: String,
}

/// A switch that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The generation that was current.
    pub from: Option<u32>,
    /// The one that was gone back to.
    pub to: u32,
}

/// The switch that was begun and not ended.
///
/// # Errors
/// When its note cannot be read (exit 3).
pub fn unfinished(generations: &Generations) -> Result<Option<Unfinished>> {
    generations.note(NOTE)
}

impl SwitchPlan {
    /// What it takes to go back to `to`, where `now` stands. Every file of the versions that it names is
    /// hashed.
    ///
    /// # Errors
    /// When the store cannot be read (exit 3).
    pub fn make(
        home: &Home,
        from: Option<u32>,
        now: &Holds,
        to: &Generation,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let difference = Difference::between(now, &to.holds);
        let mut plan =
            Self { from, to: to.number, difference, toolchains: Vec::new(), by_hand: Vec::new() };
        for (name, wanted) in &to.holds.toolchains {
            plan.have(home, name, wanted, progress)?;
        }
        for (name, there) in &now.toolchains {
            if !to.holds.toolchains.contains_key(name) {
                plan.remove(name, there);
            }
        }
        plan.leave(now, &to.holds);
        Ok(plan)
    }

    /// Whether everything is as it is to be.
    pub fn is_empty(&self) -> bool {
        let Difference { config, shims, .. } = &self.difference;
        self.toolchains.is_empty() && config.is_empty() && *shims == Names::default()
    }

    fn have(
        &mut self,
        home: &Home,
        name: &str,
        wanted: &Toolchain,
        progress: &dyn Progress,
    ) -> Result<()> {
        let Some(version) = GoVersion::from_toolchain(name) else { return Ok(()) };
        let h1 = wanted.h1.clone();
        let step = match Store::new(home).find(&version) {
            None => Some(Step::Install { version, h1 }),
            Some(installed) => whole::wrong(home, &installed, h1.as_deref(), progress)?
                .map(|why| Step::Repair { version, h1, why }),
        };
        match step {
            None => {}
            Some(step) if wanted.verified => self.toolchains.push(step),
            // Its bytes were taken from a file of the user's, and nobody else has them.
            Some(_) => self.by_hand.push(ByHand {
                what: format!("{name} is not as it was, and nothing attested it"),
                cure: format!("goenvmgr install {} --from ARCHIVE --unverified", bare(name)),
            }),
        }
        Ok(())
    }

    fn remove(&mut self, name: &str, there: &Toolchain) {
        let Some(version) = GoVersion::from_toolchain(name) else { return };
        match there.verified {
            true => self.toolchains.push(Step::Remove { version }),
            false => self.by_hand.push(ByHand {
                what: format!("{name} came later and stays: nothing attested it, so nothing could bring it back"),
                cure: format!("goenvmgr uninstall {}", bare(name)),
            }),
        }
    }

    fn leave(&mut self, now: &Holds, then: &Holds) {
        let pins = Difference::between(now, then).pins;
        for path in pins.changed.iter().chain(&pins.added) {
            self.by_hand.push(ByHand {
                what: format!("{path} is not what it was"),
                cure: format!("git log -p {0}; or edit {0}", word(path)),
            });
        }
        let blocks = Difference::between(now, then).blocks;
        if blocks != Names::default() {
            let names = [blocks.added, blocks.removed, blocks.changed].concat();
            self.by_hand.push(ByHand {
                what: format!("our lines in start-up files are others: {}", names.join(", ")),
                cure: "goenvmgr setup --dry-run".to_owned(),
            });
        }
    }
}

fn bare(name: &str) -> &str {
    name.strip_prefix("go").unwrap_or(name)
}
