//! `goenvmgr health status`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::{Exit, Result};
use crate::cli::{Context, FormatArg};
use crate::doctor::model::report::Mode;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::policy::duration::rounded;
use crate::ui::{Column, Report, Table};

/// How the last runs ended
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The environment, as goenvmgr.toml names it
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Serialize)]
struct Status {
    project: String,
    env: String,
    /// Seconds since 1970; nothing where nothing ran yet.
    last_run: Option<i64>,
    overall_status: Option<String>,
    failing: Vec<Failing>,
    #[serde(skip)]
    now: i64,
}

#[derive(Serialize)]
struct Failing {
    check: String,
    mode: Mode,
    consecutive_failures: u64,
    first_failed_at: Option<i64>,
    alerting: bool,
    message: String,
}

/// What is remembered; exit 1 where something fails.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = super::environment(&policy, args.env.as_deref())?;
    let place = Place::of(&context.home, &policy, &environment.name);
    let mut said = Vec::new();
    let state = State::load(&place, &mut said)?;
    said.iter().for_each(|line| context.out.warn(line));
    let ran = !state.overall.is_empty();
    let others = super::named(&policy, args.env.as_deref()).filter(|_| !ran);
    let failing = state.checks.iter().flat_map(|(mode, checks)| {
        let failing = checks.iter().filter(|(_, counter)| counter.consecutive_failures > 0);
        failing.map(|(check, counter)| Failing {
            check: check.clone(),
            mode: *mode,
            consecutive_failures: counter.consecutive_failures,
            first_failed_at: counter.first_failed_at,
            alerting: counter.alerted_at.is_some(),
            message: counter.last_message.clone(),
        })
    });
    let status = Status {
        failing: failing.collect(),
        project: policy.project,
        env: environment.name,
        last_run: ran.then_some(state.last_run),
        overall_status: ran.then(|| state.overall.clone()),
        now: context.env.now,
    };
    let exit = if status.failing.is_empty() { Exit::Fine } else { Exit::No };
    context.out.report(&status, args.format.format)?;
    others.iter().for_each(|hint| context.out.hint(hint));
    Ok(exit)
}

impl Report for Status {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { project, env, .. } = self;
        let (Some(last), Some(overall)) = (self.last_run, &self.overall_status) else {
            return writeln!(out, "{project}, {env}: nothing ran yet");
        };
        writeln!(out, "{project}, {env}: {overall}, last run {} ago", rounded(self.now - last))?;
        if self.failing.is_empty() {
            return Ok(());
        }
        let columns = ["CHECK", "MODE", "IN A ROW", "SINCE", "TOLD", "WHAT"].map(Column::Left);
        let mut table = Table::new(&columns);
        for one in &self.failing {
            table.row([
                one.check.clone(),
                format!("{:?}", one.mode).to_lowercase(),
                one.consecutive_failures.to_string(),
                one.first_failed_at.map_or_else(String::new, |at| rounded(self.now - at)),
                if one.alerting { "yes" } else { "no" }.to_owned(),
                one.message.clone(),
            ]);
        }
        table.write(out)
    }
}
