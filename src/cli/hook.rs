//! `goenvmgr hook`: what a shell asks when something has changed. For the shell function only.

use super::{Context, session};
use crate::fault::{Exit, Result};
use crate::seen;

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
    let (_, activation) = session::activation(context, &env)?;
    seen::note_project(&context.home, &env.cwd);
    let told = session::tell(context, &activation.notes);
    session::emit(context, shell, &activation, told, "")?;
    Ok(Exit::Fine)
}
