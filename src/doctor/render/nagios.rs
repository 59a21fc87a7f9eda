//! Nagios: one line with performance data, the failures below it, and exit codes of its own.

use std::io::{self, Write};

use crate::doctor::model::finding::Status;
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    let word = ["OK", "WARNING", "CRITICAL", "UNKNOWN"][usize::from(exit(run)).min(3)];
    let count = run.summary;
    writeln!(
        out,
        "GOENVMGR {word} - {} fail, {} warn, {} error | fail={};;0 warn={} error={} pass={} skip={} time={}.{:03}s",
        count.fail,
        count.warn,
        count.error,
        count.fail,
        count.warn,
        count.error,
        count.pass,
        count.skip,
        run.duration_ms / 1000,
        run.duration_ms % 1000,
    )?;
    for finding in run.results.iter().filter(|finding| finding.status() > Status::Skip) {
        // The bar starts performance data wherever it stands.
        let message = finding.verdict.message.replace('|', "/").replace(['\n', '\r'], " ");
        writeln!(out, "{} {}: {message}", finding.status().word(), finding.check)?;
    }
    Ok(())
}

/// 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
pub(crate) fn exit(run: &Diagnosis) -> u8 {
    match run.summary {
        count if count.fail > 0 || (run.strict && count.warn > 0) => 2,
        count if count.error > 0 => 3,
        count if count.warn > 0 => 1,
        _ => 0,
    }
}
