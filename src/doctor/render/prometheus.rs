//! Prometheus text format 0.0.4. No timestamps (the textfile collector drops a file that has one),
//! no messages as labels (each would be a new series).

use std::io::{self, Write};

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let env = format!(r#"env="{}""#, label(run.env.as_deref().unwrap_or_default()));
    let place = match &run.project {
        Some(project) => format!(r#"{env},project="{}""#, label(project)),
        None => env,
    };
    let labels = |finding: &Finding| format!(r#"check="{}",{place}"#, label(&finding.check));
    head(out, "goenvmgr_build_info", "Version of goenvmgr that ran the checks.")?;
    writeln!(out, r#"goenvmgr_build_info{{version="{}"}} 1"#, run.tool_version)?;
    head(out, "healthcheck_duration_seconds", "Duration of the last run of a check.")?;
    for finding in &run.results {
        let (whole, rest) = (finding.duration_ms / 1000, finding.duration_ms % 1000);
        writeln!(out, "healthcheck_duration_seconds{{{}}} {whole}.{rest:03}", labels(finding))?;
    }
    head(out, "healthcheck_last_run_timestamp_seconds", "When the checks last ran.")?;
    let when = run.timestamp.parse().map_or(0, |at: jiff::Timestamp| at.as_second());
    writeln!(out, "healthcheck_last_run_timestamp_seconds{{{place}}} {when}")?;
    head(out, "healthcheck_status", "Answer of the last run of a check; 1 for the one given.")?;
    for finding in &run.results {
        for status in [Status::Pass, Status::Warn, Status::Fail, Status::Skip, Status::Error] {
            let given = u8::from(finding.status() == status);
            let word = status.word().to_lowercase();
            writeln!(out, r#"healthcheck_status{{{},status="{word}"}} {given}"#, labels(finding))?;
        }
    }
    remembered(run, out, labels)
}

/// What earlier runs remember, where somebody does.
fn remembered(
    run: &Diagnosis,
    out: &mut dyn Write,
    labels: impl Fn(&Finding) -> String,
) -> io::Result<()> {
    let all = || run.results.iter().filter_map(|finding| Some((finding, finding.memory?)));
    if all().next().is_none() {
        return Ok(());
    }
    let row = "Failures of a check in a row, up to its last run.";
    head(out, "healthcheck_consecutive_failures", row)?;
    for (finding, memory) in all() {
        let count = memory.consecutive_failures;
        writeln!(out, "healthcheck_consecutive_failures{{{}}} {count}", labels(finding))?;
    }
    family(out, "healthcheck_failures_total", "counter", "Failures of a check in all.")?;
    for (finding, memory) in all() {
        let count = memory.failures_total;
        writeln!(out, "healthcheck_failures_total{{{}}} {count}", labels(finding))?;
    }
    Ok(())
}

fn head(out: &mut dyn Write, name: &str, help: &str) -> io::Result<()> {
    family(out, name, "gauge", help)
}

fn family(out: &mut dyn Write, name: &str, kind: &str, help: &str) -> io::Result<()> {
    writeln!(out, "# HELP {name} {help}")?;
    writeln!(out, "# TYPE {name} {kind}")
}

fn label(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n")
}
