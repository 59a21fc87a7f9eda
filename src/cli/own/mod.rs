//! `goenvmgr self`: goenvmgr itself.

mod pages;
mod parts;
mod uninstall;

use clap::Subcommand;

use super::Context;
use crate::base::fault::{Exit, Result};

/// Remove goenvmgr itself
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr self uninstall --dry-run\n  goenvmgr self uninstall")]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers
    Uninstall(uninstall::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Ask::Uninstall(args) => uninstall::run(args, context),
    }
}
