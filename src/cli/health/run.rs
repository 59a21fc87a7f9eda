//! `goenvmgr health run`.

use std::time::Duration;

use super::asked::Asked;
use crate::base::fault::{Exit, Result};
use crate::cli::{Context, diagnosis};
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::Rendering;
use crate::health::alert;
use crate::health::logged;
use crate::health::memory::history;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::policy::own::Own;
use crate::health::run::Done;
use crate::health::textfile;

/// One run, as a timer asks for it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Rendering,
    /// How long to wait for another run of the same project and environment, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    lock_wait: u64,
}

/// Runs, counts, remembers.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = args.asked.environment(&policy)?;
    let own = Own::load(&context.home)?;
    let place = Place::of(&context.home, &policy, &environment.name);
    let _lock = place.lock(Duration::from_secs(args.lock_wait))?;
    let mut said = Vec::new();
    let mut state = State::load(&place, &mut said)?;
    said.iter().for_each(|line| context.out.warn(line));
    let Done { mut run, oom_kills } =
        args.asked.run(&policy, &environment, state.oom_kills, context, &context.config)?;
    state.oom_kills = oom_kills.or(state.oom_kills);
    state.count(&mut run, context.env.now);
    // Before anybody is told: who is killed while a webhook is slow has counted.
    let kept = state.keep(&place);
    let told = tell(&mut state, &mut run, environment.alert_after, &own, context);
    logged::log(&run, &own.syslog);
    let exit = diagnosis::show(&run, args.format, context)?;
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
            Ok(true) => state.told(run.mode, event, context.env.now),
            Ok(false) => {}
            Err(failed) => failed.iter().for_each(|line| context.out.warn(line)),
        }
    }
    state.recall(run);
    true
}
