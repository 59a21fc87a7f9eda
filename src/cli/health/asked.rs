//! What is to be run, as `run`, `gate`, `report` and `serve` are asked for it.

use crate::base::fault::Result;
use crate::cli::Context;
use crate::cli::choosing::Choosing;
use crate::doctor::model::report::Mode;
use crate::health::policy::{Environment, Policy};
use crate::health::run::{Done, Plan};
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::sys::net::is_offline;

/// What is run.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Asked {
    /// The environment, as goenvmgr.toml names it
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    /// How much to look at [default: as the environment says]
    #[arg(long, value_enum)]
    pub(super) mode: Option<Mode>,
    #[command(flatten)]
    pub(super) choosing: Choosing,
}

impl Asked {
    /// Whether it is all that the environment asks for.
    pub(super) fn is_whole(&self, env: &Env) -> bool {
        let Choosing { only, skip, .. } = &self.choosing;
        self.mode.is_none() && only.is_empty() && skip.is_empty() && !is_offline(env)
    }

    /// The environment that is asked for, as strict as it or the command line says.
    ///
    /// # Errors
    /// When there is none of this name, or a glob means no check (exit 2).
    pub(super) fn environment(&self, policy: &Policy) -> Result<Environment> {
        self.choosing.known(|glob| policy.knows(glob), "goenvmgr health list")?;
        let environment = super::environment(policy, self.env.as_deref())?;
        let strict = environment.strict || self.choosing.strict;
        Ok(Environment { strict, ..environment })
    }

    /// The run.
    pub(super) fn plan<'a>(
        &'a self,
        policy: &'a Policy,
        environment: &'a Environment,
        oom_before: Option<u64>,
        env: &Env,
    ) -> Plan<'a> {
        Plan {
            policy,
            environment,
            mode: self.mode,
            only: &self.choosing.only,
            skip: &self.choosing.skip,
            offline: is_offline(env),
            oom_before,
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// As [`Plan::run`].
    pub(super) fn run(
        &self,
        policy: &Policy,
        environment: &Environment,
        oom_before: Option<u64>,
        context: &Context,
        config: &Config,
    ) -> Result<Done> {
        let plan = self.plan(policy, environment, oom_before, &context.env);
        plan.run(&context.env, &context.home, config)
    }
}
