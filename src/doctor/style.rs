//! The colours of a status. Everything is understandable without them.

use anstyle::{AnsiColor, Effects, Style};

pub(super) const GOOD: Style = AnsiColor::Green.on_default();
pub(super) const BAD: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
pub(super) const NOTE: Style = AnsiColor::Yellow.on_default();
pub(super) const DIM: Style = Style::new().effects(Effects::DIMMED);
