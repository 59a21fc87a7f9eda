//! `goenvmgr health init`: a sample in goenvmgr.toml, shown first.

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, consent};
use crate::health::policy::Policy;
use crate::health::sample::SAMPLE;
use crate::projects::manifest::{LIMIT, Manifest};
use crate::sys::fs::{atomic, in_place};
use crate::ui::Format;

/// Write commented health tables and sample checks into goenvmgr.toml, shown first
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Show what would be written, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let out = &context.out;
    let path = super::manifest(context);
    let before = in_place::text(&path, LIMIT)?.unwrap_or_default();
    if Manifest::parse(&path, &before)?.asks_health {
        return Err(Fault::no(format!("{} has checks already", path.visible()))
            .hint("goenvmgr health list"));
    }
    let after = joined(&before);
    // What is written is what a run will read.
    Policy::parse(&path, &after)?;
    if args.dry_run || !args.yes {
        out.status(&format!("to be added to {}:", path.visible()));
        out.data(SAMPLE.trim_start().as_bytes())?;
    }
    if args.dry_run {
        return Ok(Exit::Fine);
    }
    if !args.yes {
        let question = format!("write {}?", path.visible());
        if !consent::asked(context, Format::Human, &question, "goenvmgr health init --yes")? {
            return Ok(Exit::Fine);
        }
    }
    atomic::write_users(&path, after.as_bytes())?;
    out.status(&format!("written: {}", path.visible()));
    out.hint("change it as you need it, then: goenvmgr trust && goenvmgr health run --env dev");
    Ok(Exit::Fine)
}

fn joined(before: &str) -> String {
    let end = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let sample = if before.is_empty() { SAMPLE.trim_start() } else { SAMPLE };
    format!("{before}{end}{sample}")
}
