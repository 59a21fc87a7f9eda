//! `goenvmgr health report`.

use std::path::PathBuf;

use super::asked::Asked;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::health::memory::history::past;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::policy::{Environment, Policy};
use crate::health::report::{DAYS, Heat, Machine, Report};
use crate::health::run::Done;
use crate::sys::fs::atomic;

/// One run as a page, with the last seven days
///
/// The page is one file that needs no network and no script. The run is counted nowhere. With --state no
/// check runs: the page shows what the machines remember whose state directories these are copies of.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr health report --html health.html --env prod\n  \
                        goenvmgr health report --html all.html --env prod --state web-1 --state web-2")]
pub(super) struct Args {
    /// Where the page is written; - for standard output
    #[arg(long, value_name = "FILE")]
    html: PathBuf,
    /// A copy of another machine's state directory (may be repeated); its last part is the machine's name
    #[arg(long, value_name = "[NAME=]DIR", conflicts_with_all = ["mode", "only", "skip"])]
    state: Vec<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Writes the page; the exit code is the run's.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = args.asked.environment(&policy)?;
    let (report, exit) = match args.state.is_empty() {
        true => of_this(args, &policy, &environment, context)?,
        false => of_others(args, &policy, &environment, context)?,
    };
    let html = report.html()?;
    if args.html.as_os_str() == "-" {
        context.out.data(html.as_bytes())?;
        return Ok(exit);
    }
    let file = context.env.cwd.join(&args.html);
    atomic::write_users(&file, html.as_bytes())?;
    context.out.status(&format!("written: {}", file.visible()));
    Ok(exit)
}

fn of_this(
    args: &Args,
    policy: &Policy,
    environment: &Environment,
    context: &Context,
) -> Result<(Report, Exit)> {
    let place = Place::of(&context.home, policy, &environment.name);
    let state = State::look(&place)?;
    let Done { mut run, .. } =
        args.asked.run(policy, environment, state.oom_kills, context, &context.config)?;
    state.recall(&mut run);
    let now = context.env.now;
    let heat = Heat::of(&past(&place, now, DAYS)?, now);
    Ok((Report::of(&run, heat), run.exit()))
}

fn of_others(
    args: &Args,
    policy: &Policy,
    environment: &Environment,
    context: &Context,
) -> Result<(Report, Exit)> {
    let (now, name) = (context.env.now, &environment.name);
    let absolute = |word: &String| match word.split_once('=') {
        Some((host, dir)) if !host.contains('/') => {
            format!("{host}={}", context.env.cwd.join(dir).to_string_lossy())
        }
        _ => context.env.cwd.join(word).to_string_lossy().into_owned(),
    };
    let read = |word: &String| Machine::read(&absolute(word), policy, name, now);
    let machines: Vec<Machine> = args.state.iter().map(read).collect::<Result<_>>()?;
    let mut names: Vec<&str> = machines.iter().map(|machine| machine.name.as_str()).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|two| two[0] == two[1]) {
        return Err(Fault::usage(format!("two machines are called {}", twice[0].escape_debug()))
            .hint("--state NAME=DIR gives one another name"));
    }
    let report = Report::of_machines(machines, &policy.project, name, now);
    let exit = if report.is_well() { Exit::Fine } else { Exit::No };
    Ok((report, exit))
}
