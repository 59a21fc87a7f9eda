//! Test Anything Protocol 13: a line a check, the details as YAML, in the part of it that Perl's `prove`
//! reads: no list of quoted texts (it takes a colon in one for a key), no key twice.

use std::io::{self, Write};

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "TAP version 13")?;
    writeln!(out, "1..{}", run.results.len())?;
    for (number, finding) in run.results.iter().enumerate() {
        let verdict = if run.counts(finding) { "not ok" } else { "ok" };
        write!(out, "{verdict} {} - {}", number + 1, finding.check)?;
        if finding.status() == Status::Skip {
            write!(out, " # SKIP {}", one_line(&finding.verdict.message))?;
        }
        writeln!(out)?;
        if finding.status() > Status::Skip {
            details(finding, out)?;
        } else if let Some(tries) = finding.tries() {
            writeln!(out, "# {tries}")?;
        }
    }
    Ok(())
}

fn details(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  ---")?;
    writeln!(out, "  severity: {}", finding.status().word().to_lowercase())?;
    writeln!(out, "  message: {}", quoted(&finding.verdict.message))?;
    if !finding.verdict.evidence.is_empty() {
        writeln!(out, "  evidence:")?;
        for (number, (label, text)) in finding.verdict.evidence.iter().enumerate() {
            let before = &finding.verdict.evidence[..number];
            let key = match before.iter().filter(|(earlier, _)| earlier == label).count() {
                0 => label.clone(),
                times => format!("{label} {}", times + 1),
            };
            writeln!(out, "    {}: {}", quoted(&key), quoted(text))?;
        }
    }
    if finding.attempts > 1 {
        writeln!(out, "  attempts: {}", finding.attempts)?;
    }
    if let Some(fix) = &finding.verdict.fix {
        writeln!(out, "  cure: {}", quoted(&fix.text))?;
        if !fix.commands.is_empty() {
            writeln!(out, "  commands: |")?;
            for line in fix.commands.iter().flat_map(|command| command.lines()) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    writeln!(out, "  ...")
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// A JSON string is a YAML string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
