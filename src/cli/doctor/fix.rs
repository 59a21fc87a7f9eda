//! `goenvmgr doctor --fix` and `--undo`.

use std::path::PathBuf;

use super::Args;
use crate::base::counted::counted;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, consent, watched};
use crate::doctor::examine::examine;
use crate::doctor::fix::apply::{self, Applied};
use crate::doctor::fix::{self, FixPlan};
use crate::doctor::model::check::Choice;
use crate::doctor::model::finding::Status;
use crate::doctor::model::report::{Diagnosis, Mode};
use crate::sys::net::is_offline;
use crate::ui::Format;

/// Shows, asks, applies, and looks again.
pub(super) fn fix(args: &Args, run: &Diagnosis, context: &Context) -> Result<Exit> {
    let Context { env, home, out, .. } = context;
    let plan = fix::plan(env, home, &run.results)?;
    if plan.changes.is_empty() {
        out.status("nothing here can be cured by --fix");
        leave(run, context);
        return Ok(run.exit());
    }
    if args.dry_run || !args.yes || !out.is_quiet() {
        out.data(plan.diff().as_bytes())?;
    }
    if args.dry_run {
        return Ok(run.exit());
    }
    if !args.yes && !agreed(&plan, context)? {
        return Ok(run.exit());
    }
    let apply = || apply::apply(&plan, home, env.now, &*out.progress());
    let applied = watched::watched(context, apply)?;
    let left = match applied {
        Applied::Whole => still_bad(&plan, context),
        Applied::Partly(fault) => return Err(rolled_back(fault, context)),
    };
    if let Some(message) = left {
        return Err(rolled_back(Fault::no(message), context));
    }
    out.status(&format!(
        "cured: {}; `goenvmgr doctor --undo` takes it back",
        plan.checks.join(", ")
    ));
    let now = examine(env, home, &args.choosing.choice(args.mode, env), args.choosing.strict)?;
    leave(&now, context);
    Ok(now.exit())
}

/// What is left to the user, with what to type: --fix does what can be shown as a diff and taken back
/// to the byte, so no download, no `sudo`, nothing in this very shell.
fn leave(run: &Diagnosis, context: &Context) {
    let bad = run.results.iter().filter(|one| one.status() > Status::Skip);
    for (one, fix) in bad.filter_map(|one| one.verdict.fix.as_ref().map(|fix| (one, fix))) {
        let typed =
            if fix.commands.is_empty() { fix.text.clone() } else { fix.commands.join("; ") };
        context.out.status(&format!("left to you: {}: {typed}", one.check));
    }
}

fn agreed(plan: &FixPlan, context: &Context) -> Result<bool> {
    let question = format!("make {}?", counted(plan.changes.len(), "change"));
    consent::asked(context, Format::Human, &question, "goenvmgr doctor --fix --yes")
}

/// The first of the cured checks that is not content now.
fn still_bad(plan: &FixPlan, context: &Context) -> Option<String> {
    let offline = is_offline(&context.env);
    let choice =
        Choice { mode: Mode::Full, only: plan.checks.clone(), offline, ..Choice::default() };
    let run = match examine(&context.env, &context.home, &choice, false) {
        Ok(run) => run,
        Err(fault) => return Some(fault.what),
    };
    let bad = run.results.iter().find(|one| one.status() > Status::Skip)?;
    Some(format!("{} is not cured: {}", bad.check, bad.verdict.message))
}

/// 4 where all is as before, 5 where it is not.
fn rolled_back(fault: Fault, context: &Context) -> Fault {
    let (exit, end) = match apply::undo(&context.home, &*context.out.progress()) {
        Ok(Some(undone)) if !undone.gone.is_empty() => {
            (Exit::RollbackFailed, format!("gone for good: {}", listed(&undone.gone)))
        }
        Ok(_) => (Exit::RolledBack, "all changes were taken back".to_owned()),
        Err(again) => {
            (Exit::RollbackFailed, format!("taking the changes back failed: {}", again.what))
        }
    };
    let mut told = Fault::new(exit, fault.what).because(end);
    told.causes.extend(fault.causes);
    told
}

fn listed(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().map(|path| path.visible().to_string()).collect();
    shown.join(", ")
}

/// Takes the last fix back.
pub(super) fn undo(context: &Context) -> Result<Exit> {
    match apply::undo(&context.home, &*context.out.progress())? {
        Some(undone) => {
            let checks = undone.checks.join(", ");
            context.out.status(&format!("taken back: what had cured {checks}"));
            if !undone.gone.is_empty() {
                context.out.warn(&format!(
                    "gone, so it was not given back: {} (`goenvmgr clean --stale` removes what lay \
                    aside for long)",
                    listed(&undone.gone)
                ));
            }
            Ok(Exit::Fine)
        }
        None => {
            context.out.status("there is no --fix to take back");
            Ok(Exit::No)
        }
    }
}
