//! `goenvmgr alias`: names of the user's own for requests.

use std::io::{self, Write};

use clap::Subcommand;
use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Name, NotARequest, Request};
use crate::settings::config::{self, Setting};
use crate::sys::fs::mode;
use crate::toolchains::store::Store;
use crate::ui::{Column, Report, Table};

/// Have names of your own for versions that you type often
///
/// They stand in your config.toml and are yours alone: `use`, `default`, `exec`, `install`, `uninstall`, `upgrade`,
/// `list` and GOENVMGR_VERSION take them, the pin of a project does not.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
An alias stands for a version request, never for another alias. `unalias NAME` removes one too.

JSON: a list of name, request, version (the installed one that it stands for, or null), origin {kind, path,
line}; of set and remove name, request, previous (what it stood for before, or null).

Examples:
  goenvmgr alias
  goenvmgr alias set work 1.22
  goenvmgr use work
  goenvmgr alias remove work"
)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// List all
    #[command(visible_alias = "ls")]
    List {
        #[command(flatten)]
        format: FormatArg,
    },
    /// Let a name stand for a version
    Set {
        /// The name: small letters, digits and dashes behind a letter
        name: Name,
        /// What it stands for: 1.22.5, 1.22, '>=1.21 <1.24', latest, oldstable, rc or system
        #[arg(value_parser = published)]
        version: Request,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Forget a name
    #[command(visible_alias = "rm")]
    Remove {
        /// The name
        name: Name,
        #[command(flatten)]
        format: FormatArg,
    },
}

fn published(text: &str) -> Result<Request, NotARequest> {
    Request::published(text)
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        None => list(args.format, context),
        Some(Ask::List { format }) => list(*format, context),
        Some(Ask::Set { name, version, format }) => set(name, version, *format, context),
        Some(Ask::Remove { name, format }) => remove(name, *format, context),
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct List(Vec<Row>);

#[derive(Serialize)]
struct Row {
    name: Name,
    request: Request,
    version: Option<GoVersion>,
    origin: Origin,
}

fn list(format: FormatArg, context: &Context) -> Result<Exit> {
    let installed = Store::new(&context.home).versions()?;
    let rows = context.config.aliases.iter().map(|(name, Setting { value, origin })| Row {
        name: name.clone(),
        request: value.clone(),
        version: value.newest(&installed).cloned(),
        origin: origin.clone(),
    });
    let list = List(rows.collect());
    let is_empty = list.0.is_empty();
    context.out.report(&list, format.format)?;
    if is_empty {
        context.out.hint("there is no alias: goenvmgr alias set NAME VERSION");
    }
    Ok(Exit::Fine)
}

impl Report for List {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let columns = ["ALIAS", "STANDS FOR", "INSTALLED"].map(Column::Left);
        let mut table = Table::new(&columns);
        for Row { name, request, version, .. } in &self.0 {
            let version = version.as_ref().map(ToString::to_string).unwrap_or_default();
            table.row([name.to_string(), request.to_string(), version]);
        }
        table.write(out)
    }
}

#[derive(Serialize)]
struct Changed {
    name: Name,
    request: Option<Request>,
    previous: Option<Request>,
}

impl Report for Changed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let name = &self.name;
        match (&self.request, &self.previous) {
            (Some(request), Some(previous)) if request != previous => {
                writeln!(out, "{name} stands for {request} (before: {previous})")
            }
            (Some(request), _) => writeln!(out, "{name} stands for {request}"),
            (None, Some(previous)) => writeln!(out, "{name} stands for {previous} no more"),
            (None, None) => Ok(()),
        }
    }
}

fn set(name: &Name, request: &Request, format: FormatArg, context: &Context) -> Result<Exit> {
    if let Some(link) = Store::new(&context.home).link(name) {
        let what = format!("{name} is a toolchain of your own, linked to {}", link.to.visible());
        return Err(Fault::usage(what).hint("choose another name"));
    }
    change(name, Some(request), format, context)
}

fn remove(name: &Name, format: FormatArg, context: &Context) -> Result<Exit> {
    if !context.config.aliases.contains_key(name) {
        let fault = Fault::no(format!("there is no alias {name}"));
        return Err(fault.hint("goenvmgr alias list"));
    }
    if context.config.default_alias.as_ref() == Some(name) {
        let what = format!("{name} is the default ({})", context.config.default.origin);
        return Err(Fault::no(what).hint("set another first: goenvmgr default VERSION"));
    }
    change(name, None, format, context)
}

fn change(
    name: &Name,
    request: Option<&Request>,
    format: FormatArg,
    context: &Context,
) -> Result<Exit> {
    mode::readable_where_root_works();
    config::set_alias(&context.home, name, request, &*context.out.progress())?;
    let previous = context.config.aliases.get(name).map(|alias| alias.value.clone());
    let changed = Changed { name: name.clone(), request: request.cloned(), previous };
    context.out.done(&changed, format.format)?;
    Ok(Exit::Fine)
}
