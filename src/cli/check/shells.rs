//! `goenvmgr check --all-shells`: one matrix of what fresh shells find.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::super::{Context, selected};
use super::difference;
use crate::base::fault::{Exit, Result};
use crate::projects::scan::AncestorScan;
use crate::shells::probe::{self, MODES, Matrix, Mode, Row, Told, Verdict};
use crate::ui::{Column, DIM, Format, GOOD, NOTE, Report, STRONG, Table};

#[derive(Serialize)]
struct Asked {
    #[serde(flatten)]
    matrix: Matrix,
    version: Option<String>,
    decided_by: Option<String>,
}

/// Asks, and shows the answers.
pub(super) fn run(limit: Duration, format: Format, context: &Context) -> Result<Exit> {
    let selection = selected::here(context, &AncestorScan::of(&context.env.cwd))?;
    let matrix = probe::all(&context.env, &context.home, &context.config, limit)?;
    let asked = Asked {
        version: selection.installed().map(|installed| installed.version.to_string()),
        decided_by: selection.decided_by.as_ref().map(ToString::to_string),
        matrix,
    };
    context.out.report(&asked, format)?;
    Ok(if asked.matrix.matches { Exit::Fine } else { Exit::No })
}

impl Report for Asked {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut columns = vec![Column::Left("SHELL")];
        columns.extend(MODES.map(|mode| Column::Left(heading(mode))));
        let mut table = Table::new(&columns);
        for row in &self.matrix.shells {
            let cells = row.modes.iter().map(|told| word(told.verdict).to_owned());
            table.row([row.subject.name.clone()].into_iter().chain(cells));
        }
        table.write(out)?;
        for row in &self.matrix.shells {
            trouble(row, out)?;
        }
        let verdicts = || self.matrix.shells.iter().flat_map(|row| &row.modes);
        if verdicts().any(|told| told.verdict == Verdict::Inherits) {
            writeln!(
                out,
                "{DIM}inherits: reads no start-up file, and has what its parent has{DIM:#}"
            )?;
        }
        for note in &self.matrix.notes {
            writeln!(out, "{NOTE}note{NOTE:#}: {note}")?;
        }
        if self.matrix.shells.is_empty() {
            writeln!(out, "no shell with start-up files was found")?;
        } else if self.matrix.matches {
            let version = self.version.as_deref().map_or_else(
                || "no version is selected".to_owned(),
                |version| format!("go{version}"),
            );
            let place = self.decided_by.as_deref().unwrap_or("nothing selects one");
            writeln!(out, "{GOOD}fresh shells match{GOOD:#}: {version} ({place})")?;
        }
        Ok(())
    }
}

/// What is wrong in one shell, once for all modes that share it.
fn trouble(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    let mut shown: Vec<(Vec<Mode>, &Told)> = Vec::new();
    for told in row.modes.iter().filter(|told| !told.is_fine() || told.remark.is_some()) {
        let same = |other: &Told| {
            (other.verdict, &other.drift, &other.remark, &other.complaint)
                == (told.verdict, &told.drift, &told.remark, &told.complaint)
        };
        match shown.iter_mut().find(|(_, other)| same(other)) {
            Some((modes, _)) => modes.push(told.mode),
            None => shown.push((vec![told.mode], told)),
        }
    }
    for (modes, told) in shown {
        let modes: Vec<String> = modes.iter().map(|mode| heading(*mode).to_lowercase()).collect();
        writeln!(out, "{STRONG}{}{STRONG:#} {}:", row.subject.name, modes.join(", "))?;
        if let Some(remark) = &told.remark {
            writeln!(out, "    {NOTE}{remark}{NOTE:#}")?;
        }
        told.drift.iter().try_for_each(|one| difference(one, "    ", out))?;
        if !told.is_fine() {
            for line in told.complaint.lines() {
                writeln!(out, "    {DIM}says    {line}{DIM:#}")?;
            }
        }
    }
    Ok(())
}

fn heading(mode: Mode) -> &'static str {
    match mode {
        Mode::LoginInteractive => "LOGIN+INTERACTIVE",
        Mode::Interactive => "INTERACTIVE",
        Mode::Login => "LOGIN",
        Mode::Script => "SCRIPT",
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Matches => "ok",
        Verdict::Drift => "drift",
        Verdict::Inherits => "inherits",
        Verdict::NoAnswer => "no answer",
        Verdict::TimeLimit => "time limit",
        Verdict::Flood => "flood",
    }
}
