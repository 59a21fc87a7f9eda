//! `goenvmgr which`: the path of a program.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::selected::here;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Selection, system_go, without_go};
use crate::shells::activate::{Inputs, Placing};
use crate::sys::fs::lookup;
use crate::toolchains::store::Store;
use crate::tools::pinned::Pinned;
use crate::ui::Report;

/// Print the path of the program that runs here
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0, or 1 where the version or the program is missing.

JSON: program, name, version (of Go; null where the system's does not say it), tool (the version that [tools] of
goenvmgr.toml pins; null where it is none of them).

Examples:
  goenvmgr which
  goenvmgr which gofmt
  goenvmgr which gopls")]
pub(super) struct Args {
    /// The program: of Go, or of those that `[tools]` pins here
    #[arg(default_value = "go", value_name = "NAME")]
    name: String,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Serialize)]
struct Program {
    #[serde(flatten, serialize_with = "crate::base::json::program")]
    program: PathBuf,
    name: String,
    version: Option<GoVersion>,
    tool: Option<String>,
}

impl Report for Program {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.program.display())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    if args.name.is_empty() || args.name.contains(std::path::is_separator) {
        return Err(
            Fault::usage(format!("{:?} is no program's name", args.name)).hint("goenvmgr which go")
        );
    }
    let scan = AncestorScan::of(&context.env.cwd);
    let selection = here(context, &scan)?;
    if let Some(fault) = selection.missing(Exit::No) {
        return Err(fault);
    }
    let program = find(&args.name, context, &scan, &selection)?;
    context.out.report(&program, args.format.format)?;
    Ok(Exit::Fine)
}

fn find(
    name: &str,
    context: &Context,
    scan: &AncestorScan,
    selection: &Selection,
) -> Result<Program> {
    let (bin, version) = match selection.installed() {
        Some(installed) => (installed.bin(), Some(installed.version.clone())),
        None => {
            let Some(system) = system_go(&context.env, &context.home) else {
                let store = Store::new(&context.home);
                return Err(without_go(&store, selection)?.fault(Exit::No));
            };
            // A link on PATH may lead to a GOROOT whose other programs have none.
            let bin = match system.root {
                Some(root) => root.join("bin"),
                None => system.program.parent().map(PathBuf::from).unwrap_or_default(),
            };
            (bin, system.version)
        }
    };
    if let Some(program) = lookup::first([bin.clone()], name) {
        return Ok(Program { program, name: name.to_owned(), version, tool: None });
    }
    let (store, config) = (&Store::new(&context.home), &context.config);
    let inputs = Inputs { env: &context.env, store, config, scan, selection };
    let set = inputs.enter(Placing::Process)?.tools;
    let pinned = set.as_ref().and_then(|set| {
        let tool = set.tools.iter().find(|tool| tool.name == name)?;
        Some((lookup::first([set.bin()], name), tool.version.clone()))
    });
    match pinned {
        Some((Some(program), tool)) => {
            Ok(Program { program, name: name.to_owned(), version, tool: Some(tool) })
        }
        Some((None, _)) => {
            let lacks = set.and_then(|set| set.lacks(name.as_ref()));
            let fault = lacks.unwrap_or_else(|| Fault::no(format!("{name} is not built")));
            Err(Fault { exit: Exit::No, ..fault })
        }
        None => Err(refused(name, context, selection)?.unwrap_or_else(|| {
            let what = format!("there is no program {} in {}", name.visible(), bin.visible());
            Fault::no(what).hint("goenvmgr which go")
        })),
    }
}

/// Why a tool that is pinned here does not count.
fn refused(name: &str, context: &Context, selection: &Selection) -> Result<Option<Fault>> {
    let pinned = Pinned::by(selection, &context.home)?;
    let pinned = pinned.filter(|pinned| pinned.manifest.tools.iter().any(|it| it.name == name));
    let fault = pinned.and_then(|pinned| pinned.trusted_set().err());
    Ok(fault.map(|fault| Fault { exit: Exit::No, ..fault }))
}
