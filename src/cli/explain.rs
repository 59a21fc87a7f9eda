//! `goenvmgr explain`: the whole chain that leads to the active version.

use super::selected::Shown;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Explanation, Outcome, explain};
use crate::toolchains::store::Store;

/// Explain why this version is active here: every place that could decide, with file and line
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The places, in the order of precedence: GOENVMGR_VERSION; the pin files and go.work or go.mod from
here upwards; the default; the system's Go. Files of other version managers that goenvmgr does not
read are named, with what to type.

Exit status: 0, or 1 where the version that is asked for is missing.

JSON: as `goenvmgr current`, and chain: an array of origin {kind, path, line | name}, says, verdict
(selected, minimum, ignored, runs, not_reached, absent), note; and path: value (toolchain, shims) and
origin of that setting.

Examples:
  goenvmgr explain
  goenvmgr explain --format json | jq '.chain[] | select(.verdict == \"selected\")'")]
pub(super) struct Args {
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let store = Store::new(&context.home);
    let scan = AncestorScan::of(&context.env.cwd);
    let Explanation { selection, chain } = explain(&context.env, &store, &context.config, &scan)?;
    context
        .out
        .report(&Shown::with_chain(context, &scan, &selection, chain)?, args.format.format)?;
    let Outcome::Missing { hint, .. } = &selection.outcome else { return Ok(Exit::Fine) };
    context.out.hint(hint);
    Ok(Exit::No)
}
