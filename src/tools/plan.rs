//! What `sync` and `rebuild` would do, and what is against it: nothing is changed and no network asked.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::Serialize;

use super::checksums::Checksums;
use super::environment;
use super::found::{self, Found, State};
use super::key::BuildKey;
use super::pinned::Pinned;
use super::receipt::Built;
use super::set::ToolSet;
use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::projects::manifest::{Manifest, Tool, Variable};
use crate::settings::config::{Config, Policy};
use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::folders;
use crate::sys::fs::lookup;

/// What becomes of the set that a directory pins.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub set: ToolSet,
    /// Each tool, and whether it is built.
    pub steps: Vec<Step>,
    /// Who builds them, and under which variables.
    pub key: BuildKey,
    /// Whether what stands is not enough, here or in another set.
    pub again: bool,
    /// Who verifies what they are built from.
    pub checksums: Checksums,
    /// Whether nothing may be built that it does not verify.
    pub policy: Policy,
    /// The user's environment with what counts of the manifest's `[env]`, and what counts of the `go env -w` file.
    pub env: Env,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// One tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub tool: Tool,
    pub act: Act,
}

/// What becomes of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Act {
    /// It stands as it was built.
    Keep,
    Build,
}

impl Plan {
    /// That of a directory's pinned tools. `again` are those that are built although they stand.
    ///
    /// # Errors
    /// Whatever is against it: no trust, no toolchain, one before Go 1.16, names that the system has, no
    /// checksum database.
    pub(crate) fn of(
        pinned: &Pinned,
        again: Option<&dyn Fn(&Tool) -> bool>,
        env: &Env,
        home: &Home,
        config: &Config,
    ) -> Result<Self> {
        let set = pinned.trusted_set()?;
        let mut env = with_manifest(env, &pinned.manifest);
        let go = GoEnv::read(&env, home);
        environment::settle(&mut env.vars, &go);
        let checksums = Checksums::of(&go)?;
        let (set, notes) = (set.clone(), Vec::new());
        let (steps, again_at_all) = (Vec::new(), again.is_some());
        let key = BuildKey::of(home, &set.toolchain, &set.variables);
        let policy = config.verify.value;
        let mut plan = Self { set, steps, key, policy, again: again_at_all, checksums, env, notes };
        for found in found::look(&plan.set) {
            let stands = plan.stands(&found) && !again.is_some_and(|again| again(&found.tool));
            let act = if stands { Act::Keep } else { Act::Build };
            plan.steps.push(Step { act, tool: found.tool });
        }
        if plan.has_work() {
            plan.make_sure(&pinned.manifest, config)?;
            plan.notes.extend(plan.checksums.note());
            plan.notes.extend(flags(&go));
            plan.notes.extend(left_out(&pinned.manifest));
        }
        Ok(plan)
    }

    /// Whether a tool stands as it would be built now: whole, by the same builder, and verified by whom it would be.
    pub(super) fn stands(&self, found: &Found) -> bool {
        let verified = |built: &Built| self.checksums.verified(built);
        let same = found.key.as_ref() == Some(&self.key);
        same && found.state == State::Installed && found.built.as_ref().is_some_and(verified)
    }

    /// Whether anything is built.
    pub(crate) fn has_work(&self) -> bool {
        self.steps.iter().any(|step| step.act == Act::Build)
    }

    fn make_sure(&self, manifest: &Manifest, config: &Config) -> Result<()> {
        let version = &self.set.toolchain.version;
        if GoVersion::parse("1.16").is_some_and(|first| !version.meets(&first)) {
            let what = format!(
                "{} cannot install a program at a version: Go 1.16 is the first",
                version.toolchain()
            );
            return Err(Fault::no(what).hint("pin a newer Go: goenvmgr use --pin latest"));
        }
        shadowed(&self.set.tools, manifest, &self.env)?;
        let packages = self.set.tools.iter().map(|tool| tool.package.as_str());
        self.checksums.may_be_built(packages, config.verify.value)
    }
}

/// The user trusts the manifest, for this project: what is built here may be run in others.
fn with_manifest(env: &Env, manifest: &Manifest) -> Env {
    let mut env = env.clone();
    let set = manifest.env.iter().filter(|set| environment::counts(set));
    env.vars.extend(set.map(|set| (OsString::from(&set.name), OsString::from(&set.value))));
    env
}

/// A tool stands on PATH before what the system has: a manifest that puts a `sh` there has to say so.
fn shadowed(tools: &[Tool], manifest: &Manifest, env: &Env) -> Result<()> {
    let dirs = folders::programs(env);
    let hidden = |tool: &Tool| lookup::first(dirs.clone(), &tool.name);
    let taken: Vec<(&Tool, PathBuf)> = tools
        .iter()
        .filter(|tool| !tool.shadows)
        .filter_map(|tool| Some((tool, hidden(tool)?)))
        .collect();
    let Some((first, _)) = taken.first() else { return Ok(()) };
    let line = |(tool, system): &(&Tool, PathBuf)| {
        let at = Origin::file(&manifest.path, tool.line);
        format!("{at}: {} would stand before {}", tool.name, system.visible())
    };
    let fault = Fault::usage(line(&taken[0]));
    let fault = taken[1..].iter().fold(fault, |fault, one| fault.because(line(one)));
    Err(fault.hint(format!(
        "where that is meant, write: {{ version = \"{}\", shadows = true }}",
        first.version
    )))
}

/// What the manifest sets for the project's own programs.
fn left_out(manifest: &Manifest) -> impl Iterator<Item = String> {
    let set = manifest.env.iter().filter(|set| environment::is_left_out(set)).cloned();
    set.map(Variable::shown).map(|set| {
        let at = Origin::file(&manifest.path, set.line);
        format!("{}={} ({at}) is left out", set.name, set.value)
    })
}

/// GOFLAGS is for the project: it may run programs, and hold what `go install` refuses.
fn flags(go: &GoEnv) -> Option<String> {
    let set = go.used("GOFLAGS").filter(|set| !set.value.trim().is_empty())?;
    Some(format!("GOFLAGS={} ({}) is left out", set.value, set.origin))
}
