//! There is none.

use super::Tree;

pub(super) const KNOWN: bool = false;

pub(super) fn text(_: Tree, _: &str, _: &str) -> Option<String> {
    None
}

pub(super) fn number(_: Tree, _: &str, _: &str) -> Option<u32> {
    None
}

pub(super) fn keys(_: Tree, _: &str) -> Vec<String> {
    Vec::new()
}
