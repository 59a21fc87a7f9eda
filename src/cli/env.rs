//! `goenvmgr env`: what activation would change, for `eval`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, FormatArg, session};
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, Selection};
use crate::shells::activate::Placing;
use crate::shells::shell::{Shell, render};
use crate::sys::envdiff::EnvDiff;
use crate::ui::{Format, Report};

/// Print what activation changes in the environment
///
/// The statements make one shell agree with the version that is selected for the current
/// directory. They change that shell once; `goenvmgr init` keeps it in step.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  eval \"$(goenvmgr env --shell bash)\"\n  goenvmgr env --format json"
)]
pub(super) struct Args {
    /// The shell to write for [default: the one that calls]
    #[arg(long)]
    shell: Option<Shell>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct Environment<'a> {
    version: Option<String>,
    decided_by: Option<String>,
    #[serde(flatten)]
    diff: &'a EnvDiff,
    notes: &'a [crate::shells::activate::Note],
}

impl Report for Environment<'_> {
    fn human(&self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let scan = AncestorScan::of(&context.env.cwd);
    let (selection, activation) =
        session::prepared(context, &context.env, &scan, Placing::AsItStands)?;
    match args.format.format {
        Format::Json => context.out.report(
            &Environment {
                version: selection.installed().map(|installed| installed.version.to_string()),
                decided_by: selection.decided_by.as_ref().map(ToString::to_string),
                diff: &activation.diff,
                notes: &activation.notes,
            },
            Format::Json,
        )?,
        Format::Human => {
            let shell = args.shell.or_else(|| session::detect(&context.env));
            let shell = shell.unwrap_or(Shell::Posix);
            let text = render(shell, &activation.diff).map_err(session::unquotable)?;
            session::print(context, &text)?;
            activation.notes.iter().for_each(|note| session::say(context, note));
        }
    }
    Ok(exit(&selection))
}

fn exit(selection: &Selection) -> Exit {
    if matches!(selection.outcome, Outcome::Missing { .. }) { Exit::No } else { Exit::Fine }
}
