//! A line per run in the system's log.

use crate::doctor::model::finding::Finding;
use crate::doctor::model::report::Diagnosis;
use crate::health::policy::own::Syslog;
use crate::sys::syslog::{Severity, send};

/// Writes a line about a run where the user's configuration does not forbid it and there is a log.
pub fn log(run: &Diagnosis, to: &Syslog) {
    let socket = match to {
        Syslog::Nowhere => return,
        Syslog::System => None,
        Syslog::Socket(path) => Some(path.as_path()),
    };
    let severity = match (run.overall_status, run.summary.warn) {
        ("OK", 0) => Severity::Info,
        ("OK", _) => Severity::Warning,
        _ => Severity::Error,
    };
    // Where there is none, a run is as good as with one.
    let _ = send(socket, severity, &line(run));
}

/// `health shop/prod: DEGRADED, 1 failed (custom.pg), 0 warned, 39 passed, 412 ms`.
fn line(run: &Diagnosis) -> String {
    let bad: Vec<&Finding> = run.results.iter().filter(|finding| run.counts(finding)).collect();
    let names: Vec<&str> = bad.iter().map(|finding| finding.check.as_str()).collect();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let place = [run.project.as_deref(), run.env.as_deref()].map(Option::unwrap_or_default);
    format!(
        "health {}: {}, {} failed{names}, {} warned, {} passed, {} ms",
        place.join("/"),
        run.overall_status,
        bad.len(),
        run.summary.warn,
        run.summary.pass,
        run.duration_ms
    )
}
