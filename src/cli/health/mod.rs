//! `goenvmgr health`: unattended checks, with memory.

mod asked;
mod gate;
mod grafana;
mod history;
mod init;
mod list;
mod report;
mod run;
mod schedule;
mod serve;
mod status;
mod sudoers;

use std::path::PathBuf;

use clap::Subcommand;

use super::Context;
use crate::base::fault::{Exit, Result};
use crate::health::FILE;
use crate::health::policy::{Environment, Policy};
use crate::projects::scan::AncestorScan;

/// Checks that run unattended: doctor's, this machine's load, and your own
///
/// `[health]` and `[[check]]` of the nearest goenvmgr.toml say what runs in which environment; they
/// count after `goenvmgr trust`. Runs are remembered by project and environment.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status of run and gate: 0 well, 1 a check failed, 2 wrong usage or manifest, 3 a check could not \
finish or another run is at work. Of gate also: 4 failed, gone back to the last good generation, and \
well there; 5 failed there too.

Examples:
  goenvmgr health init
  goenvmgr health run --env prod
  goenvmgr health gate --env staging --format junit
  goenvmgr health history --days 7")]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// One run, as a timer asks for it: counted, remembered, told from the given failure on
    Run(run::Args),
    /// One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure
    /// goes back to the generation that was good last
    Gate(gate::Args),
    /// How the last runs ended, and what fails since when
    Status(status::Args),
    /// What past runs found
    History(history::Args),
    /// One run as a page in one file, with the last seven days
    Report(report::Args),
    /// Metrics for Prometheus and /healthz, by HTTP
    Serve(serve::Args),
    /// A timer of this system that calls `health run`
    Schedule(schedule::Args),
    /// A dashboard for Grafana, as JSON
    Grafana(grafana::Args),
    /// Rules for what your checks run by sudo
    Sudoers(sudoers::Args),
    /// The checks that a run may ask
    List(list::Args),
    /// Write commented health tables and sample checks into goenvmgr.toml, shown first
    Init(init::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Ask::Run(args) => run::run(args, context),
        Ask::Gate(args) => gate::run(args, context),
        Ask::Status(args) => status::run(args, context),
        Ask::History(args) => history::run(args, context),
        Ask::Report(args) => report::run(args, context),
        Ask::Serve(args) => serve::run(args, context),
        Ask::Schedule(args) => schedule::run(args, context),
        Ask::Grafana(args) => grafana::run(args, context),
        Ask::Sudoers(args) => sudoers::run(args, context),
        Ask::List(args) => list::run(args, context),
        Ask::Init(args) => init::run(args, context),
    }
}

/// The nearest manifest; where there is none, the one that could stand here.
fn manifest(context: &Context) -> PathBuf {
    let scan = AncestorScan::of(&context.env.cwd);
    let found = scan.levels().find(|level| level.manifest().is_some());
    found.map_or_else(|| context.env.cwd.join(FILE), |level| level.dir().join(FILE))
}

/// What is asked for here.
fn policy(context: &Context) -> Result<Policy> {
    Policy::load(&context.home, &manifest(context))
}

/// The environment that is named; without a name the one that a manifest without any has.
fn environment(policy: &Policy, name: Option<&str>) -> Result<Environment> {
    name.map_or_else(|| Ok(Environment::unnamed()), |name| policy.environment(name).cloned())
}

/// For who named no environment and finds no run: those that have runs of their own.
fn named(policy: &Policy, name: Option<&str>) -> Option<String> {
    let names: Vec<_> = policy.environments.iter().map(|one| one.name.as_str()).collect();
    let hint = || format!("each environment has runs of its own: --env {}", names.join(", --env "));
    (name.is_none() && !names.is_empty()).then(hint)
}
