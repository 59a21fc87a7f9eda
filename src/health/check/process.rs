//! `type = "process"`: so many processes of a name run on this machine.

use std::sync::Arc;
use std::time::Duration;

use super::{Answered, Around, Ask};
use crate::doctor::model::finding::Verdict;
use crate::health::policy::table::Table;
use crate::sys::running;

#[derive(Debug)]
struct Process {
    process: String,
    least: u32,
    most: Option<u32>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let process = table.word("process");
    if !table.has("process") {
        table.problem("", "a process check names it: process = \"postgres\"");
    }
    let (mut least, mut most) = (1, None);
    if let Some(expect) = table.table("expect") {
        let running = expect.flag("running");
        least = expect.number("min", 1..=100_000).unwrap_or(1);
        most = expect.number("max", 0..=100_000);
        if running == Some(false) {
            (least, most) = (0, Some(0));
        }
        if !["running", "min", "max"].iter().any(|key| expect.has(key)) {
            table.problem("expect", "`expect` asserts nothing: expect = { min = 1 }");
        }
        if running == Some(false) && (expect.has("min") || expect.has("max")) {
            table.problem("expect", "what is not to run has no number");
        }
        if most.is_some_and(|most| most < least) {
            table.problem("expect", "`max` is less than `min`, which is 1 unless it is said");
        }
        expect.done();
    }
    Some(Arc::new(Process { process: process?, least, most }))
}

impl Ask for Process {
    fn says(&self) -> String {
        format!("process {}", self.process)
    }

    fn ask(&self, _: &Around, _: Duration) -> Answered {
        let name = &self.process;
        let Some(names) = running::names() else {
            let why = "this system does not say what runs";
            return Answered { verdict: Verdict::skip(why), passing: false };
        };
        let count = names.iter().filter(|running| running.contains(name)).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let found = match count {
            0 => format!("no {name} runs"),
            1 => format!("1 {name} runs"),
            many => format!("{many} {name} run"),
        };
        match (count < self.least, self.most.filter(|most| count > *most)) {
            (true, _) => {
                Answered::bad(format!("{found}, expected at least {}", self.least)).passing()
            }
            (_, Some(most)) => Answered::bad(format!("{found}, expected at most {most}")).passing(),
            _ => Answered::good(count.to_string(), found),
        }
    }
}
