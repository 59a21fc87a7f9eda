//! `goenvmgr health history`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::{Exit, Fault, Result};
use crate::cli::{Context, FormatArg};
use crate::doctor::model::check::matches;
use crate::doctor::model::finding::Status;
use crate::health::memory::history::{Past, Short, past};
use crate::health::memory::place::Place;
use crate::ui::{Column, Report, Table, moment};

/// What past runs found
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The environment, as goenvmgr.toml names it
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    /// Only this check (a glob, or an area)
    #[arg(long, value_name = "ID")]
    check: Option<String>,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=180))]
    days: u16,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct History {
    project: String,
    env: String,
    days: u16,
    runs: usize,
    checks: Vec<Row>,
    /// What failed, oldest first.
    failures: Vec<Failure>,
}

/// How often a check gave each answer.
#[derive(Default, Serialize)]
struct Row {
    check: String,
    runs: usize,
    failed: usize,
    warned: usize,
    skipped: usize,
    last_failed_at: Option<i64>,
}

#[derive(Serialize)]
struct Failure {
    at: String,
    check: String,
    status: &'static str,
    message: String,
}

/// How many failures people are shown.
const SHOWN: usize = 20;

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = super::environment(&policy, args.env.as_deref())?;
    let place = Place::of(&context.home, &policy, &environment.name);
    let runs = past(&place, context.env.now, args.days.into())?;
    let asked = |check: &str| args.check.as_ref().is_none_or(|glob| matches(glob, check));
    let checks = rows(&runs, asked);
    if let Some(glob) = args.check.as_ref().filter(|_| checks.is_empty() && !runs.is_empty()) {
        return Err(Fault::no(format!("no run of the last {} days asked {glob}", args.days))
            .hint("goenvmgr health history"));
    }
    let others = super::named(&policy, args.env.as_deref()).filter(|_| runs.is_empty());
    let history = History {
        project: policy.project,
        env: environment.name,
        days: args.days,
        runs: runs.len(),
        failures: failures(&runs, asked),
        checks,
    };
    context.out.report(&history, args.format.format)?;
    others.iter().for_each(|hint| context.out.hint(hint));
    Ok(Exit::Fine)
}

/// A row for each check, in the order of the alphabet.
fn rows(runs: &[Past], asked: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for past in runs {
        for check in past.checks.iter().filter(|check| asked(check)) {
            let row = rows.entry(check).or_default();
            row.runs += 1;
            match past.run.not.get(check).map(|(short, _)| short.status()) {
                Some(Status::Fail | Status::Error) => {
                    row.failed += 1;
                    row.last_failed_at = Some(past.run.t);
                }
                Some(Status::Warn) => row.warned += 1,
                Some(Status::Skip) => row.skipped += 1,
                _ => {}
            }
        }
    }
    let named = rows.into_iter().map(|(check, row)| Row { check: check.to_owned(), ..row });
    named.collect()
}

fn failures(runs: &[Past], asked: impl Fn(&str) -> bool) -> Vec<Failure> {
    let of = |past: &Past| {
        let at = moment(past.run.t);
        let bad = past.run.not.iter().filter(|(check, (short, _))| {
            asked(check) && matches!(short.status(), Status::Fail | Status::Error)
        });
        let failure = |(check, (short, message)): (&String, &(Short, String))| Failure {
            at: at.clone(),
            check: check.clone(),
            status: short.status().word(),
            message: message.clone(),
        };
        bad.map(failure).collect::<Vec<_>>()
    };
    runs.iter().flat_map(of).collect()
}

impl Report for History {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { project, env, days, runs, .. } = self;
        writeln!(out, "{project}, {env}: {runs} runs in {days} days")?;
        let mut table = Table::new(&[
            Column::Left("CHECK"),
            Column::Right("RUNS"),
            Column::Right("FAILED"),
            Column::Right("WARNED"),
        ]);
        let told = self.checks.iter().filter(|row| row.failed + row.warned > 0);
        let quiet = self.checks.iter().filter(|row| row.failed + row.warned == 0).count();
        let mut some = false;
        for row in told {
            some = true;
            let numbers = [row.runs, row.failed, row.warned].map(|number| number.to_string());
            table.row([vec![row.check.clone()], numbers.to_vec()].concat());
        }
        if some {
            table.write(out)?;
        }
        if *runs > 0 {
            writeln!(out, "{quiet} checks neither failed nor warned")?;
        }
        let last = self.failures.len().saturating_sub(SHOWN);
        for Failure { at, check, status, message } in &self.failures[last..] {
            writeln!(out, "{at}  {status}  {check}: {message}")?;
        }
        Ok(())
    }
}
