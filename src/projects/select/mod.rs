//! Which version is selected in a directory, and by which file.
//!
//! First hit wins: `GOENVMGR_VERSION`; the nearest pin upwards (in one directory the kinds of
//! [`pins::KINDS`] in their order, then what go.work or go.mod asks for as a minimum); the user's
//! default; the system's own Go. Of several requests in one pin the first that is there counts. Missing
//! is not "nothing selected": in place of a version that is pinned and not installed nothing else runs.

mod chain;
mod decide;
mod gowork;
mod here;
mod least;
mod named;
mod rule;
mod setting;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod without;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::goswitch::Asked;
use crate::go::version::{GoVersion, Request};
use crate::projects::manifest::Manifest;
use crate::projects::pins;
use crate::projects::scan::{AncestorScan, Level};
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::toolchains::store::{Installed, Store};

use decide::{Decision, Known, VARIABLE};

pub use chain::{Explanation, Step, StepVerdict};
pub use gowork::{Gowork, gowork};
pub use here::Here;
pub(crate) use least::on_path;

pub use crate::projects::pins::{Pin, nearest as nearest_pin};
pub use crate::settings::system::{SystemGo, system_go};
pub use rule::Rule;
pub use setting::{go_setting, go_setting_of};
pub use without::{WithoutGo, lacks_go, without_go};

/// What is active in a directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// What is to run.
    pub outcome: Outcome,
    /// Which rule said so.
    pub rule: Rule,
    /// Where the request or the minimum that decided stands; `None` where nothing selects.
    pub decided_by: Option<Origin>,
    /// The request that decided, of several in a pin the one that counts; `None` where a minimum or
    /// nothing did, or where it is unreadable.
    pub request: Option<Request>,
    /// What go.work or go.mod asks for here, whether it decided or not.
    pub minimum: Option<Minimum>,
    /// The same as Go's own switch sees it.
    pub asked: Asked,
    /// The pin file that decided, where one did.
    pub pin: Option<Pin>,
    /// The manifest whose `[env]` counts, or what is wrong with it: the nearest, unless another pin
    /// that is nearer than it decided.
    pub manifest: Option<Result<Arc<Manifest>>>,
}

/// What is to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An installed toolchain.
    Toolchain(Installed),
    /// Nothing of ours: whatever Go the machine has.
    System,
    /// What is asked for is not there, and nothing else may take its place.
    Missing {
        /// What is asked for, as it is written; empty where that cannot be read.
        says: String,
        /// The request that `install` would fulfil; `None` where only the user can say which.
        install: Option<Request>,
        /// Where.
        origin: Origin,
        /// Why it cannot run, without the names above.
        why: String,
        /// What to type next.
        hint: String,
    },
    /// No installed version meets the minimum; Go will fetch it itself.
    Fetches {
        /// The toolchain that is to start; `None` for the system's Go.
        with: Option<Installed>,
        /// What Go will fetch: `1.22.0` where a file says `go 1.22`.
        wanted: GoVersion,
        /// The line that asks for it.
        origin: Origin,
    },
}

/// The least version that go.work or go.mod asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Minimum {
    /// The `toolchain` line's version, or the `go` line's where that is greater or alone.
    pub version: GoVersion,
    /// The `go` line's version: what the go command cannot do without.
    pub required: Option<GoVersion>,
    /// The line as it stands: `go 1.22.5`.
    pub text: String,
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The directory that it counts as standing in.
    #[serde(skip)]
    pub place: PathBuf,
}

impl Minimum {
    /// File and line.
    pub fn origin(&self) -> Origin {
        Origin::file(&self.file, self.line)
    }
}

impl Selection {
    /// The pin file that decided, where nothing above it matters.
    pub fn pin_file(&self) -> Option<PathBuf> {
        self.pin.as_ref().filter(|_| self.rule == Rule::Pin).map(Pin::path)
    }

    /// The toolchain of ours that is to start, where one is.
    pub fn installed(&self) -> Option<&Installed> {
        match &self.outcome {
            Outcome::Toolchain(installed) | Outcome::Fetches { with: Some(installed), .. } => {
                Some(installed)
            }
            _ => None,
        }
    }

    /// Where what runs is older than the minimum: Go will switch to another version or refuse.
    pub fn falls_short(&self) -> Option<&Minimum> {
        let installed = self.installed()?;
        self.minimum.as_ref().filter(|minimum| !installed.version.meets(&minimum.version))
    }

    /// What `install` has to fulfil where the selected version is missing. `None` where it is not,
    /// or only the user can say which one is meant.
    pub fn to_install(&self) -> Option<&Request> {
        match &self.outcome {
            Outcome::Missing { install, .. } => install.as_ref(),
            _ => None,
        }
    }

    /// What Go will fetch by itself, as a request. `None` where it will fetch nothing.
    pub fn to_fetch(&self) -> Option<Request> {
        match &self.outcome {
            Outcome::Fetches { wanted, .. } => Some(Request::Exact(wanted.published())),
            _ => None,
        }
    }

    /// What to say where the selected version is missing. `None` where it is not.
    pub fn missing(&self, exit: Exit) -> Option<Fault> {
        let Outcome::Missing { says, origin, why, hint, .. } = &self.outcome else { return None };
        let what = if says.is_empty() {
            format!("{origin}: {why}")
        } else {
            format!("{origin} asks for {says}: {why}")
        };
        Some(Fault::new(exit, what).hint(hint))
    }
}

/// Selects for the directory where a scan starts, reading no more than it must.
///
/// # Errors
/// When the directory of toolchains cannot be read. Whatever is wrong with a pin is an outcome.
pub fn select(env: &Env, store: &Store, config: &Config, scan: &AncestorScan) -> Result<Selection> {
    let known = Known::new(env, store, config, scan);
    let found = gowork::find(env, scan);
    let pin = if env.var_os(VARIABLE).is_none() { nearest_pin(scan) } else { None };
    let decision = known.decide(pin.as_ref(), &found)?;
    Ok(selection(scan, decision, pin, found))
}

/// What go.work or go.mod asks of a go command that starts in `dir`.
pub fn asked(env: &Env, dir: &Path) -> Asked {
    gowork::find(env, &AncestorScan::of(dir)).asked
}

/// As [`select`], with every place in words, those that nothing came to included.
///
/// # Errors
/// As [`select`].
pub fn explain(
    env: &Env,
    store: &Store,
    config: &Config,
    scan: &AncestorScan,
) -> Result<Explanation> {
    let known = Known::new(env, store, config, scan);
    let found = gowork::find(env, scan);
    let pins: Vec<Pin> = pins::upwards(scan).collect();
    let decision = known.decide(pins.first(), &found)?;
    let unread: Vec<_> = pins::unread(scan).collect();
    let chain = chain::build(&known, &decision, &pins, &found, &unread);
    let selection = selection(scan, decision, pins.into_iter().next(), found);
    Ok(Explanation { selection, chain })
}

fn selection(
    scan: &AncestorScan,
    decision: Decision,
    nearest: Option<Pin>,
    found: gowork::FoundMinimum,
) -> Selection {
    let Decision { outcome, rule, decided_by, request } = decision;
    let pin = nearest.filter(|_| matches!(rule, Rule::Pin | Rule::PinAbove));
    // A pin above a go.mod does not end the search.
    let stop = pin.as_ref().filter(|_| rule == Rule::Pin).map(|pin| pin.dir.as_path());
    let manifest = nearest_manifest(scan, stop);
    let (minimum, asked) = (found.minimum, found.asked);
    let selection = Selection { outcome, rule, decided_by, request, minimum, asked, pin, manifest };
    log(scan.dir(), &selection);
    selection
}

/// The nearest manifest, no further up than in the directory `stop`.
fn nearest_manifest(scan: &AncestorScan, stop: Option<&Path>) -> Option<Result<Arc<Manifest>>> {
    let below = |level: &&Level| stop.is_none_or(|stop| level.dir().starts_with(stop));
    scan.levels().take_while(below).find_map(Level::manifest).cloned()
}

fn log(dir: &Path, found: &Selection) {
    tracing::debug!(
        dir = %dir.visible(),
        outcome = ?found.outcome,
        rule = found.rule.words(),
        by = found.decided_by.as_ref().map(ToString::to_string),
        "selected"
    );
}
