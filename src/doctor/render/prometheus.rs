//! Prometheus text format 0.0.4. No timestamps (the textfile collector drops a file that has one),
//! no messages as labels (each would be a new series).

use std::io::{self, Write};

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let env = run.env.as_deref().unwrap_or_default();
    let labels =
        |finding: &Finding| format!(r#"check="{}",env="{}""#, label(&finding.check), label(env));
    head(out, "goenvmgr_build_info", "Version of goenvmgr that ran the checks.")?;
    writeln!(out, r#"goenvmgr_build_info{{version="{}"}} 1"#, run.tool_version)?;
    head(out, "healthcheck_duration_seconds", "Duration of the last run of a check.")?;
    for finding in &run.results {
        let (whole, rest) = (finding.duration_ms / 1000, finding.duration_ms % 1000);
        writeln!(out, "healthcheck_duration_seconds{{{}}} {whole}.{rest:03}", labels(finding))?;
    }
    head(out, "healthcheck_last_run_timestamp_seconds", "When the checks last ran.")?;
    let when = run.timestamp.parse().map_or(0, |at: jiff::Timestamp| at.as_second());
    writeln!(out, r#"healthcheck_last_run_timestamp_seconds{{env="{}"}} {when}"#, label(env))?;
    head(out, "healthcheck_status", "Answer of the last run of a check; 1 for the one given.")?;
    for finding in &run.results {
        for status in [Status::Pass, Status::Warn, Status::Fail, Status::Skip, Status::Error] {
            let given = u8::from(finding.status() == status);
            let word = status.word().to_lowercase();
            writeln!(out, r#"healthcheck_status{{{},status="{word}"}} {given}"#, labels(finding))?;
        }
    }
    Ok(())
}

fn head(out: &mut dyn Write, name: &str, help: &str) -> io::Result<()> {
    writeln!(out, "# HELP {name} {help}")?;
    writeln!(out, "# TYPE {name} gauge")
}

fn label(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n")
}
