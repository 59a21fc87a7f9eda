//! Empties the module cache, as `go clean -modcache` does, but for what runs.

use std::path::{Path, PathBuf};

use super::Swept;
use super::module::{Failed, Trash};
use crate::caches::plan::Removal;
use crate::sys::fs::usage::{Links, of_path};
use crate::toolchains::inventory::modules::ASIDE;

impl Trash {
    /// Moves everything aside except `keep` (relative paths) and what leads there.
    pub(super) fn everything(&mut self, keep: &[PathBuf], removal: &Removal, swept: &mut Swept) {
        let before = swept.stuck.len();
        let moved = self.level(Path::new(""), keep, swept);
        let links = Links::default();
        let stays = swept.stuck[before..].iter().map(|stuck| of_path(&stuck.path, &links).bytes);
        let mut gone = removal.clone();
        gone.bytes = gone.bytes.saturating_sub(stays.sum());
        match (moved.is_empty(), swept.stuck.len() == before) {
            // One line of the plan: freed when the trash is empty.
            (false, _) => self.owe(".".to_owned(), gone),
            (true, true) => swept.done(removal),
            (true, false) => {}
        }
    }

    fn level(&mut self, at: &Path, keep: &[PathBuf], swept: &mut Swept) -> Vec<String> {
        let mut moved = Vec::new();
        let Ok(dir) = self.cache.below(at) else { return moved };
        for name in dir.names().unwrap_or_default() {
            let path = at.join(&name);
            if keep.contains(&path) {
                continue;
            }
            if path == Path::new(ASIDE) {
                moved.extend(self.dead_runs());
                continue;
            }
            if keep.iter().any(|kept| kept.starts_with(&path)) {
                moved.extend(self.level(&path, keep, swept));
                continue;
            }
            match self.aside(at, &name) {
                Ok(Some(number)) => moved.push(number),
                Ok(None) => {
                    if let Err(error) = dir.unlink(&name) {
                        swept.stuck(self.root.join(&path), &error);
                    }
                }
                Err(Failed::At(path, error)) => swept.stuck(path, &error),
                Err(Failed::Busy) => {}
            }
        }
        moved
    }

    /// What sweeps that were killed moved aside.
    fn dead_runs(&mut self) -> Vec<String> {
        let Ok(dir) = self.cache.below(Path::new(ASIDE)) else { return Vec::new() };
        let mut moved = Vec::new();
        for name in dir.names().unwrap_or_default() {
            let Ok(run) = dir.below(Path::new(&name)) else { continue };
            if !run.try_hold().unwrap_or(true) {
                continue;
            }
            run.let_go();
            if let Ok(Some(number)) = self.aside(Path::new(ASIDE), &name) {
                moved.push(number);
            }
        }
        moved
    }
}
