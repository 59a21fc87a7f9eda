//! The registry of Windows, where installers and administrators write what holds for this machine.

#[cfg(not(windows))]
mod none;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
use none as os;
#[cfg(windows)]
use windows as os;

/// Whether this system has one.
pub(crate) const KNOWN: bool = os::KNOWN;

/// A tree of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tree {
    /// Of this user.
    User,
    /// Of this machine.
    Machine,
}

/// A text, its variables as they are written; nothing where it is not there, or is none.
pub(crate) fn text(tree: Tree, key: &str, name: &str) -> Option<String> {
    os::text(tree, key, name)
}

/// A number; nothing where it is not there, or is none.
pub(crate) fn number(tree: Tree, key: &str, name: &str) -> Option<u32> {
    os::number(tree, key, name)
}

/// The names of the keys below one; none where it is not there.
pub(crate) fn keys(tree: Tree, key: &str) -> Vec<String> {
    os::keys(tree, key)
}
