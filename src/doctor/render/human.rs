//! For people: what is wrong, what was seen, what to type; and one line about the rest.

use std::io::{self, Write};

use anstyle::Style;

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::{Diagnosis, Mode};

const LABEL: usize = 10;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let all = run.mode == Mode::Debug;
    let shown = run.results.iter().filter(|finding| all || finding.status() > Status::Skip);
    for finding in shown {
        one(finding, all, out)?;
    }
    summary(run, out)
}

fn one(finding: &Finding, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let style = style(finding.status());
    let word = finding.status().word();
    writeln!(out, "{style}{word:<5}{style:#} {}: {}", finding.check, finding.verdict.message)?;
    if finding.status() <= Status::Skip && !all {
        return Ok(());
    }
    for (label, text) in &finding.verdict.evidence {
        labelled(label, text, out)?;
    }
    if let Some(tries) = finding.tries() {
        labelled("asked", &tries, out)?;
    }
    if let Some(fix) = &finding.verdict.fix {
        labelled("cure", &fix.text, out)?;
        for line in &fix.commands {
            writeln!(out, "      {:LABEL$}   {line}", "")?;
        }
        if fix.safe {
            labelled("", "`goenvmgr doctor --fix` does it", out)?;
        }
    }
    if all {
        labelled("took", &format!("{} ms", finding.duration_ms), out)?;
    }
    writeln!(out)
}

fn labelled(label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut label = label;
    for line in text.lines() {
        writeln!(out, "      {label:<LABEL$} {line}")?;
        label = "";
    }
    Ok(())
}

fn summary(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let count = run.summary;
    let bad = [
        (count.fail, "failure", "failures"),
        (count.error, "check that could not finish", "checks that could not finish"),
        (count.warn, "warning", "warnings"),
    ];
    let mut parts: Vec<String> = (bad.into_iter().filter(|(number, ..)| *number > 0))
        .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
        .collect();
    if parts.is_empty() {
        parts.push("nothing to report".to_owned());
    }
    parts.push(format!("{} passed{}", count.pass, flaky(run)));
    if count.skip > 0 {
        parts.push(format!("{} not looked at (`--mode debug` says why)", count.skip));
    }
    writeln!(out, "{}", parts.join(", "))
}

/// What passed at a later attempt only: the next go command may meet the failure.
fn flaky(run: &Diagnosis) -> String {
    let flaky = run.results.iter().filter(|finding| finding.is_flaky());
    let named: Vec<String> = flaky
        .filter_map(|finding| Some(format!("{} {}", finding.check, finding.tries()?)))
        .collect();
    if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) }
}

fn style(status: Status) -> Style {
    use crate::doctor::style::{BAD, DIM, GOOD, NOTE};
    match status {
        Status::Pass => GOOD,
        Status::Skip => DIM,
        Status::Warn => NOTE,
        Status::Fail | Status::Error => BAD,
    }
}
