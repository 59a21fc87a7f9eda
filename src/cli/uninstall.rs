//! `goenvmgr uninstall`: removes toolchains.

use std::io;

use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::toolchains::install::uninstall::{self, Removal};
use crate::ui::Report;

/// Remove installed toolchains
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  goenvmgr uninstall 1.22.5\n  goenvmgr uninstall --dry-run 1.21"
)]
pub(super) struct Args {
    /// What to remove
    #[arg(value_name = "VERSION", required = true)]
    versions: Vec<Request>,
    /// Remove it even where it is the default or in use
    #[arg(long)]
    force: bool,
    /// Show what would be removed
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Context { env, home, config, out, .. } = context;
    let mut plans = Vec::new();
    for request in &args.versions {
        let plan = uninstall::plan(env, home, config, request)?;
        if !plan.needed_by.is_empty() && !args.force && !args.dry_run {
            return Err(refused(&plan));
        }
        plans.push(plan);
    }
    if args.dry_run {
        let needed = plans.iter().find(|plan| !plan.needed_by.is_empty() && !args.force);
        let refused = needed.map(refused);
        out.report(&Removals(plans), args.format.format)?;
        // It ends as the real one would.
        return refused.map_or(Ok(Exit::Fine), Err);
    }
    let progress = out.progress();
    let removed: Result<Vec<_>> =
        plans.into_iter().map(|plan| uninstall::apply(home, plan, &*progress)).collect();
    super::install::refresh_shims(home, env, out);
    out.done(&Removals(removed?), args.format.format)?;
    Ok(Exit::Fine)
}

fn refused(plan: &Removal) -> Fault {
    let what = format!("{} is needed", plan.version.toolchain());
    let fault = plan.needed_by.iter().fold(Fault::no(what), |f, who| f.because(who.clone()));
    fault.hint(format!("goenvmgr uninstall --force {} removes it all the same", plan.version))
}

#[derive(Serialize)]
struct Removals(Vec<Removal>);

impl Report for Removals {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for one in &self.0 {
            let name = one.version.toolchain();
            match one.files {
                Some(files) if one.stays => {
                    let path = one.path.visible();
                    writeln!(out, "removed {name}: {files} files; {path} stays, empty")?;
                }
                Some(files) => writeln!(out, "removed {name}: {files} files")?,
                None => {
                    writeln!(out, "would remove {name} in {}", one.path.visible())?;
                    for who in &one.needed_by {
                        writeln!(out, "  needed: {who}")?;
                    }
                }
            }
        }
        Ok(())
    }
}
