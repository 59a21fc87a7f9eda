//! `goenvmgr doctor`: would Go work on this machine?

use std::path::PathBuf;

use clap::Subcommand;

use super::choosing::Choosing;
use super::{Context, diagnosis};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::doctor::model::check::{Check, Proof, matches};
use crate::doctor::model::report::Mode;
use crate::doctor::render::Rendering;
use crate::doctor::{catalogue, examine, explain};
use crate::sys::fs::read;

/// Find out why Go does not work on this machine
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  goenvmgr doctor
  goenvmgr doctor --mode full              asks the network too
  goenvmgr doctor --only net,path.go
  goenvmgr doctor --fix --dry-run
  goenvmgr doctor docs path.go
  go build ./... 2>&1 | goenvmgr doctor explain"
)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
    /// How much to look at
    #[arg(long, value_enum, default_value = "quick")]
    mode: Mode,
    #[command(flatten)]
    choosing: Choosing,
    /// List the checks and do nothing
    #[arg(long)]
    list: bool,
    /// Cure what can be cured safely: shown first, backed up, checked again
    #[arg(long, conflicts_with_all = ["list", "format"])]
    fix: bool,
    /// Take back what the last --fix did
    #[arg(long, conflicts_with_all = ["list", "format", "fix"])]
    undo: bool,
    /// With --fix: show what would change, and change nothing
    #[arg(long, short = 'n', requires = "fix")]
    dry_run: bool,
    /// With --fix: do not ask
    #[arg(long, short, requires = "fix")]
    yes: bool,
    /// Print what an issue needs to know, as Markdown without credentials: the selection, settings, versions, findings
    #[arg(long, conflicts_with_all = ["list", "format", "fix", "undo"])]
    bundle: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Rendering,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// Explain the output of a failed go command
    Explain {
        /// A file with the output; standard input without it
        file: Option<PathBuf>,
    },
    /// Say what a check reads, when it fails and why we believe it
    Docs {
        /// The check, such as env.goroot; all of them without it
        id: Option<String>,
    },
}

mod bundle;
mod fix;

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Some(Ask::Explain { file }) => explained(file.as_ref(), context),
        Some(Ask::Docs { id }) => docs(id.as_deref(), context),
        None if args.list => list(context),
        None if args.undo => fix::undo(context),
        None => examine(args, context),
    }
}

fn examine(args: &Args, context: &Context) -> Result<Exit> {
    let known = |glob: &str| catalogue::all().any(|check| matches(glob, check.id));
    args.choosing.known(known, "goenvmgr doctor --list")?;
    let choice = args.choosing.choice(args.mode, &context.env);
    if context.env.cwd_is_gone {
        context.out.warn(
            "the directory that you are in was deleted: every go command ends here with \
            \"cannot determine current directory\"",
        );
        context.out.hint("cd to a directory that exists");
    }
    let run = examine::examine(&context.env, &context.home, &choice, args.choosing.strict)?;
    if args.fix {
        return fix::fix(args, &run, context);
    }
    if args.bundle {
        context.out.data(bundle::text(&run, context).as_bytes())?;
        return Ok(Exit::Fine);
    }
    diagnosis::show(&run, args.format, context)
}

fn list(context: &Context) -> Result<Exit> {
    let mut text = String::new();
    for check in catalogue::all() {
        let mode = if check.mode == Mode::Quick { "quick" } else { "full " };
        text.push_str(&format!("{:<24} {mode}  {}\n", check.id, check.title));
    }
    context.out.data(text.as_bytes())?;
    Ok(Exit::Fine)
}

fn explained(file: Option<&PathBuf>, context: &Context) -> Result<Exit> {
    const LIMIT: u64 = 64 << 20;
    let bytes = match file {
        Some(path) => read::bytes(&context.env.cwd.join(path), LIMIT)?.ok_or_else(|| {
            Fault::usage(format!("there is no file {}", path.visible()))
                .hint("go build ./... 2>&1 | goenvmgr doctor explain")
        })?,
        None => read::start(std::io::stdin(), LIMIT).map_err(|error| {
            Fault::unfinished(format!("could not read standard input: {error}"))
        })?,
    };
    let text = explanation(&String::from_utf8_lossy(&bytes));
    if text.is_empty() {
        context.out.status("no known message of go is in it");
        return Ok(Exit::No);
    }
    context.out.data(text.as_bytes())?;
    Ok(Exit::Fine)
}

/// Known causes in a log, for people.
pub(super) fn explanation(log: &str) -> String {
    let mut text = String::new();
    for found in explain::explain(log) {
        text.push_str(&format!("{}\n", found.line));
        text.push_str(&format!("  cause  {}\n  cure   {}\n", found.cause, found.cure));
        if catalogue::find(found.check).is_some() {
            text.push_str(&format!("  check  goenvmgr doctor --only {}\n", found.check));
        }
    }
    text
}

fn docs(id: Option<&str>, context: &Context) -> Result<Exit> {
    let text = match id {
        None => page(),
        Some(id) => section(catalogue::find(id).ok_or_else(|| {
            Fault::usage(format!("no check is called {id}")).hint("goenvmgr doctor --list")
        })?),
    };
    context.out.data(text.as_bytes())?;
    Ok(Exit::Fine)
}

/// The page of all checks, as `docs/checks.md` holds it.
pub fn page() -> String {
    let mut text = "# Checks of `goenvmgr doctor`\n\n\
        Written by `goenvmgr doctor docs`; a test keeps it current. FAIL means that the go command\n\
        named in the evidence fails; everything else is a warning at most.\n\n"
        .to_owned();
    let sections: Vec<String> = catalogue::all().map(section).collect();
    text.push_str(&sections.join("\n"));
    text
}

fn section(check: &Check) -> String {
    let mode = match check.mode {
        Mode::Quick => "quick",
        Mode::Full | Mode::Debug => "full",
    };
    let proof = match check.proof {
        Proof::Provoked => "provoked and cured in a test, beside the real go command",
        Proof::Fixture => "tested with recorded facts only: the fault was not provoked",
    };
    let lines = match check.lines {
        [] => String::new(),
        cures => format!("- Prints, ready to paste: `{}`.\n", cures.join("`, or `")),
    };
    let requires = match check.requires {
        [] => String::new(),
        ids => format!("- Not looked at where one of these failed: {}.\n", ids.join(", ")),
    };
    format!(
        "## {}\n\n{} ({mode}).\n\n- Reads: {}.\n- Fails when {}.\n- Cure: {}.\n{lines}- Why: {}.\n{requires}- Proof: {proof}.\n",
        check.id, check.title, check.reads, check.fails, check.cure, check.why
    )
}
