//! Draws progress: bars on a terminal, lines elsewhere.

use std::fmt;
use std::io::{self, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};

use super::plain::plain;
use crate::base::progress::{Progress, Silent, Unit};
use crate::sys::screen;
use crate::sys::threads;

pub(super) fn choose(quiet: bool, terminal: bool) -> Box<dyn Progress> {
    match (quiet, terminal) {
        (true, _) => Box::new(Silent),
        (false, true) => Box::new(Bar::default()),
        (false, false) => Box::new(Lines),
    }
}

/// Lines, and how long each step took, in the log.
#[derive(Default)]
pub(super) struct Logged(Mutex<Option<(String, Instant)>>);

impl Progress for Logged {
    fn begin(&self, what: &str, _total: Option<u64>, _unit: Unit) {
        tracing::debug!("{what}");
        if let Ok(mut step) = self.0.lock() {
            *step = Some((what.to_owned(), Instant::now()));
        }
    }
    fn advance(&self, _amount: u64) {}
    fn end(&self) {
        if let Some((what, begun)) = self.0.lock().ok().and_then(|mut step| step.take()) {
            tracing::debug!(took = ?begun.elapsed(), "done: {what}");
        }
    }
    fn note(&self, line: &str) {
        Lines.note(line);
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
        if let Some(style) = style(width(), unit, total.is_some()) {
            bar.set_style(style);
        }
        bar.set_message(plain(what).into_owned());
        // It would crash where the thread that moves it cannot be had.
        if threads::can_be_had() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
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

/// The columns of the terminal.
fn width() -> u16 {
    screen::width().unwrap_or(80)
}

/// What fits on one line: the message gets what the numbers leave, and is cut there.
fn style(width: u16, unit: Unit, has_total: bool) -> Option<ProgressStyle> {
    let bar = if width < 100 { "" } else { " {bar:24}" };
    let narrow = width < 60;
    let counts = match (unit, has_total) {
        (Unit::Files, false) => "{pos} files",
        (Unit::Time, _) => "{elapsed}",
        (Unit::Bytes, false) if narrow => "{decimal_bytes:>9}",
        (Unit::Bytes, false) => "{decimal_bytes:>9} {decimal_bytes_per_sec:>10}",
        (_, true) if narrow => "{percent:>3}%",
        (Unit::Files, true) => "{pos}/{len} files {left:9}",
        (Unit::Bytes, true) => "{percent:>3}% {decimal_bytes_per_sec:>10} {left:9}",
    };
    let spinner = if has_total { "" } else { "{spinner} " };
    let style =
        ProgressStyle::with_template(&format!("{spinner}{{wide_msg}}{bar} {counts}")).ok()?;
    Some(style.progress_chars("=> ").with_key("left", left))
}

/// The time left, once a rate is known: at first any number would be a guess, and zero the worst.
fn left(state: &ProgressState, out: &mut dyn fmt::Write) {
    let eta = state.eta();
    if state.pos() > 0 && state.elapsed() >= Duration::from_secs(1) && !eta.is_zero() {
        let _ = write!(out, "{:#} left", HumanDuration(eta));
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use indicatif::{ProgressDrawTarget, TermLike};

    use super::*;

    /// Keeps what is drawn.
    #[derive(Clone, Debug)]
    struct Page(u16, Arc<Mutex<String>>);

    impl TermLike for Page {
        fn width(&self) -> u16 {
            self.0
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.1.lock().unwrap().push_str(text);
            Ok(())
        }
        fn write_line(&self, line: &str) -> io::Result<()> {
            self.write_str(&format!("{line}\n"))
        }
        fn clear_line(&self) -> io::Result<()> {
            self.write_str("\n")
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn bar_fits_one_line_of_every_terminal_and_zero_is_no_time_left() {
        for width in [20, 40, 80, 200] {
            for (unit, total) in [
                (Unit::Bytes, true),
                (Unit::Bytes, false),
                (Unit::Files, true),
                (Unit::Files, false),
                (Unit::Time, false),
            ] {
                let page = Page(width, Arc::default());
                let bar =
                    if total { ProgressBar::new(123_456_789) } else { ProgressBar::no_length() };
                bar.set_draw_target(ProgressDrawTarget::term_like(Box::new(page.clone())));
                bar.set_style(style(width, unit, total).expect("a template that can be read"));
                bar.set_message("downloading go1.22.5.linux-amd64.tar.gz from go.dev");
                bar.inc(98_765_432);
                bar.tick();
                let drawn = page.1.lock().unwrap().clone();
                assert!(drawn.contains("do"), "{width} {unit:?}: {drawn:?}");
                let longest = drawn.lines().map(|line| line.chars().count()).max();
                assert!(longest <= Some(width.into()), "{width} {unit:?} {total}: {drawn:?}");
                assert!(!drawn.contains("left"), "{drawn:?}");
            }
        }
    }
}
