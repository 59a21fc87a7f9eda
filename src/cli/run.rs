//! `goenvmgr run`: runs a command, and explains its failure.

use std::ffi::OsString;

use super::Context;
use super::exec::find;
use crate::base::fault::{Exit, Fault, Result};
use crate::sys::{proc, replace};

/// Run a command, and explain its failure
///
/// It runs in this shell's own environment, with the `go` that is on PATH; `goenvmgr exec` is for the version that is
/// selected here.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr run -- go build ./...\n  goenvmgr run -- make test")]
pub(super) struct Args {
    /// The command with its arguments: goenvmgr run -- go build ./...
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Some((name, rest)) = args.command.split_first() else {
        return Err(
            Fault::usage("there is no command to run").hint("goenvmgr run -- go build ./...")
        );
    };
    let program = find(name, &context.env.vars).map_err(|fault| {
        fault.hint("goenvmgr exec -- COMMAND   runs it with the version that is selected here")
    })?;
    let (status, said) = proc::watched(&program, rest, &context.env)
        .map_err(|error| replace::refused(&program, &error))?;
    if status != Exit::Program(0) {
        let text = super::doctor::explanation(&String::from_utf8_lossy(&said));
        text.lines().for_each(|line| context.out.status(line));
    }
    Ok(status)
}
