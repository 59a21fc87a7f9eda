//! `goenvmgr health sudoers`.

use crate::base::fault::{Exit, Fault, Result};
use crate::cli::Context;
use crate::health::sudoers::rules;

/// Rules for what your checks run by sudo, to be read and installed by hand
///
/// goenvmgr itself needs no root. A rule is printed for each command check that begins with sudo: the
/// program by its whole path with all its words. Where others than root can change what would run there is none, but a
/// comment that says why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  goenvmgr health sudoers --print > goenvmgr.sudoers && \
                        visudo -cf goenvmgr.sudoers")]
pub(super) struct Args {
    /// Print them
    #[arg(long, required = true)]
    print: bool,
    /// Who runs the checks [default: you]
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
}

/// Prints the rules.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let env = &context.env;
    let user = args.user.as_deref().or_else(|| env.var("USER")).or_else(|| env.var("LOGNAME"));
    let user = user.ok_or_else(|| {
        Fault::usage("nothing says who you are (USER)")
            .hint("goenvmgr health sudoers --print --user NAME")
    })?;
    context.out.data(rules(&policy, user)?.as_bytes())?;
    Ok(Exit::Fine)
}
