//! `goenvmgr deactivate`: takes all of ours off this shell.

use std::ffi::OsString;

use super::{Context, session};
use crate::activate::{Ours, undressed};
use crate::envdiff::EnvDiff;
use crate::fault::{Exit, Result};
use crate::shell::{MARK, render};

/// Take goenvmgr off this shell: environment and prompt hook
///
/// The function stays, so `goenvmgr use` brings it back; a new shell starts anew.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs the command.
pub(super) fn run(_: &Args, context: &Context) -> Result<Exit> {
    let Some(shell) = session::caller(&context.env) else {
        return Err(session::needs_function(&context.env, "goenvmgr deactivate"));
    };
    let env = session::clean(&context.env);
    let after = undressed(&env.vars, &Ours::of(&context.home));
    let diff = EnvDiff::between(&env.vars, &after);
    let mut text = OsString::from(MARK);
    text.push(render(shell, &diff).map_err(session::unquotable)?);
    text.push("__goenvmgr_off\n");
    session::print(context, &text)?;
    Ok(Exit::Fine)
}
