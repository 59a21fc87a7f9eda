//! `type = "port"`: somebody listens on a TCP port of this machine, or nobody does.

use std::sync::Arc;
use std::time::Duration;

use super::{Answered, Around, Ask};
use crate::doctor::model::finding::Verdict;
use crate::health::policy::table::Table;
use crate::sys::net::listening::listeners;

#[derive(Debug)]
struct Port {
    port: u16,
    listening: bool,
    process: Option<String>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let port = table.number("port", 1..=65_535).and_then(|port| u16::try_from(port).ok());
    if !table.has("port") {
        table.problem("", "a port check has a port: port = 8080");
    }
    let (mut listening, mut process) = (true, None);
    if let Some(expect) = table.table("expect") {
        listening = expect.flag("listening").unwrap_or(true);
        process = expect.word("process");
        if !expect.has("listening") && !expect.has("process") {
            table.problem("expect", "`expect` asserts nothing: expect = { listening = true }");
        }
        if !listening && process.is_some() {
            table.problem("expect", "where nobody is to listen there is no process to name");
        }
        expect.done();
    }
    Some(Arc::new(Port { port: port?, listening, process }))
}

impl Ask for Port {
    fn says(&self) -> String {
        format!("port {}", self.port)
    }

    fn ask(&self, _: &Around, _: Duration) -> Answered {
        let port = self.port;
        let Some(found) = listeners(port) else {
            let why = "this system does not say who listens";
            return Answered { verdict: Verdict::skip(why), passing: false };
        };
        let names: Vec<String> = found.iter().filter_map(|one| one.process.clone()).collect();
        let who = if names.is_empty() { "somebody".to_owned() } else { names.join(", ") };
        match (found.is_empty(), self.listening) {
            (true, true) => Answered::bad(format!("nobody listens on port {port}")).passing(),
            (false, false) => Answered::bad(format!("{who} listens on port {port}")).passing(),
            (true, false) => Answered::good("free", format!("nobody listens on port {port}")),
            (false, true) => match &self.process {
                Some(wanted) if names.is_empty() => Answered::unasked(format!(
                    "who listens on port {port} is not shown to this user, so whether it is {wanted} \
                     is not known"
                )),
                Some(wanted) if !names.contains(wanted) => {
                    Answered::bad(format!("{who} listens on port {port}, expected {wanted}"))
                }
                _ => Answered::good(who.clone(), format!("{who} listens on port {port}")),
            },
        }
    }
}
