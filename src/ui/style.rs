//! The few colours in use; everything must be understandable without them.

use anstyle::{AnsiColor, Effects, Style};

/// Good news.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Bad news.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Worth a look.
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default();
/// Headings and the answer itself.
pub(crate) const STRONG: Style = Style::new().effects(Effects::BOLD);
/// Secondary.
pub(crate) const DIM: Style = Style::new().effects(Effects::DIMMED);
