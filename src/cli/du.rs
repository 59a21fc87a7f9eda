//! `goenvmgr du`: what Go takes on this machine.

use std::io::{self, Write};

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::caches::places::Places;
use crate::settings::goenv::GoEnv;
use crate::sys::fs::usage::Usage;
use crate::toolchains::inventory::gos::Owner;
use crate::toolchains::inventory::report::{self, Report};
use crate::ui::{self, Column, STRONG, Table, bytes};

/// Show what Go takes on this machine: toolchains of every manager, caches, downloads
#[derive(Debug, clap::Args)]
#[command(after_help = "Sizes are blocks really used; hard links count once.\n\n\
    Examples:\n  goenvmgr du\n  goenvmgr du --format json | jq .total.bytes")]
pub(super) struct Args {
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let places = Places::of(&GoEnv::read(&context.env, &context.home));
    let report = report::take(&context.env, &context.home, places.module_cache, places.build_cache);
    context.out.report(&report, args.format.format)?;
    Ok(Exit::Fine)
}

impl ui::Report for Report {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{STRONG}{}{STRONG:#} in all", bytes(self.total.bytes))?;
        writeln!(out)?;
        let mut table = Table::new(&[
            Column::Left("WHAT"),
            Column::Right("SIZE"),
            Column::Right("FILES"),
            Column::Left("WHERE"),
        ]);
        let mut row = |what: String, usage: Usage, place: String| {
            if usage.bytes > 0 {
                table.row([what, bytes(usage.bytes), usage.files.to_string(), place]);
            }
        };
        for go in &self.toolchains {
            let version = go.version.as_deref().unwrap_or("a Go without VERSION");
            let whose = match go.owner {
                Owner::Goenvmgr => String::new(),
                owner => format!(" ({owner})"),
            };
            row(format!("{version}{whose}"), go.usage, go.path.visible().to_string());
        }
        let modules = &self.module_cache;
        let place = || modules.root.visible().to_string();
        row(format!("modules: {} versions", self.modules), modules.dirs, place());
        row("modules: zips".to_owned(), modules.zips, String::new());
        row("modules: graph".to_owned(), modules.graph, String::new());
        row("modules: clones".to_owned(), modules.vcs, String::new());
        row("modules: checksum database".to_owned(), modules.sumdb, String::new());
        row("modules: interrupted".to_owned(), modules.leftovers, String::new());
        row("modules: directories, lists".to_owned(), modules.other, String::new());
        let builds = &self.build_cache;
        row("build cache".to_owned(), builds.entries, builds.root.visible().to_string());
        row("build cache: fuzz corpus".to_owned(), builds.fuzz, String::new());
        row("downloads".to_owned(), self.downloads, String::new());
        row("tools".to_owned(), self.tools, String::new());
        row("half-done installs".to_owned(), self.staging, String::new());
        table.write(out)?;
        if self.total.unread > 0 {
            writeln!(out, "\n{} directories cannot be read", self.total.unread)?;
        }
        Ok(())
    }
}
