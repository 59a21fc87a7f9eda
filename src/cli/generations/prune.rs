//! `goenvmgr generations prune`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::counted::counted;
use crate::base::fault::{Exit, Result};
use crate::cli::{Context, FormatArg};
use crate::health::generations::kept::Generations;
use crate::ui::Report;

/// Let the oldest go; the current and the last good one stay
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How many stay
    #[arg(long, value_name = "N", default_value_t = 10)]
    keep: usize,
    /// Show which would go
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let generations = Generations::of(&context.home);
    if generations.numbers()?.is_empty() {
        context
            .out
            .report(&Pruned { dry_run: args.dry_run, gone: Vec::new() }, args.format.format)?;
        return Ok(Exit::Fine);
    }
    let _lock = (!args.dry_run).then(|| generations.lock(&*context.out.progress())).transpose()?;
    let gone = generations.beyond(args.keep)?;
    if !args.dry_run {
        generations.forget(&gone)?;
    }
    context.out.report(&Pruned { dry_run: args.dry_run, gone }, args.format.format)?;
    Ok(Exit::Fine)
}

#[derive(Serialize)]
struct Pruned {
    dry_run: bool,
    gone: Vec<u32>,
}

impl Report for Pruned {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let verb = if self.dry_run { "would forget" } else { "forgot" };
        writeln!(out, "{verb} {}", counted(self.gone.len(), "generation"))
    }
}
