//! Linked by tests/it/names.rs: prints what this program finds for each name that it is given.

use std::time::{Duration, Instant};

use goenvmgr::sys::net::dns::{self, Why};

fn main() {
    for name in std::env::args().skip(1) {
        let deadline = Instant::now() + Duration::from_secs(10);
        match dns::addresses(&name, 0, deadline) {
            Ok(found) => {
                let found: Vec<_> = found.iter().map(|address| address.ip().to_string()).collect();
                println!("{name}: {}", found.join(" "));
            }
            Err(unresolved) => match unresolved.why {
                Why::NoSuchHost => println!("{name}: no such host"),
                Why::Silent | Why::OutOfTime => println!("{name}: timeout"),
                Why::Failure(_) | Why::Unreachable(_) => println!("{name}: failure"),
            },
        }
    }
}
