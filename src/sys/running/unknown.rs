//! No safe crate of ours asks this system for its processes.

use std::path::{Path, PathBuf};

use super::{Names, Process};

pub(super) const KNOWN: bool = false;

pub(super) fn all(_: impl Fn(&Path) -> bool) -> impl Iterator<Item = Process> {
    std::iter::empty()
}

pub(super) fn every_name() -> Option<Vec<Names>> {
    None
}

pub(super) fn holder(_: &Path) -> Option<String> {
    None
}

pub(super) fn finds(_: u32, path: &Path) -> PathBuf {
    path.to_owned()
}

pub(super) fn lives(_: u32) -> bool {
    true
}
