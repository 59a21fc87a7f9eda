//! The console's buffer, by indicatif's own crate for terminals.

pub(super) fn width() -> Option<u16> {
    console::Term::stderr().size_checked().map(|(_, columns)| columns)
}
