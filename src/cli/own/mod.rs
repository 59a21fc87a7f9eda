//! `goenvmgr self`: goenvmgr itself.

mod names;
mod parts;
mod uninstall;
mod update;

use clap::Subcommand;

use super::Context;
use crate::base::fault::{Exit, Result};

/// Bring goenvmgr itself up to date, or remove it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  goenvmgr self update --check\n  goenvmgr self update\n  goenvmgr self uninstall --dry-run\n  goenvmgr self uninstall"
)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers
    Uninstall(uninstall::Args),
    /// Put the newest release in the place of this program
    Update(update::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Ask::Uninstall(args) => uninstall::run(args, context),
        Ask::Update(args) => update::run(args, context),
    }
}
