//! `goenvmgr tools outdated`.

use std::io::{self, Write};

use serde::Serialize;

use super::Here;
use crate::base::fault::{Exit, Fault, Result};
use crate::cli::installing::installing;
use crate::cli::{Context, FormatArg};
use crate::projects::manifest::Tool;
use crate::tools::found;
use crate::tools::newest::{self, Newest};
use crate::ui::{Column, DIM, Report, Table};

/// Show which tools have a newer version
///
/// The proxies of GOPROXY are asked for their lists, as the go command asks them; a list names releases, and what a
/// newer one needs of Go is said when it is built. A new major version is another module, and in no list.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: tools [{name, package, version, module, newest, outdated, source, versions, why}]; unknown is null, and why
says why.

Examples:
  goenvmgr tools outdated
  goenvmgr tools outdated --exit-code
  goenvmgr tools outdated --all")]
pub(super) struct Args {
    /// Every version that there is, newest first
    #[arg(long)]
    all: bool,
    /// End with 1 where something is old
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let here = Here::read(context)?;
    let pinned = here.pinned()?;
    pinned.make_sure_of_trust()?;
    let known = pinned.set.as_ref().map(found::look).unwrap_or_default();
    let module = |tool: &Tool| {
        let found = known.iter().find(|found| found.tool == *tool);
        found.and_then(|found| found.built.as_ref()?.module.clone())
    };
    let tools: Vec<(Tool, Option<String>)> =
        pinned.manifest.tools.iter().map(|tool| (tool.clone(), module(tool))).collect();
    let asked = installing(context, context.config.clone(), move |installer| {
        let Some(proxies) = &installer.upstream.proxies else {
            return Err(Fault::usage("no GOPROXY is named that could be asked for versions")
                .hint("go list -m -versions MODULE asks where a module comes from"));
        };
        let ask = |(tool, module): &(Tool, Option<String>)| {
            newest::ask(tool, module.as_deref(), proxies, installer.fetch)
        };
        Ok(tools.iter().map(ask).collect())
    })?;
    let outdated = Outdated { tools: asked, all: args.all };
    context.out.report(&outdated, args.format.format)?;
    let old = outdated.tools.iter().any(|tool| tool.outdated);
    // Nobody said that nothing is old.
    let unknown =
        !outdated.tools.is_empty() && outdated.tools.iter().all(|tool| tool.why.is_some());
    Ok(match (args.exit_code && old, unknown) {
        (true, _) => Exit::No,
        (false, true) => Exit::Unfinished,
        (false, false) => Exit::Fine,
    })
}

/// What is old, and what is not. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Outdated {
    tools: Vec<Newest>,
    #[serde(skip)]
    all: bool,
}

impl Report for Outdated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let shown: Vec<&Newest> = self
            .tools
            .iter()
            .filter(|tool| self.all || tool.outdated || tool.why.is_some())
            .collect();
        if shown.is_empty() {
            return writeln!(out, "no tool is old");
        }
        let columns = ["NAME", "PINNED", "NEWEST", ""].map(Column::Left);
        let mut table = Table::new(&columns);
        for tool in &shown {
            let newest = tool.newest.clone().unwrap_or_else(|| "unknown".to_owned());
            let source = tool.source.clone().map(|source| format!("from {source}"));
            let said = tool.why.clone().or(source).unwrap_or_default();
            table.row([tool.name.clone(), tool.version.clone(), newest, said]);
        }
        table.write(out)?;
        for tool in shown.iter().filter(|tool| self.all && !tool.versions.is_empty()) {
            writeln!(out, "{}  {DIM}{}{DIM:#}", tool.name, tool.versions.join(" "))?;
        }
        Ok(())
    }
}
