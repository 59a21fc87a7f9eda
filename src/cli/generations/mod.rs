//! `goenvmgr generations`: what this user's Go environment was after each change, and the way back.

mod diff;
mod list;
mod prune;
mod show;
mod switch;

use clap::Subcommand;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};

pub(super) use switch::go_back;

/// Show what the Go environment was after each change, and go back
///
/// Every command that changes something writes a generation: config.toml, the installed versions, the
/// shims, and sums of pins and of our lines in start-up files. Going back restores what is ours, and says
/// what to type for what is yours.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  goenvmgr generations
  goenvmgr generations diff 3
  goenvmgr generations switch 3 --dry-run"
)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// List them, the newest first
    List {
        #[command(flatten)]
        format: FormatArg,
    },
    /// Show what one holds
    Show(show::Args),
    /// Show what is another in one than in another
    Diff(diff::Args),
    /// Go back to one
    Switch(switch::Args),
    /// Let the oldest go
    Prune(prune::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        None => list::run(args.format, context),
        Some(Ask::List { format }) => list::run(*format, context),
        Some(Ask::Show(args)) => show::run(args, context),
        Some(Ask::Diff(args)) => diff::run(args, context),
        Some(Ask::Switch(args)) => switch::run(args, context),
        Some(Ask::Prune(args)) => prune::run(args, context),
    }
}
