//! Draws progress: bars on a terminal, lines elsewhere.

use std::io::{self, Write};
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::plain::plain;
use crate::progress::{Progress, Silent, Unit};

pub(super) fn choose(quiet: bool, terminal: bool) -> Box<dyn Progress> {
    match (quiet, terminal) {
        (true, _) => Box::new(Silent),
        (false, true) => Box::new(Bar::default()),
        (false, false) => Box::new(Lines),
    }
}

/// One bar at a time, with rate and time left.
#[derive(Default)]
struct Bar(Mutex<Option<ProgressBar>>);

impl Bar {
    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(Some(bar)) = self.0.lock().as_deref() {
            act(bar);
        }
    }
}

impl Progress for Bar {
    fn begin(&self, what: &str, total: Option<u64>, unit: Unit) {
        let bar = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::new_spinner(),
        };
        let counts = match (unit, total.is_some()) {
            (Unit::Bytes, true) => {
                "{bar:24} {decimal_bytes:>9}/{decimal_total_bytes:9} {decimal_bytes_per_sec:>10}  {eta:>4} left"
            }
            (Unit::Bytes, false) => "{spinner} {decimal_bytes:>9} {decimal_bytes_per_sec:>10}",
            (Unit::Files, true) => "{bar:24} {pos}/{len} files {per_sec:>10}  {eta:>4} left",
            (Unit::Files, false) => "{spinner} {pos} files",
        };
        if let Ok(style) = ProgressStyle::with_template(&format!("{{msg}} {counts}")) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(plain(what).into_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(mut slot) = self.0.lock() {
            *slot = Some(bar);
        }
    }

    fn advance(&self, amount: u64) {
        self.with(|bar| bar.inc(amount));
    }

    fn end(&self) {
        self.with(ProgressBar::finish_and_clear);
    }

    fn note(&self, line: &str) {
        self.with(|bar| bar.println(plain(line)));
        if self.0.lock().map_or(true, |slot| slot.is_none()) {
            Lines.note(line);
        }
    }
}

/// A line when a step begins; nothing while it goes on.
struct Lines;

impl Progress for Lines {
    fn begin(&self, what: &str, _total: Option<u64>, _unit: Unit) {
        self.note(what);
    }
    fn advance(&self, _amount: u64) {}
    fn end(&self) {}
    fn note(&self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", plain(line));
    }
}
