//! `goenvmgr self update`: the newest release in the place of this program.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, FormatArg, manual};
use crate::sys::fs::mode;
use crate::sys::interrupt::supervised;
use crate::sys::net::Client;
use crate::ui::{Report, bytes};
use crate::upkeep::apply::Updater;
use crate::upkeep::bench::Bench;
use crate::upkeep::plan::Plan;

/// Put the newest release of goenvmgr in the place of this program
///
/// What is newest, and the SHA-256 of its archive, stands in a document that a key of this program has signed, in the
/// directory that the setting release_url names. An older one is never taken. What a package manager installed is that
/// one's to bring: its command is named.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: dry_run, from, newest, newer, address, key, archive {platform, file, size, sha256} (null where nothing is newer),
program, pages (manual pages and completions beside it).

Examples:
  goenvmgr self update --check
  goenvmgr self update")]
pub(super) struct Args {
    /// Change nothing, and end with 1 where a newer one is there
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Serialize)]
struct Update {
    dry_run: bool,
    #[serde(flatten)]
    plan: Plan,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let (env, home, config) = (context.env.clone(), context.home.clone(), context.config.clone());
    let (out, dry_run) = (context.out.clone(), args.check || args.dry_run);
    mode::readable_where_root_works();
    let bench = Bench::default();
    let shared = bench.clone();
    let done = supervised(move |interrupt| {
        let fetch = Client::new(&env, config.http_timeout.value);
        let plan = Plan::make(&env, &config, &manual::pages(), &fetch)?;
        if !dry_run {
            let progress = &*out.progress();
            let (env, home, fetch, bench) = (&env, &home, &fetch, &shared);
            return Updater { env, home, fetch, progress, interrupt, bench }.apply(plan);
        }
        Ok(plan)
    });
    // After a signal the work may still be in the middle of something, and ends with the process.
    bench.clear();
    let plan = done?;
    let is_old = plan.newer;
    let (out, update) = (&context.out, Update { dry_run, plan });
    if dry_run {
        out.report(&update, args.format.format)?;
    } else {
        out.done(&update, args.format.format)?;
    }
    if is_old {
        out.hint(match dry_run {
            true => "goenvmgr self update",
            false => "open a new shell: this one has the functions of the version before",
        });
    }
    Ok(if args.check && is_old { Exit::No } else { Exit::Fine })
}

impl Report for Update {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Plan { from, newest, address, key, archive, program, pages, .. } = &self.plan;
        let Some(archive) = archive else {
            return match self.plan.is_ahead() {
                false => writeln!(out, "goenvmgr {from} is the newest"),
                true => {
                    writeln!(out, "goenvmgr {from} is newer than {newest}, which {address} has")
                }
            };
        };
        let would = if self.dry_run { "would be" } else { "is" };
        writeln!(out, "goenvmgr {from} {would} replaced by {newest}")?;
        writeln!(out, "  from       {address}{} ({})", archive.file, bytes(archive.size))?;
        writeln!(out, "  sha256     {}", archive.sha256)?;
        writeln!(out, "  signed by  {key}")?;
        writeln!(out, "  program    {}", program.visible())?;
        match pages.first() {
            Some(first) if pages.len() == 1 => writeln!(out, "  pages      {}", first.visible()),
            Some(first) => {
                writeln!(out, "  pages      {} and {} more", first.visible(), pages.len() - 1)
            }
            None => Ok(()),
        }
    }
}
