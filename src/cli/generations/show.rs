//! `goenvmgr generations show`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::difference::shown;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Result};
use crate::base::visible::visible;
use crate::cli::{Context, FormatArg};
use crate::health::generations::Generation;
use crate::health::generations::kept::Generations;
use crate::health::generations::shown::settings;
use crate::ui::{Report, moment};

/// Show what a generation holds
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which
    #[arg(value_name = "N")]
    number: u32,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let mut generation = Generations::of(&context.home).read(args.number)?;
    // Whom an alert calls is nobody else's business.
    generation.holds.config = generation.holds.config.map(|text| {
        let text = settings(&text);
        text.lines().map(|line| shown(line.as_bytes()) + "\n").collect()
    });
    context.out.report(&Shown(generation), args.format.format)?;
    Ok(Exit::Fine)
}

#[derive(Serialize)]
#[serde(transparent)]
struct Shown(Generation);

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Generation { number, at, command, holds, .. } = &self.0;
        writeln!(out, "generation {number}, {}, {command}", moment(*at))?;
        for (name, toolchain) in &holds.toolchains {
            let h1 = toolchain.h1.as_deref().unwrap_or("no receipt");
            let word = if toolchain.verified { "" } else { "  unverified" };
            writeln!(out, "  {name}  {h1}{word}")?;
        }
        let shims: Vec<&str> = holds.shims.iter().map(String::as_str).collect();
        writeln!(out, "  shims  {}", shims.join(" "))?;
        sums("pin", &holds.pins, out)?;
        sums("block", &holds.blocks, out)?;
        match &holds.config {
            None => writeln!(out, "  no config.toml"),
            Some(text) => {
                writeln!(out, "  config.toml")?;
                text.lines().try_for_each(|line| writeln!(out, "    {line}"))
            }
        }
    }
}

fn sums(
    kind: &str,
    of: &std::collections::BTreeMap<String, Sha256Sum>,
    out: &mut dyn Write,
) -> io::Result<()> {
    of.keys().try_for_each(|name| writeln!(out, "  {kind}  {}", visible(name)))
}
