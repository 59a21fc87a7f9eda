//! `goenvmgr health gate`: one run and one answer; a red one may go back.

use super::asked::Asked;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, diagnosis, generations};
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::Rendering;
use crate::health::alert;
use crate::health::generations::Generation;
use crate::health::generations::kept::Generations;
use crate::health::generations::switch::{Around, SwitchPlan};
use crate::health::generations::watch;
use crate::health::memory::state::Event;
use crate::health::policy::own::Own;
use crate::health::policy::{Environment, Policy};
use crate::health::rollback::incident::{Incident, Outcome};
use crate::health::rollback::{self, Decision};
use crate::settings::config::Config;
use crate::sys::fs::lock::Lock;
use crate::toolchains::store::{Store, shims};

/// One run and one answer
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Rendering,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = args.asked.environment(&policy)?;
    let gate = Gate { args, policy, environment, own: Own::load(&context.home)?, context };
    gate.finish_switch()?;
    let first = gate.look()?;
    if first.exit() == Exit::Fine {
        gate.good()?;
        return diagnosis::show(&first, args.format, context);
    }
    match gate.decide(&first)? {
        Decision::Stay(why) => {
            let exit = diagnosis::show(&first, args.format, context)?;
            context.out.status(&why);
            Ok(exit)
        }
        Decision::Back { to, causes } => {
            let planned = gate.plan(&to)?;
            if planned.is_nothing(context)? {
                let exit = diagnosis::show(&first, args.format, context)?;
                context.out.status("no rollback: everything is as it was when a gate was green");
                return Ok(exit);
            }
            gate.back(&first, &to, &causes, planned)
        }
    }
}

struct Gate<'a> {
    args: &'a Args,
    policy: Policy,
    environment: Environment,
    own: Own,
    context: &'a Context,
}

/// A way back, for which nothing can change until it is done.
struct Planned {
    from: u32,
    plan: SwitchPlan,
    lock: Lock,
}

impl Planned {
    /// Whether nothing of ours is another than it was. Where shims lead is no part of a generation, and is put
    /// right with it.
    fn is_nothing(&self, context: &Context) -> Result<bool> {
        let Context { env, home, .. } = context;
        Ok(self.plan.is_empty() && shims::lead_to(home, &Store::new(home), &env.program())?)
    }
}

impl Gate<'_> {
    /// With the settings of now: a rollback may have changed them.
    fn look(&self) -> Result<Diagnosis> {
        let config = Config::load_but_sources(&self.context.env, &self.context.home)?;
        let done =
            self.args.asked.run(&self.policy, &self.environment, None, self.context, &config)?;
        Ok(done.run)
    }

    /// A run that saw less than the environment asks for says nothing of it.
    fn good(&self) -> Result<()> {
        let Context { env, home, out, .. } = self.context;
        if !self.args.asked.is_whole(env) || !crate::settings::stamp::is_ours(home) {
            return Ok(());
        }
        let generations = Generations::of(home);
        let _lock = generations.lock(&*out.progress())?;
        let current = watch::settled(env, home, &generations)?;
        rollback::mark_good(&generations, current.number)
    }

    fn decide(&self, run: &Diagnosis) -> Result<Decision> {
        let Context { env, home, out, .. } = self.context;
        let generations = Generations::of(home);
        if !self.own.rollback.allowed {
            return Ok(Decision::Stay(rollback::not_allowed()));
        }
        let _lock = generations.lock(&*out.progress())?;
        let current = watch::settled(env, home, &generations)?;
        rollback::decide(&self.own.rollback, run, &generations, &current)
    }

    /// What a gate before this one began and did not end.
    fn finish_switch(&self) -> Result<()> {
        let generations = Generations::of(&self.context.home);
        let left = generations.unfinished()?;
        let Some(left) = left.filter(|left| left.by_gate && self.own.rollback.allowed) else {
            return Ok(());
        };
        self.context
            .out
            .status(&format!("a switch to generation {} was interrupted: doing the rest", left.to));
        let to = generations.read(left.to)?;
        self.switch(&to, self.plan(&to)?)?;
        if let Some(from) = left.from {
            rollback::note_rolled_back(&generations, from)?;
        }
        Ok(())
    }

    fn plan(&self, to: &Generation) -> Result<Planned> {
        let Context { env, home, out, .. } = self.context;
        let (generations, progress) = (Generations::of(home), out.progress());
        let lock = generations.lock(&*progress)?;
        let now = watch::settled(env, home, &generations)?;
        let around = Around::look(env, home, &self.context.config, &*progress)?;
        let plan = SwitchPlan::make(&around, Some(now.number), &now.holds, to)?;
        Ok(Planned { from: now.number, plan, lock })
    }

    fn back(
        &self,
        first: &Diagnosis,
        to: &Generation,
        causes: &[String],
        planned: Planned,
    ) -> Result<Exit> {
        let Context { env, home, out, .. } = self.context;
        let generations = Generations::of(home);
        let from = planned.from;
        let mut incident = Incident::new(env.now, (from, to.number), causes, first);
        if let Err(fault) = self.switch(to, planned) {
            incident.error = Some(fault.what.clone());
            let kept = incident.keep(&generations)?;
            diagnosis::show(first, self.args.format, self.context)?;
            return Err(Fault { exit: Exit::RollbackFailed, ..fault }
                .because(format!("going back from generation {from} to {}", to.number))
                .hint(format!("{} has the report", kept.visible())));
        }
        rollback::note_rolled_back(&generations, from)?;
        let second = self.look()?;
        let still = rollback::causes(&self.own.rollback, &second);
        let is_cured = !causes.iter().any(|cause| still.contains(cause));
        incident.outcome = if is_cured { Outcome::RolledBack } else { Outcome::StillFailing };
        incident.report_after = Some(&second);
        let kept = incident.keep(&generations)?;
        let shown = diagnosis::show(&second, self.args.format, self.context)?;
        let what = match from == to.number {
            true => format!("generation {from} is as it was"),
            false => format!("gone back from generation {from} to {}", to.number),
        };
        let (causes, kept) = (causes.join(", "), kept.visible());
        out.warn(&format!("{causes} failed: {what}; {kept} has both reports"));
        if !is_cured {
            out.warn(
                "it fails there too: what is wrong lies outside, and nothing more is gone back",
            );
        }
        self.tell_others(&second);
        // Nagios has four codes of its own.
        Ok(match (self.args.format, is_cured) {
            (Rendering::Nagios, _) => shown,
            (_, true) => Exit::RolledBack,
            (_, false) => Exit::RollbackFailed,
        })
    }

    fn switch(&self, to: &Generation, planned: Planned) -> Result<()> {
        let Planned { plan, lock, .. } = planned;
        let out = &self.context.out;
        plan.by_hand.iter().for_each(|one| out.status(&format!("{}: {}", one.what, one.cure)));
        generations::go_back(self.context, &plan, to, (lock, true))
    }

    /// What is red after a rollback is nobody's news but this one's.
    fn tell_others(&self, run: &Diagnosis) {
        for finding in run.results.iter().filter(|finding| run.counts(finding)) {
            let event = Event {
                check: finding.check.clone(),
                message: finding.verdict.message.clone(),
                consecutive_failures: 1,
                first_failed_at: self.context.env.now,
            };
            if let Err(failed) = alert::tell(&self.own, run, &event, &self.context.env) {
                failed.iter().for_each(|line| self.context.out.warn(line));
            }
        }
    }
}
