//! One command over several versions.

use std::ffi::{OsStr, OsString};
use std::time::{Duration, Instant};

use super::{Ready, ready};
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::go::version::Request;
use crate::projects::scan::AncestorScan;
use crate::sys::{proc, replace};
use crate::ui::{Column, Table};

/// How one of them ended.
struct Ran {
    by: String,
    exit: Exit,
    took: Duration,
}

/// Runs the program with each version in turn. None runs before all of them can.
///
/// # Errors
/// 127 where one of the versions or its program is not there.
pub(super) fn run(
    versions: &[Request],
    name: &OsStr,
    arguments: &[OsString],
    scan: &AncestorScan,
    context: &Context,
) -> Result<Exit> {
    let all: Vec<Ready> = versions
        .iter()
        .map(|version| ready(Some(version), name, scan, context))
        .collect::<Result<_>>()?;
    let mut ran: Vec<Ran> = Vec::new();
    let mut interrupted = None;
    for Ready { program, vars, by } in all {
        if ran.iter().any(|earlier| earlier.by == by) {
            continue;
        }
        context.out.status(&format!("with {by}: {}", program.visible()));
        let begun = Instant::now();
        let (exit, struck) = proc::in_foreground(&program, arguments, &vars)
            .map_err(|error| replace::refused(&program, &error))?;
        ran.push(Ran { by, exit, took: begun.elapsed() });
        interrupted = struck;
        if interrupted.is_some() {
            break;
        }
    }
    for line in table(&ran).lines() {
        context.out.status(line);
    }
    Ok(match (interrupted, ran.iter().all(|one| one.exit.code() == 0)) {
        (Some(signal), _) => Exit::Signal(signal),
        (None, true) => Exit::Fine,
        (None, false) => Exit::No,
    })
}

fn table(ran: &[Ran]) -> String {
    let columns = [Column::Left("GO"), Column::Right("EXIT"), Column::Right("SECONDS")];
    let mut table = Table::new(&columns);
    for Ran { by, exit, took } in ran {
        table.row([by.clone(), exit.code().to_string(), format!("{:.1}", took.as_secs_f64())]);
    }
    let mut text = Vec::new();
    // Memory takes all that is written.
    let _ = table.write(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}
