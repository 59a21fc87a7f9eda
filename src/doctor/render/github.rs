//! GitHub workflow commands: an annotation for each finding that needs a look.

use std::io::{self, Write};

use crate::doctor::model::finding::Status;
use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    for finding in run.results.iter().filter(|finding| finding.status() > Status::Skip) {
        let level = if run.counts(finding) { "error" } else { "warning" };
        let mut text = finding.verdict.message.clone();
        for (label, value) in &finding.verdict.evidence {
            text.push_str(&format!("\n{label}: {value}"));
        }
        if let Some(tries) = finding.tries() {
            text.push_str(&format!("\nasked: {tries}"));
        }
        if let Some(fix) = &finding.verdict.fix {
            text.push_str(&format!("\ncure: {}", fix.text));
            fix.commands.iter().for_each(|line| text.push_str(&format!("\n  {line}")));
        }
        let title = property(&format!("goenvmgr {}", finding.check));
        writeln!(out, "::{level} title={title}::{}", data(&text))?;
    }
    let count = run.summary;
    writeln!(
        out,
        "::notice title=goenvmgr doctor::{} passed, {} warned, {} failed, {} not looked at, {} could not finish",
        count.pass, count.warn, count.fail, count.skip, count.error
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
