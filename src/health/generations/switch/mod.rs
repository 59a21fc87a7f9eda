//! Going back to a generation: config.toml, the installed versions and the shims become what it says.
//! Pins and start-up files are the user's: what to type for them is said.
//!
//! A switch that was interrupted leaves a note: the pointer leads to the generation before it until
//! everything is done, and the next switch to the same one does what is left.

pub mod apply;
mod whole;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Generation;
use super::difference::{Difference, Names};
use super::holds::{self, Holds};
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::caches::facts::{Ask, Facts, Toolchain};
use crate::go::version::GoVersion;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// What is going to happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// What a plan is made for.
pub struct Around<'a> {
    /// Our paths.
    pub home: &'a Home,
    /// The installed versions that known projects ask for, with one that does.
    pub wanted: BTreeMap<String, String>,
    /// Who watches.
    pub progress: &'a dyn Progress,
}

impl<'a> Around<'a> {
    /// Looks at the known projects.
    ///
    /// # Errors
    /// When they cannot be told (exit 3): then nothing may go.
    pub fn look(
        env: &Env,
        home: &'a Home,
        config: &Config,
        progress: &'a dyn Progress,
    ) -> Result<Self> {
        let facts = Facts::gather(env, home, config, &[], Ask::default())?;
        let project = |one: Toolchain| {
            // The default and this shell are what a switch changes.
            let root = one.wanted.into_iter().find(|who| who.is_absolute())?;
            Some((one.name, root.visible().to_string()))
        };
        let wanted = facts.toolchains.into_iter().filter_map(project).collect();
        Ok(Self { home, wanted, progress })
    }
}

impl SwitchPlan {
    /// What it takes to go back to `to`, where `now` stands. Every file of the versions that it names is
    /// hashed.
    ///
    /// # Errors
    /// When the store cannot be read (exit 3).
    pub fn make(
        around: &Around<'_>,
        from: Option<u32>,
        now: &Holds,
        to: &Generation,
    ) -> Result<Self> {
        let difference = Difference::between(now, &to.holds);
        let mut plan =
            Self { from, to: to.number, difference, toolchains: Vec::new(), by_hand: Vec::new() };
        for (name, wanted) in &to.holds.toolchains {
            plan.have(around, name, wanted)?;
        }
        for (name, there) in &now.toolchains {
            if !to.holds.toolchains.contains_key(name) {
                plan.remove(around, name, there);
            }
        }
        plan.leave();
        Ok(plan)
    }

    /// Whether everything is as it is to be.
    pub fn is_empty(&self) -> bool {
        let Difference { settings, shims, .. } = &self.difference;
        self.toolchains.is_empty() && !settings && *shims == Names::default()
    }

    fn have(&mut self, around: &Around<'_>, name: &str, wanted: &holds::Toolchain) -> Result<()> {
        let Around { home, progress, .. } = *around;
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

    fn remove(&mut self, around: &Around<'_>, name: &str, there: &holds::Toolchain) {
        let Some(version) = GoVersion::from_toolchain(name) else { return };
        if let Some(root) = around.wanted.get(name) {
            self.by_hand.push(ByHand {
                what: format!("{name} came later and stays: {root} asks for it"),
                cure: format!("goenvmgr uninstall {}", bare(name)),
            });
            return;
        }
        match there.verified {
            true => self.toolchains.push(Step::Remove { version }),
            false => self.by_hand.push(ByHand {
                what: format!("{name} came later and stays: nothing attested it, so nothing could bring it back"),
                cure: format!("goenvmgr uninstall {}", bare(name)),
            }),
        }
    }

    fn leave(&mut self) {
        let Difference { pins, blocks, .. } = &self.difference;
        for path in pins.changed.iter().chain(&pins.added) {
            self.by_hand.push(ByHand {
                what: format!("{path} is not what it was"),
                cure: format!("git log -p {0}; or edit {0}", word(path)),
            });
        }
        if *blocks != Names::default() {
            let names = [&blocks.added[..], &blocks.removed, &blocks.changed].concat();
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
