//! JUnit XML: a test case a check, a test suite an area.

use std::io::{self, Write};

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let failures = |f: &&Finding| run.counts(f) && f.status() != Status::Error;
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, "<testsuites>")?;
    writeln!(
        out,
        r#"  <testsuite name="goenvmgr.doctor" hostname="{}" timestamp="{}" tests="{}" failures="{}" errors="{}" skipped="{}" time="{}">"#,
        escape(&run.host),
        // The schema knows whole seconds, and no zone.
        run.timestamp.split('.').next().unwrap_or_default(),
        run.results.len(),
        run.results.iter().filter(failures).count(),
        run.summary.error,
        run.summary.skip,
        seconds(run.duration_ms),
    )?;
    for finding in &run.results {
        case(run, finding, out)?;
    }
    writeln!(out, "  </testsuite>")?;
    writeln!(out, "</testsuites>")
}

fn case(run: &Diagnosis, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let message = escape(&finding.verdict.message);
    write!(
        out,
        r#"    <testcase classname="{}" name="{}" time="{}""#,
        escape(finding.area()),
        escape(&finding.check),
        seconds(finding.duration_ms),
    )?;
    let body = escape(&details(finding));
    match finding.status() {
        Status::Pass => match finding.tries() {
            None => return writeln!(out, "/>"),
            Some(tries) => writeln!(out, ">\n      <system-out>{tries}</system-out>")?,
        },
        Status::Skip => writeln!(out, ">\n      <skipped message=\"{message}\"/>")?,
        Status::Error => {
            writeln!(out, ">\n      <error type=\"error\" message=\"{message}\">{body}</error>")?;
        }
        _ if run.counts(finding) => {
            let kind = finding.status().word().to_lowercase();
            writeln!(
                out,
                ">\n      <failure type=\"{kind}\" message=\"{message}\">{body}</failure>"
            )?;
        }
        _ => writeln!(out, ">\n      <system-out>warning: {message}\n{body}</system-out>")?,
    }
    writeln!(out, "    </testcase>")
}

fn details(finding: &Finding) -> String {
    let mut text = String::new();
    for (label, value) in &finding.verdict.evidence {
        text.push_str(&format!("{label}: {value}\n"));
    }
    if let Some(tries) = finding.tries() {
        text.push_str(&format!("asked: {tries}\n"));
    }
    if let Some(fix) = &finding.verdict.fix {
        text.push_str(&format!("cure: {}\n", fix.text));
        fix.commands.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    text
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// XML 1.0 has no way to write most control characters, so they become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
