//! `goenvmgr tools sync`.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::Here;
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, FormatArg};
use crate::go::version::GoVersion;
use crate::projects::seen;
use crate::settings::goenv::GoEnv;
use crate::sys::fs::mode;
use crate::tools::environment;
use crate::tools::found::{self, Found};
use crate::tools::pinned::Pinned;
use crate::tools::plan::{Act, Plan};
use crate::tools::receipt::Built;
use crate::tools::sync::{Work, apply};
use crate::ui::{GOOD, Report};

/// Build what is pinned here and does not stand
///
/// `go install` of the selected toolchain builds each tool from source: GOTOOLCHAIN is local, GOFLAGS is left out,
/// GOSUMDB=off is refused. What stands is not built again; all appear at once, by one rename.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: set, path, toolchain, tools [{name, package, version, act (keep, build), module, sum, go, database}], notes.
With --dry-run module, sum, go and database are null where a tool is still to be built.

Examples:
  goenvmgr tools sync
  goenvmgr tools sync --dry-run
  goenvmgr tools sync --offline     from the module cache alone")]
pub(super) struct Args {
    /// Show what would be built
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let here = Here::read(context)?;
    let pinned = here.pinned()?;
    let Context { env, home, config, .. } = context;
    let plan = Plan::of(pinned, None, env, home, config)?;
    carry_out(&plan, pinned, args.dry_run, args.format, context)
}

/// Shows a plan, or does what it says and shows what came of it.
pub(super) fn carry_out(
    plan: &Plan,
    pinned: &Pinned,
    dry_run: bool,
    format: FormatArg,
    context: &Context,
) -> Result<Exit> {
    // What is built for a directory without a go.mod is not for `clean` to take.
    pinned.manifest.path.parent().into_iter().for_each(|dir| seen::note_pin(&context.home, dir));
    plan.notes.iter().for_each(|note| context.out.status(note));
    if !dry_run && plan.has_work() {
        mode::readable_where_root_works();
        let work = Work {
            home: &context.home,
            manifest: &pinned.manifest.path,
            told: &*context.out.progress(),
            heard: !context.out.is_quiet(),
            now: context.env.now,
        };
        apply(&work, &offline(plan.clone(), context))?;
    }
    let shown = Synced::of(plan, dry_run);
    match dry_run {
        true => context.out.report(&shown, format.format)?,
        false => context.out.done(&shown, format.format)?,
    }
    Ok(Exit::Fine)
}

/// Without a network the go command has its module cache.
pub(super) fn offline(mut plan: Plan, context: &Context) -> Plan {
    if crate::sys::net::is_offline(&context.env) {
        let go = GoEnv::read(&plan.env, &context.home);
        environment::without_network(&mut plan.env.vars, &go);
    }
    plan
}

/// What was done, or would be. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Synced {
    set: String,
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    path: PathBuf,
    toolchain: GoVersion,
    tools: Vec<Line>,
    notes: Vec<String>,
    #[serde(skip)]
    by: String,
    #[serde(skip)]
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    package: String,
    version: String,
    act: Act,
    module: Option<String>,
    sum: Option<String>,
    go: Option<String>,
    database: Option<String>,
}

impl Synced {
    fn of(plan: &Plan, dry_run: bool) -> Self {
        let found = found::look(&plan.set);
        let line = |(step, found): (&crate::tools::plan::Step, Found)| {
            let known: Option<Built> = found.built.filter(|_| !dry_run || step.act == Act::Keep);
            Line {
                name: step.tool.name.clone(),
                package: step.tool.package.clone(),
                version: step.tool.version.clone(),
                act: step.act,
                module: known.as_ref().and_then(|built| built.module.clone()),
                sum: known.as_ref().and_then(|built| built.sum.clone()),
                go: known.as_ref().and_then(|built| built.go.clone()),
                database: known.and_then(|built| built.database),
            }
        };
        Self {
            set: plan.set.name.clone(),
            path: plan.set.bin(),
            toolchain: plan.set.toolchain.version.clone(),
            tools: plan.steps.iter().zip(found).map(line).collect(),
            notes: plan.notes.clone(),
            by: plan.set.builder(),
            dry_run,
        }
    }
}

impl Report for Synced {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let by = &self.by;
        let built: Vec<&Line> = self.tools.iter().filter(|line| line.act == Act::Build).collect();
        if built.is_empty() {
            let path = self.path.visible();
            return writeln!(out, "{GOOD}all tools stand{GOOD:#}, built by {by}: {path}");
        }
        for line in built {
            let Line { name, version, package, database, .. } = line;
            let verified = match (self.dry_run, database) {
                (true, _) => String::new(),
                (false, Some(database)) => format!(", verified by {database}"),
                (false, None) => ", not verified: a module of it is exempt".to_owned(),
            };
            let did = if self.dry_run { "would build" } else { "built" };
            writeln!(out, "{did} {name} {version} ({package}) with {by}{verified}")?;
        }
        let does = if self.dry_run { "would stand" } else { "stand" };
        writeln!(out, "the tools {does} in {}", self.path.visible())
    }
}
