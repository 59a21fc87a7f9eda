//! `goenvmgr completions`: prints a completion script.

use clap_complete::Shell;

use super::{Context, definition};
use crate::fault::{Exit, Result};

/// Print the completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr completions zsh > \"${fpath[1]}/_goenvmgr\"")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "goenvmgr", &mut script);
    context.out.data(&script)?;
    Ok(Exit::Fine)
}
