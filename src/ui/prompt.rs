//! Questions on the terminal.

use std::io::{self, BufRead as _, Read as _, Write};

use super::plain::plain;
use crate::sys::interrupt;

/// Asks; only an explicit yes counts. Ctrl-C ends the process, whatever it inherited: whoever sees the
/// question can leave it.
pub(super) fn yes(question: &str) -> bool {
    if interrupt::end_at_once().is_err() {
        return false;
    }
    let mut stderr = io::stderr().lock();
    if write!(stderr, "{} [y/N] ", plain(question)).and_then(|()| stderr.flush()).is_err() {
        return false;
    }
    let mut answer = String::new();
    io::stdin().lock().take(4096).read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
