//! `goenvmgr generations switch`.

use std::io::{self, Write};

use serde::Serialize;

use super::diff;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::visible;
use crate::cli::installing::installing;
use crate::cli::{Context, FormatArg, consent};
use crate::health::generations::Generation;
use crate::health::generations::holds::Holds;
use crate::health::generations::kept::{Generations, Pointer};
use crate::health::generations::switch::{Around, Step, SwitchPlan, apply};
use crate::health::generations::watch;
use crate::settings::config::Config;
use crate::sys::fs::lock::Lock;
use crate::ui::{Format, Report};

/// Go back to a generation: settings, installed versions and shims become what they were
#[derive(Debug, clap::Args)]
#[command(after_help = "Versions that it holds and that are gone or damaged are installed again, \
                        verified, and must have the h1 that was written down. Versions that came \
                        later are removed; pins and start-up files are yours, and stay.")]
pub(super) struct Args {
    /// Which
    #[arg(value_name = "N")]
    number: u32,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do it without a question
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let generations = Generations::of(&context.home);
    // One that is not there is told before anything is waited for.
    let mut to = generations.read(args.number)?;
    if args.dry_run {
        let current = generations.at(Pointer::Current)?;
        let now = watch::now(&context.env, &context.home, current.as_ref())?;
        let plan = plan(context, current.map(|one| one.number), &now, &to)?;
        context.out.report(&Shown { dry_run: true, plan }, args.format.format)?;
        return Ok(Exit::Fine);
    }
    let progress = context.out.progress();
    let mut lock = generations.lock(&*progress)?;
    let shown = Shown { dry_run: false, plan: planned(args.number, context)? };
    let mut plan = shown.plan.clone();
    let is_there = plan.is_empty() && generations.unfinished()?.is_none();
    if !is_there && !args.yes {
        drop(lock);
        if args.format.format == Format::Human {
            context.out.report(&shown, Format::Human)?;
        }
        let question = format!("Go back to generation {}?", to.number);
        let again = format!("goenvmgr generations switch {} --yes", to.number);
        if !consent::asked(context, args.format.format, &question, &again)? {
            return Ok(Exit::No);
        }
        // A question takes its time.
        lock = generations.lock(&*progress)?;
        plan = planned(args.number, context)?;
        if plan.toolchains != shown.plan.toolchains || plan.difference != shown.plan.difference {
            return Err(Fault::no("something was changed meanwhile, and nothing was done")
                .hint(format!("goenvmgr generations switch {}", args.number)));
        }
    }
    // Whoever held the lock before may have let it go.
    to = generations.read(args.number)?;
    go_back(context, &plan, &to, (lock, false))?;
    context.out.done(&shown, args.format.format)?;
    Ok(Exit::Fine)
}

/// What it takes from what stands now, which is written down. The caller holds the lock.
fn planned(number: u32, context: &Context) -> Result<SwitchPlan> {
    let Context { env, home, .. } = context;
    let generations = Generations::of(home);
    let (to, now) = (generations.read(number)?, watch::settled(env, home, &generations)?);
    plan(context, Some(now.number), &now.holds, &to)
}

fn plan(context: &Context, from: Option<u32>, now: &Holds, to: &Generation) -> Result<SwitchPlan> {
    let Context { env, home, config, out, .. } = context;
    let progress = out.progress();
    SwitchPlan::make(&Around::look(env, home, config, &*progress)?, from, now, to)
}

/// Does what a plan says, with the settings of the generation that is gone back to.
pub(in crate::cli) fn go_back(
    context: &Context,
    plan: &SwitchPlan,
    to: &Generation,
    (lock, by_gate): (Lock, bool),
) -> Result<()> {
    let text = to.holds.config.as_deref().unwrap_or_default();
    let config = Config::with_text(&context.env, &context.home, text)?;
    let (env, plan, to) = (context.env.clone(), plan.clone(), to.clone());
    let stayed = installing(context, config, move |installer| {
        let _lock = lock;
        apply::apply(&plan, &to, &Generations::of(installer.home), by_gate, &env, installer)
    })?;
    stayed.iter().for_each(|line| context.out.warn(line));
    Ok(())
}

#[derive(Serialize)]
struct Shown {
    dry_run: bool,
    #[serde(flatten)]
    plan: SwitchPlan,
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let SwitchPlan { to, difference, toolchains, by_hand, .. } = &self.plan;
        if self.plan.is_empty() {
            writeln!(out, "everything is as in generation {to}")?;
        } else {
            writeln!(out, "back to generation {to}:")?;
        }
        diff::lines(difference, out)?;
        for step in toolchains {
            match step {
                Step::Install { version, .. } => writeln!(out, "install {version}")?,
                Step::Repair { version, why, .. } => writeln!(out, "repair {version}: {why}")?,
                Step::Remove { version } => writeln!(out, "remove {version}: it came later")?,
            }
        }
        if !by_hand.is_empty() {
            writeln!(out, "left to you:")?;
        }
        for one in by_hand {
            writeln!(out, "  {}\n    {}", visible(&one.what), one.cure)?;
        }
        Ok(())
    }
}
