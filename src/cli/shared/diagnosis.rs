//! A run of checks as a command shows it, and how the command ends by it.

use crate::base::fault::{Exit, Fault, Result};
use crate::cli::Context;
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::{self, Rendering};

/// Shows the run; people who asked for quiet hear nothing of one that is fine.
///
/// # Errors
/// When it cannot be rendered or written (exit 3).
pub(in crate::cli) fn show(
    run: &Diagnosis,
    rendering: Rendering,
    context: &Context,
) -> Result<Exit> {
    if context.out.is_quiet() && rendering == Rendering::Human && run.exit() == Exit::Fine {
        return Ok(Exit::Fine);
    }
    let mut bytes = Vec::new();
    render::render(run, rendering, &mut bytes)
        .map_err(|error| Fault::unfinished(format!("could not render the findings: {error}")))?;
    context.out.styled(&bytes)?;
    if rendering == Rendering::Nagios {
        return Ok(Exit::Program(render::nagios_exit(run)));
    }
    Ok(run.exit())
}
