//! What goenvmgr reads, asks and starts, told while it does it: `-v` and `GOENVMGR_LOG`.

use std::io::{self, Write};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;

use super::Out;
use super::plain::plain;
use crate::base::secret::redact;
use crate::sys::env::Env;

/// Says what is to be told, as RUST_LOG does for other programs.
const LOG: &str = "GOENVMGR_LOG";

/// Begins to tell, where that is asked for: by so many `-v`, or by GOENVMGR_LOG. Where it is not,
/// nothing is set up, and an event costs one comparison. True where something is told.
pub(crate) fn begin(env: &Env, verbose: u8) -> bool {
    let said = env.var(LOG).unwrap_or_default();
    if said.is_empty() && verbose == 0 {
        return false;
    }
    let targets = said.parse::<Targets>().unwrap_or_else(|_| {
        Out::plain().warn(&format!(
            "{LOG}={said:?} is not read: levels (debug, trace) or goenvmgr::sys::net=trace,debug"
        ));
        Targets::new()
    });
    let targets = match verbose {
        0 => targets,
        1 => {
            let said = targets.default_level().unwrap_or(LevelFilter::OFF);
            targets.with_default(said.max(LevelFilter::DEBUG))
        }
        _ => targets.with_default(LevelFilter::TRACE),
    };
    let lines = fmt::layer().with_ansi(false).with_timer(fmt::time::uptime()).with_writer(|| Line);
    let told = tracing_subscriber::registry().with(targets).with(lines);
    tracing::subscriber::set_global_default(told).is_ok()
}

/// One event on its way to standard error. Whatever stands in it, no password of a URL goes out, and
/// nothing that a terminal would obey.
struct Line;

impl Write for Line {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = redact(&String::from_utf8_lossy(event));
        // Nobody is left to tell when standard error fails.
        let _ = io::stderr().lock().write_all(plain(&text).as_bytes());
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
