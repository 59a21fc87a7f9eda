//! `goenvmgr default`: the version where no pin applies.

use std::io::{self, Write};

use serde::Serialize;

use super::meant::meant;
use super::{Context, FormatArg, session};
use crate::base::fault::{Exit, Result};
use crate::base::origin::Origin;
use crate::go::version::{GoVersion, Name, Request};
use crate::settings::config::{self, Config};
use crate::toolchains::store::Store;
use crate::ui::{DIM, Report, STRONG};

/// Show or set the version that is active where no pin says otherwise
///
/// A partial version stays partial: `default 1.22` follows the newest installed 1.22.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0; 1 where no default is set, or where the one that is set is not installed.

JSON: request, alias (by which it is set, or null), version (the installed one that it stands for, or null),
origin.

Examples:
  goenvmgr default 1.22.5
  goenvmgr default 1.22
  goenvmgr default --unset")]
pub(super) struct Args {
    /// The version: 1.22.5, 1.22, latest, system
    #[arg(value_name = "VERSION")]
    version: Option<Request>,
    /// Have no default: outside of pinned directories the system's Go is active
    #[arg(long, conflicts_with = "version")]
    unset: bool,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Serialize)]
struct Default {
    request: Option<Request>,
    alias: Option<Name>,
    version: Option<GoVersion>,
    origin: Option<Origin>,
    #[serde(skip)]
    lacks: bool,
}

impl Default {
    fn read(context: &Context, config: &Config) -> Result<Self> {
        let request = config.default.value.clone();
        let store = Store::new(&context.home);
        let version = match &request {
            Some(Request::Named(name)) => store.linked(name).map(|installed| installed.version),
            Some(request) => request.newest(&store.versions()?).cloned(),
            None => None,
        };
        let system = request == Some(Request::System);
        Ok(Self {
            lacks: version.is_none() && !system,
            version,
            alias: config.default_alias.clone(),
            origin: request.is_some().then(|| config.default.origin.clone()),
            request,
        })
    }
}

impl Report for Default {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let (Some(request), Some(origin)) = (&self.request, &self.origin) else { return Ok(()) };
        if let Some(alias) = &self.alias {
            write!(out, "{STRONG}{alias}{STRONG:#}, ")?;
        }
        write!(out, "{STRONG}{request}{STRONG:#}")?;
        match &self.version {
            Some(version) if version.to_string() != request.to_string() => {
                write!(out, " {DIM}(now {version}; {origin}){DIM:#}")?;
            }
            _ => write!(out, " {DIM}({origin}){DIM:#}")?,
        }
        writeln!(out)
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    crate::sys::fs::mode::readable_where_root_works();
    if args.unset {
        config::set_default(&context.home, None, &*context.out.progress())?;
        context.out.status("no default is set: the system's Go is active where nothing is pinned");
        return Ok(Exit::Fine);
    }
    let set = args.version.is_some();
    if set {
        // An alias stays one: what it stands for may change.
        args.version.iter().try_for_each(|request| meant(request, context).map(drop))?;
        config::set_default(&context.home, args.version.as_ref(), &*context.out.progress())?;
        session::stand_shims(context);
    }
    let config = Config::load_but_sources(&context.env, &context.home)?;
    let default = Default::read(context, &config)?;
    match set {
        true => context.out.done(&default, args.format.format)?,
        false => context.out.report(&default, args.format.format)?,
    }
    match &default.request {
        None => context.out.hint("no default is set: goenvmgr default VERSION"),
        Some(Request::Named(name)) if default.lacks => {
            context.out.hint(&format!("it leads to no Go: goenvmgr link {name} DIR"));
        }
        Some(request) if default.lacks => {
            context.out.hint(&format!("it is not installed: goenvmgr install {}", request.typed()));
        }
        Some(_) => {}
    }
    // Setting one that is still to be installed has done what was asked.
    Ok(if set || !default.lacks { Exit::Fine } else { Exit::No })
}
