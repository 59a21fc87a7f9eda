//! Those of a POSIX shell.

pub(super) fn takes(_: &str) -> bool {
    true
}
