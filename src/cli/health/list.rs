//! `goenvmgr health list`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::{Exit, Result};
use crate::cli::{Context, FormatArg};
use crate::doctor::catalogue;
use crate::doctor::model::report::Mode;
use crate::health::host;
use crate::ui::{Column, Report, Table};

/// The checks that a run may ask
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct Listed {
    checks: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    check: String,
    mode: Mode,
    asks: String,
    envs: Vec<String>,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let row = |check: &str, mode, asks: String| Row {
        check: check.to_owned(),
        mode,
        asks,
        envs: Vec::new(),
    };
    let mut checks: Vec<Row> =
        catalogue::all().map(|check| row(check.id, check.mode, check.title.to_owned())).collect();
    checks.extend(host::CHECKS.map(|(id, title)| row(id, Mode::Quick, title.to_owned())));
    checks.extend(policy.checks.iter().map(|check| Row {
        envs: check.envs.clone(),
        ..row(&check.id, check.mode, check.ask.says())
    }));
    context.out.report(&Listed { checks }, args.format.format)?;
    Ok(Exit::Fine)
}

impl Report for Listed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table =
            Table::new(&[Column::Left("CHECK"), Column::Left("MODE"), Column::Left("WHAT")]);
        for Row { check, mode, asks, envs } in &self.checks {
            let envs =
                if envs.is_empty() { String::new() } else { format!(" ({})", envs.join(", ")) };
            let mode = if *mode == Mode::Quick { "quick" } else { "full" };
            table.row([check.clone(), mode.to_owned(), format!("{asks}{envs}")]);
        }
        table.write(out)
    }
}
