//! `goenvmgr env`: what activation would change, for `eval`.

mod lines;

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, session};
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, Selection};
use crate::shells::activate::Placing;
use crate::shells::shell::Shell;
use crate::sys::envdiff::EnvDiff;
use crate::ui::{Format, Report};

/// Print what activation changes in the environment
///
/// The statements make one shell agree with the version that is selected for the current
/// directory. They change that shell once; `goenvmgr init` keeps it in step.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  eval \"$(goenvmgr env --shell bash)\"\n  goenvmgr env --format json\n  \
                  goenvmgr env --format github >>\"$GITHUB_ENV\""
)]
pub(super) struct Args {
    /// The shell to write for [default: the one that calls]
    #[arg(long)]
    shell: Option<Shell>,
    /// How it is written: for a shell, or as this
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value = "shell",
        hide_default_value = true
    )]
    format: Form,
}

/// What the statements are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A shell: what `eval` takes
    #[value(alias = "human")]
    Shell,
    /// Programs: one JSON value
    Json,
    /// The file that GITHUB_ENV names, and that of other CI machines in its form
    Github,
    /// A file of NAME="value" lines
    Dotenv,
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
    match args.format {
        Form::Json => context.out.report(
            &Environment {
                version: selection.installed().map(|installed| installed.version.to_string()),
                decided_by: selection.decided_by.as_ref().map(ToString::to_string),
                diff: &activation.diff,
                notes: &activation.notes,
            },
            Format::Json,
        )?,
        Form::Shell => {
            let shell = args.shell.or_else(|| session::detect(&context.env));
            let shell = shell.unwrap_or(Shell::Posix);
            session::print_diff(context, shell, &activation.diff)?;
            activation.notes.iter().for_each(|note| session::say(context, note));
        }
        Form::Github => context.out.data(lines::github(&activation.diff)?.as_bytes())?,
        Form::Dotenv => context.out.data(lines::dotenv(&activation.diff)?.as_bytes())?,
    }
    Ok(exit(&selection))
}

fn exit(selection: &Selection) -> Exit {
    if matches!(selection.outcome, Outcome::Missing { .. }) { Exit::No } else { Exit::Fine }
}
