//! `goenvmgr deactivate`: takes all of ours off this shell.

use super::{Context, session};
use crate::base::fault::{Exit, Result};
use crate::shells::activate::{Ours, deactivated};
use crate::sys::envdiff::EnvDiff;

/// Take goenvmgr off this shell: environment and prompt hook
///
/// The function stays, so `goenvmgr use` brings it back; a new shell starts over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr deactivate\n  goenvmgr use          brings it back")]
pub(super) struct Args {}

/// Runs the command.
pub(super) fn run(_: &Args, context: &Context) -> Result<Exit> {
    let Some(shell) = session::caller(&context.env) else {
        return Err(session::needs_function(&context.env, "goenvmgr deactivate"));
    };
    let env = session::clean(&context.env);
    let after = deactivated(&env.vars, &Ours::of(&context.home));
    let diff = EnvDiff::between(&env.vars, &after);
    session::emit_off(context, shell, &diff)?;
    Ok(Exit::Fine)
}
