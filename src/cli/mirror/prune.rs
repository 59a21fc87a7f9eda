//! `goenvmgr mirror prune`.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{FormatArg, bytes};
use crate::base::counted::counted;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::quoting::word;
use crate::cli::installing::installing;
use crate::cli::{Context, consent, meant};
use crate::go::version::Request;
use crate::toolchains::mirror::{Distribution, Pruning, prune};
use crate::ui::{Format, Report};

/// Remove what no word asks for any more
///
/// That are toolchains that no word means now, their records, tiles that no record and no former head needs, and
/// what downloads have left. Files that goenvmgr did not put there stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: dry_run, removed [{version, platform}], kept [{version, platform}], files, tiles, bytes.

Examples:
  goenvmgr mirror prune /srv/go --dry-run
  goenvmgr mirror prune /srv/go --forget 1.21 --yes")]
pub(super) struct Args {
    /// The mirror
    dir: PathBuf,
    /// Take this off what the mirror was asked for, first
    #[arg(long, value_name = "VERSION", num_args = 1..)]
    forget: Vec<Request>,
    /// Show what would be removed
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let (dir, forget, dry_run) =
        (args.dir.clone(), meant::each(&args.forget, meant::published, context)?, args.dry_run);
    let pruning = installing(context, context.config.clone(), move |installer| {
        prune(installer, &dir, &forget, dry_run)
    })?;
    let shown = Shown::of(&pruning, dry_run);
    if dry_run || pruning.is_empty() {
        context.out.report(&shown, args.format.format)?;
        return Ok(Exit::Fine);
    }
    if !args.yes {
        if args.format.format == Format::Human {
            context.out.report(&Shown::of(&pruning, true), Format::Human)?;
        }
        let again = format!("goenvmgr mirror prune {} --yes, or --dry-run", word(&args.dir));
        if !consent::asked(context, args.format.format, "Remove these?", &again)? {
            return Err(Fault::no("nothing was removed"));
        }
    }
    installing(context, context.config.clone(), move |installer| pruning.apply(installer))?;
    context.out.done(&shown, args.format.format)?;
    Ok(Exit::Fine)
}

#[derive(Serialize)]
struct Shown {
    dry_run: bool,
    removed: Vec<Distribution>,
    kept: Vec<Distribution>,
    files: usize,
    tiles: u64,
    bytes: u64,
}

impl Shown {
    fn of(pruning: &Pruning, dry_run: bool) -> Self {
        Self {
            dry_run,
            removed: pruning.versions.clone(),
            kept: pruning.kept.clone(),
            files: pruning.count(),
            tiles: pruning.tiles,
            bytes: pruning.bytes,
        }
    }
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let would = if self.dry_run { "would be " } else { "" };
        for of in &self.removed {
            writeln!(out, "{of} {would}removed")?;
        }
        for of in &self.kept {
            writeln!(out, "{of} stays")?;
        }
        let (files, tiles) = (counted(self.files as u64, "file"), counted(self.tiles, "tile"));
        writeln!(out, "{files} {would}removed ({tiles} among them), {}", bytes(self.bytes))
    }
}
