//! `goenvmgr health schedule`: a timer of this system, shown first.

use crate::base::fault::{Exit, Result};
use crate::cli::{Context, consent};
use crate::health::schedule::{Job, Kind, Timer, installed, removed};
use crate::ui::Format;

/// A timer of this system that calls `health run` as often as `every` says
///
/// The files are this user's own. Only what carries goenvmgr's marker is changed or taken away.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr health schedule --print cron --env prod\n  \
                        goenvmgr health schedule --install systemd --env prod")]
pub(super) struct Args {
    /// The kind of timer
    #[arg(value_enum)]
    kind: Kind,
    /// The environment, as goenvmgr.toml names it
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    #[command(flatten)]
    what: What,
    /// Do not ask
    #[arg(long, short, conflicts_with = "print")]
    yes: bool,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct What {
    /// Print what would be installed
    #[arg(long)]
    print: bool,
    /// Write it and begin it, shown first
    #[arg(long)]
    install: bool,
    /// End it and take its files away
    #[arg(long)]
    remove: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    // A timer outlives the shell that makes it.
    let context = &context.outside();
    let policy = super::policy(context)?;
    let environment = super::environment(&policy, args.env.as_deref())?;
    let job = Job::of(&policy, &environment, &context.env)?;
    let timer = Timer::of(args.kind, &job, &context.env, &context.home)?;
    if args.what.print {
        context.out.data(timer.shown().as_bytes())?;
        return Ok(Exit::Fine);
    }
    if !agreed(args, &timer, context)? {
        return Ok(Exit::Fine);
    }
    let said = if args.what.install {
        installed(&timer, &context.env)?;
        "installed"
    } else if removed(&timer, &context.env)? {
        "removed"
    } else {
        "there was none of"
    };
    context.out.status(&format!("{said}: {}", job.name));
    Ok(Exit::Fine)
}

/// Shows what is written or taken away, and asks.
fn agreed(args: &Args, timer: &Timer, context: &Context) -> Result<bool> {
    let out = &context.out;
    if args.yes {
        return Ok(true);
    }
    let verb = if args.what.install { "write" } else { "remove" };
    for line in timer.says() {
        out.status(&format!("{verb} {line}"));
    }
    if args.what.install {
        out.data(timer.shown().as_bytes())?;
    }
    let question = format!("{verb} this?");
    consent::asked(context, Format::Human, &question, "--yes does it without a question")
}
