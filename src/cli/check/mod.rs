//! `goenvmgr check`: does this shell match what the directory asks for?

mod shells;

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::session::Here;
use super::{Context, FormatArg, session};
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Name;
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::shells::activate::{Drift, Inputs, Note, Placing, drift};
use crate::shells::lost::Lost;
use crate::sys::fs::marks;
use crate::toolchains::store::{Installed, Store};
use crate::ui::{BAD, GOOD, NOTE, Report};

/// Does this shell match what the directory asks for?
///
/// Compares the environment with what activation would make of it. Ends with 1 where they differ.
/// No network, no other process.
///
/// With --all-shells, fresh shells are started as a new session would start them, and your own
/// start-up files run in each: as login, interactive and script shell of every kind that you have.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  goenvmgr check\n  goenvmgr check --fix\n  goenvmgr check --all-shells"
)]
pub(super) struct Args {
    /// Fix this shell (needs the shell function)
    #[arg(long, conflicts_with_all = ["format", "all_shells"])]
    fix: bool,
    /// Ask fresh shells of every kind that you have, and print one table
    #[arg(long)]
    all_shells: bool,
    /// How long a fresh shell may take
    #[arg(long, value_name = "SECONDS", default_value = "10", requires = "all_shells")]
    time_limit: u32,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct Checked {
    matches: bool,
    version: Option<String>,
    /// The name of a toolchain of the user's own, where that is selected.
    link: Option<Name>,
    decided_by: Option<String>,
    drift: Vec<Drift>,
    notes: Vec<Note>,
}

impl Report for Checked {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.drift.iter().try_for_each(|one| difference(one, "", out))?;
        for note in &self.notes {
            writeln!(out, "{NOTE}note{NOTE:#}: {}", note.text)?;
            if let Some(hint) = &note.hint {
                writeln!(out, "    type    {hint}")?;
            }
        }
        if self.matches {
            let version = self.version.as_deref().map_or_else(
                || "no version is selected".to_owned(),
                |version| match &self.link {
                    Some(name) => format!("{name} {version}"),
                    None => format!("go{version}"),
                },
            );
            let place = self.decided_by.as_deref().unwrap_or("nothing selects one");
            writeln!(out, "{GOOD}this shell matches{GOOD:#}: {version} ({place})")?;
        }
        Ok(())
    }
}

/// One difference, with what to type.
fn difference(one: &Drift, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{indent}{BAD}{}{BAD:#}: {}", one.name, one.what)?;
    if one.is.is_some() || one.should.is_some() {
        writeln!(out, "{indent}    is      {}", one.is.as_deref().unwrap_or("not set"))?;
    }
    if let Some(should) = &one.should {
        writeln!(out, "{indent}    should  {should}")?;
    }
    if let Some(set_by) = &one.set_by {
        writeln!(out, "{indent}    set by  {set_by}")?;
    }
    writeln!(out, "{indent}    type    {}", one.hint)
}

/// What nothing verifies, with its place.
fn unverified(installed: &Installed) -> Option<Note> {
    let name = &installed.link.as_ref()?.name;
    let root = marks::real(&installed.root).unwrap_or_else(|| installed.root.clone());
    Some(Note::new(format!("{name} is a toolchain of your own in {}: unverified", root.visible())))
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    if args.all_shells {
        let limit = Duration::from_secs(args.time_limit.into());
        return shells::run(limit, args.format.format, context);
    }
    let env = session::clean(&context.env);
    let caller = session::caller(&context.env);
    let scan = AncestorScan::of(&env.cwd);
    let (selection, activation) = session::activation(context, &env, &scan, Placing::Front)?;
    seen::note_project(&context.home, &env, &scan, selection.pin_file());
    let store = Store::new(&context.home);
    let (store, config) = (&store, &context.config);
    let inputs = Inputs { env: &env, store, config, scan: &scan, selection: &selection };
    let lost = Lost::of(&context.env);
    let mut drift = drift(&inputs, &activation, caller.is_some())?;
    // The cause before what comes of it.
    drift.splice(0..0, lost.as_ref().map(Lost::drift));
    if args.fix {
        let Some(shell) = caller else {
            return Err(session::needs_function(&env, "goenvmgr check --fix"));
        };
        // What activation cannot fix stays said: a missing version, a variable that overrules.
        for left in drift.iter().filter(|one| one.hint != "goenvmgr check --fix") {
            context.out.warn(&format!("{}: {}", left.name, left.what));
            context.out.hint(&left.hint);
        }
        let fixed = drift.iter().all(|one| one.hint == "goenvmgr check --fix");
        lost.and_then(|lost| lost.note()).iter().for_each(|note| session::say(context, note));
        let told = session::quietly(context, &activation.notes);
        let (vars, scan, selection, activation) = (&env.vars, &scan, &selection, &activation);
        session::emit(context, shell, &Here { vars, scan, selection, activation }, told)?;
        return Ok(if fixed { Exit::Fine } else { Exit::No });
    }
    let checked = Checked {
        matches: drift.is_empty(),
        version: selection.installed().map(|installed| installed.version.to_string()),
        link: selection.installed().and_then(|it| it.link.as_ref()).map(|link| link.name.clone()),
        decided_by: selection.decided_by.as_ref().map(ToString::to_string),
        // A missing version is drift already.
        notes: match selection.missing(Exit::No) {
            Some(_) => Vec::new(),
            None => {
                let own = selection.installed().and_then(unverified);
                let notes = activation.notes.into_iter().chain(own);
                notes.chain(session::late_cd(&context.env)).collect()
            }
        }
        .into_iter()
        // What is not built is drift as well.
        .filter(|note: &Note| !drift.iter().any(|one| note.hint.as_ref() == Some(&one.hint)))
        .chain(lost.and_then(|lost| lost.note()))
        .collect(),
        drift,
    };
    match checked.matches {
        true => context.out.done(&checked, args.format.format)?,
        false => context.out.report(&checked, args.format.format)?,
    }
    Ok(if checked.matches { Exit::Fine } else { Exit::No })
}
