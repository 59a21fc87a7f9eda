//! `goenvmgr hook`: what a shell asks when something has changed. For the shell function only.

use super::init::beaten_pin;
use super::session::Here;
use super::{Context, installing, session};
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::shells::activate::Placing;

/// Print what a shell evaluates after a change (used by the shell function)
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(super) struct Args {}

/// Runs the command.
pub(super) fn run(_: &Args, context: &Context) -> Result<Exit> {
    let Some(shell) = session::caller(&context.env) else {
        return Err(session::needs_function(&context.env, "goenvmgr hook"));
    };
    let env = session::clean(&context.env);
    let mut scan = AncestorScan::of(&env.cwd);
    let (mut selection, mut activation) =
        session::prepared(context, &env, &scan, Placing::AsItStands)?;
    let starting = session::is_starting(&context.env);
    let missing = installing::allowed(&context.config, &selection);
    if let Some(request) = missing.filter(|_| !starting) {
        // Where that fails the shell is told what is missing, as without consent.
        match installing::with_consent(context, request) {
            Ok(()) => {
                // That took its time: the files may say something else by now.
                scan = AncestorScan::of(&env.cwd);
                (selection, activation) =
                    session::prepared(context, &env, &scan, Placing::AsItStands)?;
            }
            Err(fault) => context.out.warn(&fault.to_string()),
        }
    }
    if let Some(installed) = selection.installed() {
        seen::note_toolchain(&context.home, &installed.name(), env.now);
    }
    seen::note_project(&context.home, &env, &scan, selection.pin_file());
    let mut notes = activation.notes.clone();
    if session::is_first(&context.env) {
        notes.extend(beaten_pin(&env, &scan));
    }
    let told = match starting {
        true => session::untold(!notes.is_empty() || beaten_pin(&env, &scan).is_some()),
        false => session::tell(context, &notes),
    };
    let (vars, scan, selection, activation) = (&env.vars, &scan, &selection, &activation);
    session::emit(context, shell, &Here { vars, scan, selection, activation }, told)?;
    Ok(Exit::Fine)
}
