//! Questions on the terminal.

use std::io::{self, Write};

use super::plain::plain;

/// Asks; only an explicit yes counts.
pub(super) fn yes(question: &str) -> bool {
    let mut stderr = io::stderr().lock();
    if write!(stderr, "{} [y/N] ", plain(question)).and_then(|()| stderr.flush()).is_err() {
        return false;
    }
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
