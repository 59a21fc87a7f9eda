//! `goenvmgr generations diff`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::visible;
use crate::cli::{Context, FormatArg};
use crate::health::generations::difference::Difference;
use crate::health::generations::kept::{Generations, Pointer};
use crate::ui::Report;

/// Show what is another in one generation than in another
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr generations diff 3\n  goenvmgr generations diff 3 5")]
pub(super) struct Args {
    /// The first
    #[arg(value_name = "N")]
    first: u32,
    /// The second [default: the current one]
    #[arg(value_name = "M")]
    second: Option<u32>,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let generations = Generations::of(&context.home);
    let first = generations.read(args.first)?;
    let second = match args.second {
        Some(number) => generations.read(number)?,
        None => generations.at(Pointer::Current)?.ok_or_else(|| {
            Fault::no("there is no current generation").hint("goenvmgr generations list")
        })?,
    };
    let difference = Difference::between(&first.holds, &second.holds);
    context.out.report(&Shown { difference }, args.format.format)?;
    Ok(Exit::Fine)
}

#[derive(Serialize)]
#[serde(transparent)]
struct Shown {
    difference: Difference,
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.difference.is_empty() {
            return writeln!(out, "no difference");
        }
        lines(&self.difference, out)
    }
}

/// What is another, a line each.
pub(super) fn lines(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    if difference.settings && difference.config.is_empty() {
        writeln!(out, "config.toml: what is not shown")?;
    }
    for hunk in &difference.config {
        writeln!(out, "config.toml:{}", hunk.line)?;
        hunk.removed.iter().try_for_each(|line| writeln!(out, "  - {line}"))?;
        hunk.added.iter().try_for_each(|line| writeln!(out, "  + {line}"))?;
    }
    for (kind, names) in difference.kinds() {
        for (sign, names) in [("-", &names.removed), ("+", &names.added), ("!", &names.changed)] {
            names.iter().try_for_each(|name| writeln!(out, "{sign} {kind} {}", visible(name)))?;
        }
    }
    Ok(())
}
