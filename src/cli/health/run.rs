//! `goenvmgr health run`, and what it has in common with `gate`.

use std::time::Duration;

use crate::base::fault::{Exit, Fault, Result};
use crate::cli::{Context, diagnosis};
use crate::doctor::model::report::{Diagnosis, Mode};
use crate::doctor::render::Rendering;
use crate::health::alert;
use crate::health::memory::history;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::policy::own::Own;
use crate::health::policy::{Environment, Policy};
use crate::health::run::{Done, Plan};
use crate::health::textfile;

/// What is run.
#[derive(Debug, clap::Args)]
pub(super) struct What {
    /// The environment, as goenvmgr.toml names it
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    /// How much to look at [default: as the environment says]
    #[arg(long, value_enum)]
    mode: Option<Mode>,
    /// Only these checks (globs, or an area such as custom)
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    only: Vec<String>,
    /// Not these checks, beside those that the environment leaves out
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    skip: Vec<String>,
    /// Ask no network but that of your own checks
    #[arg(long)]
    offline: bool,
    /// Count warnings as failures
    #[arg(long)]
    strict: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: Rendering,
}

/// One run, as a timer asks for it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    what: What,
    /// How long to wait for another run of the same project and environment, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    lock_wait: u64,
}

/// Runs, counts, remembers.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = environment(&policy, &args.what)?;
    let own = Own::load(&context.home)?;
    let place = Place::of(&context.home, &policy, &environment.name);
    let _lock = place.lock(Duration::from_secs(args.lock_wait))?;
    let mut said = Vec::new();
    let mut state = State::load(&place, &mut said)?;
    said.iter().for_each(|line| context.out.warn(line));
    let Done { mut run, oom_kills } =
        examined(&args.what, &policy, &environment, state.oom_kills, context)?;
    state.oom_kills = oom_kills.or(state.oom_kills);
    state.count(&mut run, context.env.now);
    // Before anybody is told: who is killed while a webhook is slow has counted.
    let kept = state.keep(&place);
    let told = tell(&mut state, &mut run, environment.alert_after, &own, context);
    let exit = diagnosis::show(&run, args.what.format, context)?;
    // What was found is shown first: a full disk must not hide it.
    kept?;
    if told {
        state.keep(&place)?;
    }
    history::add(&place, &run, context.env.now)?;
    if let Some(dir) = own.textfile {
        textfile::write(&dir, &run)?;
    }
    Ok(exit)
}

/// Tells whoever is to be told; whether anybody was.
fn tell(
    state: &mut State,
    run: &mut Diagnosis,
    alert_after: u32,
    own: &Own,
    context: &Context,
) -> bool {
    let events = state.events(run.mode, alert_after);
    if events.is_empty() {
        return false;
    }
    for event in &events {
        match alert::tell(own, run, event, &context.env) {
            Ok(()) => state.told(run.mode, event, context.env.now),
            Err(failed) => failed.iter().for_each(|line| context.out.warn(line)),
        }
    }
    state.recall(run);
    true
}

impl What {
    /// Whether it is all that the environment asks for.
    pub(super) fn is_whole(&self) -> bool {
        self.mode.is_none() && self.only.is_empty() && self.skip.is_empty() && !self.offline
    }
}

/// The environment that is asked for, as strict as it or the command line says.
pub(super) fn environment(policy: &Policy, what: &What) -> Result<Environment> {
    let environment = super::environment(policy, what.env.as_deref())?;
    Ok(Environment { strict: environment.strict || what.strict, ..environment })
}

/// A run of what is asked for.
pub(super) fn examined(
    what: &What,
    policy: &Policy,
    environment: &Environment,
    oom_before: Option<u64>,
    context: &Context,
) -> Result<Done> {
    for glob in what.only.iter().chain(&what.skip) {
        if !policy.knows(glob) {
            return Err(
                Fault::usage(format!("no check is called {glob}")).hint("goenvmgr health list")
            );
        }
    }
    let plan = Plan {
        policy,
        environment,
        mode: what.mode,
        only: &what.only,
        skip: &what.skip,
        offline: what.offline,
        oom_before,
    };
    plan.run(&context.env, &context.home, &context.config)
}
