//! `goenvmgr pin`: writes the version of this directory.

use std::io::{self, Write};

use serde::Serialize;

use super::meant::for_others;
use super::{Context, FormatArg, installing};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::pins::{KINDS, PinFile, Pinning};
use crate::projects::seen;
use crate::settings::GOENVMGR_VERSION;
use crate::toolchains::store::Store;
use crate::ui::Report;

/// Pin a version for this directory and all below it
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Args {
    /// 1.22.5, 1.22, '>=1.21 <1.24', ~1.22.3, latest, oldstable, rc or system
    #[arg(value_name = "VERSION")]
    version: String,
    /// Install it first, if nothing installed is what it asks for
    #[arg(long, conflicts_with = "dry_run")]
    install: bool,
    /// Show what would be written, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

fn after_help() -> String {
    let row = |kind: &PinFile| format!("  {:15}{}", kind.name, kind.when);
    let kinds: Vec<_> = KINDS.iter().map(|kind| row(kind).trim_end().to_owned()).collect();
    let kinds = kinds.join("\n");
    format!(
        "\
Writes the file that decides in this directory, the first of
{kinds}
and else creates .go-version. Of a list its first version is replaced; everything else in the file
stays. go.mod is never written.

JSON: path, request, previous (null where there was none), fallbacks (what stands after it in the
file), created, installed, dry_run.

Examples:
  goenvmgr pin 1.22.5
  goenvmgr pin 1.22          the newest installed 1.22
  goenvmgr pin 1.22.5 --install
  goenvmgr pin latest --dry-run"
    )
}

#[derive(Debug, Serialize)]
struct Pinned {
    #[serde(flatten)]
    plan: Pinning,
    installed: bool,
    dry_run: bool,
}

impl Report for Pinned {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let verb = if self.dry_run { "would pin" } else { "pinned" };
        let (request, path) = (&self.plan.request, self.plan.path.visible());
        match &self.plan.previous {
            Some(previous) if previous != request => {
                writeln!(out, "{verb} {request} in {path} (was {previous})")?;
            }
            _ => writeln!(out, "{verb} {request} in {path}")?,
        }
        if !self.plan.fallbacks.is_empty() {
            let words: Vec<_> = self.plan.fallbacks.iter().map(ToString::to_string).collect();
            let words = words.join(" ");
            writeln!(out, "where it is not installed, what stands after it counts: {words}")?;
        }
        Ok(())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let request: Request = args.version.parse().map_err(|bad| {
        let bad: crate::go::version::NotARequest = bad;
        Fault::usage(bad.to_string()).hint("goenvmgr pin 1.22.5")
    })?;
    let request = for_others(&request, context)?;
    let plan = Pinning::plan(&context.env.cwd, &request)?;
    let is_there = || -> Result<bool> {
        if let Request::Named(name) = &request {
            return Ok(Store::new(&context.home).linked(name).is_some());
        }
        let versions = Store::new(&context.home).versions()?;
        Ok(request == Request::System || request.newest(&versions).is_some())
    };
    let mut installed = is_there()?;
    if args.install && !installed && !matches!(request, Request::Named(_)) {
        installing::with_consent(context, &request)?;
        installed = is_there()?;
    }
    if !args.dry_run {
        plan.apply()?;
        plan.path.parent().into_iter().for_each(|dir| seen::note_pin(&context.home, dir));
    }
    let pinned = Pinned { plan, installed, dry_run: args.dry_run };
    match args.dry_run {
        true => context.out.report(&pinned, args.format.format)?,
        false => context.out.done(&pinned, args.format.format)?,
    }
    if let Request::Named(name) = &request {
        context.out.hint(&format!("goenvmgr trust   lets the file name {name}, which is your own"));
    } else if !installed {
        context.out.hint(&format!("goenvmgr install {}", request.typed()));
    }
    if let Some(set) = context.env.var(GOENVMGR_VERSION) {
        context.out.warn(&format!("this shell stays at GOENVMGR_VERSION={set}"));
        context.out.hint("goenvmgr use");
    }
    Ok(Exit::Fine)
}
