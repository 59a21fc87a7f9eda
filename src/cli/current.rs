//! `goenvmgr current`: which version is active here.

use super::selected::{Shown, here};
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::select::Outcome;

/// Show the version that is selected here, and what selects it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0, or 1 where the version that is asked for is missing.

JSON: outcome (toolchain, system, missing, fetches), version, root, decided_by {kind, path, line |
name}, request, rule, minimum {version, required, text, file, line}, meets_minimum, fetches,
switching, missing {what, hint}. What is unknown is null.

Examples:
  goenvmgr current
  goenvmgr current --format json | jq -r .version")]
pub(super) struct Args {
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let scan = AncestorScan::of(&context.env.cwd);
    let selection = here(context, &scan)?;
    context.out.report(&Shown::new(context, &scan, &selection)?, args.format.format)?;
    let Outcome::Missing { hint, .. } = &selection.outcome else { return Ok(Exit::Fine) };
    context.out.hint(hint);
    Ok(Exit::No)
}
