//! Read, never written.

use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE};

use super::Tree;

pub(super) const KNOWN: bool = true;

fn open(tree: Tree, key: &str) -> Option<Key> {
    let top = match tree {
        Tree::User => CURRENT_USER,
        Tree::Machine => LOCAL_MACHINE,
    };
    top.open(key).ok()
}

pub(super) fn text(tree: Tree, key: &str, name: &str) -> Option<String> {
    open(tree, key)?.get_string(name).ok()
}

pub(super) fn number(tree: Tree, key: &str, name: &str) -> Option<u32> {
    open(tree, key)?.get_u32(name).ok()
}

pub(super) fn keys(tree: Tree, key: &str) -> Vec<String> {
    open(tree, key).and_then(|key| Some(key.keys().ok()?.collect())).unwrap_or_default()
}
