//! One run: doctor's checks, this machine's load, and the checks of the user's own, as one value.

mod again;
mod around;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::fault::Result;
use crate::doctor::catalogue;
use crate::doctor::examine::examine;
use crate::doctor::model::check::{Choice, matches};
use crate::doctor::model::finding::Finding;
use crate::doctor::model::limit::Pending;
use crate::doctor::model::report::{Diagnosis, Mode};
use crate::health::check::{self, Slots, UserCheck};
use crate::health::host;
use crate::health::policy::{Environment, Policy};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;

/// What is to be run.
pub struct Plan<'a> {
    /// Where it is asked for.
    pub policy: &'a Policy,
    /// What it is asked for.
    pub environment: &'a Environment,
    /// How much, where the command line says so.
    pub mode: Option<Mode>,
    /// Globs of the command line; none: as the environment says.
    pub only: &'a [String],
    /// Globs of the command line, beside those of the environment.
    pub skip: &'a [String],
    /// Ask no network.
    pub offline: bool,
    /// The kernel's count of processes that it killed for want of memory, at the last run.
    pub oom_before: Option<u64>,
}

/// A run, and what it is to remember beside its findings.
pub struct Done {
    /// The run.
    pub run: Diagnosis,
    /// The kernel's count of processes that it killed for want of memory.
    pub oom_kills: Option<u64>,
}

impl Plan<'_> {
    fn choice(&self) -> Choice {
        let only = if self.only.is_empty() { &self.environment.only } else { self.only };
        Choice {
            mode: self.mode.unwrap_or(self.environment.mode),
            only: only.to_vec(),
            skip: [&self.environment.skip, self.skip].concat(),
            offline: self.offline,
            limits: catalogue::all().filter_map(|check| self.limit(check.id)).collect(),
        }
    }

    fn limit(&self, id: &str) -> Option<(String, Duration)> {
        Some((id.to_owned(), self.policy.said_of(id).said()?))
    }

    /// How often a check of doctor's is asked again.
    fn retries(&self, id: &str) -> u32 {
        let nearer = self.policy.said_of(id).or(self.environment.limits);
        nearer.or(self.policy.limits).retries()
    }

    /// Runs it.
    ///
    /// # Errors
    /// When goenvmgr's own settings can be read and are wrong (exit 2).
    pub fn run(&self, env: &Env, home: &Home, config: &Config) -> Result<Done> {
        let begun = Instant::now();
        let choice = self.choice();
        let asked: Vec<&UserCheck> =
            self.policy.checks.iter().filter(|check| self.wants(check, &choice)).collect();
        let own = self.start(&asked, env, home, config);
        let asks = |id: &&str| wanted(id, Mode::Quick, &choice);
        let machine = host::CHECKS.iter().map(|(id, _)| *id).filter(asks).collect();
        let host = host::start(machine, self.oom_before, home);
        let strict = self.environment.strict;
        let mut run = examine(env, home, &choice, strict)?;
        let ask = |again: &Choice| examine(env, home, again, strict);
        again::until_passed(&mut run, &choice, |id| self.retries(id), ask)?;
        let mut results = std::mem::take(&mut run.results);
        let (host, oom_kills) = host.findings();
        results.extend(host);
        results.extend(own.into_iter().map(|(id, pending)| answered(&id, pending)));
        let mode = run.mode;
        let now = env.now.saturating_mul(1000);
        let mut run = Diagnosis::new(mode, self.environment.strict, run.host, now, results);
        run.env = Some(self.environment.name.clone());
        run.project = Some(self.policy.project.clone());
        run.duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Done { run, oom_kills })
    }

    fn start(
        &self,
        asked: &[&UserCheck],
        env: &Env,
        home: &Home,
        config: &Config,
    ) -> Vec<(String, Pending<Finding>)> {
        if asked.is_empty() {
            return Vec::new();
        }
        let around = Arc::new(around::of(env, home, config, &self.policy.dir));
        let slots = Slots::of(self.policy.jobs);
        let begin = |one: &&UserCheck| {
            let limits = one.limits.or(self.environment.limits).or(self.policy.limits);
            (one.id.clone(), check::start(one, limits, &around, &slots))
        };
        asked.iter().map(begin).collect()
    }

    /// Whether this check is for this environment and was asked for.
    fn wants(&self, check: &UserCheck, choice: &Choice) -> bool {
        let here = check.envs.is_empty() || check.envs.contains(&self.environment.name);
        here && wanted(&check.id, check.mode, choice)
    }
}

/// Whether a check of this id, which runs from this mode on, was asked for.
fn wanted(id: &str, mode: Mode, choice: &Choice) -> bool {
    let named = choice.only.iter().any(|glob| matches(glob, id));
    let asked = if choice.only.is_empty() { mode <= choice.mode } else { named };
    asked && !choice.skips(id)
}

fn answered(id: &str, pending: Pending<Finding>) -> Finding {
    let answer = pending.wait().answer;
    answer.unwrap_or_else(|missing| Finding::new(id, missing.verdict("the check")))
}
