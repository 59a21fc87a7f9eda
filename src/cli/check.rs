//! `goenvmgr check`: does this shell match what the directory asks for?

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, FormatArg, session};
use crate::activate::{Drift, Note, drift};
use crate::fault::{Exit, Result};
use crate::seen;
use crate::store::Store;
use crate::ui::{BAD, GOOD, NOTE, Report};

/// Does this shell match what the directory asks for?
///
/// Compares the environment with what activation would make of it. Ends with 1 where they differ.
/// No network, no other process.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mend this shell (needs the shell function)
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct Checked {
    matches: bool,
    version: Option<String>,
    decided_by: Option<String>,
    drift: Vec<Drift>,
    notes: Vec<Note>,
}

impl Report for Checked {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for drift in &self.drift {
            writeln!(out, "{BAD}{}{BAD:#}: {}", drift.name, drift.what)?;
            if drift.is.is_some() || drift.should.is_some() {
                writeln!(out, "    is      {}", drift.is.as_deref().unwrap_or("not set"))?;
            }
            if let Some(should) = &drift.should {
                writeln!(out, "    should  {should}")?;
            }
            if let Some(set_by) = &drift.set_by {
                writeln!(out, "    set by  {set_by}")?;
            }
            writeln!(out, "    type    {}", drift.hint)?;
        }
        for note in &self.notes {
            writeln!(out, "{NOTE}note{NOTE:#}: {}", note.text)?;
            if let Some(hint) = &note.hint {
                writeln!(out, "    type    {hint}")?;
            }
        }
        if self.matches {
            let version = self.version.as_deref().map_or_else(
                || "no version is selected".to_owned(),
                |version| format!("go{version}"),
            );
            let place = self.decided_by.as_deref().unwrap_or("nothing selects one");
            writeln!(out, "{GOOD}this shell matches{GOOD:#}: {version} ({place})")?;
        }
        Ok(())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let env = session::clean(&context.env);
    let caller = session::caller(&context.env);
    let (selection, activation) = session::activation(context, &env)?;
    seen::note_project(&context.home, &env.cwd);
    let store = Store::new(&context.home);
    let drift = drift(&env, &context.home, &store, &context.config, &selection, &activation)?;
    if args.fix {
        let Some(shell) = caller else {
            return Err(session::needs_function(&env, "goenvmgr check --fix"));
        };
        // What activation cannot mend stays said: a missing version, a variable that overrules.
        for left in drift.iter().filter(|one| one.hint != "goenvmgr check --fix") {
            context.out.warn(&format!("{}: {}", left.name, left.what));
            context.out.hint(&left.hint);
        }
        let mended = drift.iter().all(|one| one.hint == "goenvmgr check --fix");
        let told = session::quietly(context, &activation.notes);
        session::emit(context, shell, &activation, told, "__goenvmgr_mark\n")?;
        return Ok(if mended { Exit::Fine } else { Exit::No });
    }
    let checked = Checked {
        matches: drift.is_empty(),
        version: selection.installed().map(|installed| installed.version.to_string()),
        decided_by: selection.decided_by.as_ref().map(ToString::to_string),
        // A missing version is drift already.
        notes: if selection.missing(Exit::No).is_some() { vec![] } else { activation.notes },
        drift,
    };
    context.out.report(&checked, args.format.format)?;
    Ok(if checked.matches { Exit::Fine } else { Exit::No })
}
