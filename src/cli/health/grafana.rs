//! `goenvmgr health grafana`.

use crate::base::fault::{Exit, Fault, Result};
use crate::cli::Context;
use crate::health::grafana::dashboard;

/// A dashboard for Grafana, as JSON
///
/// It asks Prometheus, by what `health serve` or the textfile collector gives: the failure rate of each
/// check on each machine in seven days, the same over time, and what fails now.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  goenvmgr health grafana > dashboard.json")]
pub(super) struct Args {}

/// Prints the dashboard.
pub(super) fn run(_: &Args, context: &Context) -> Result<Exit> {
    let text = serde_json::to_string_pretty(&dashboard())
        .map_err(|error| Fault::unfinished(format!("could not write the dashboard: {error}")))?;
    context.out.data(format!("{text}\n").as_bytes())?;
    Ok(Exit::Fine)
}
