//! Makes a proven toolchain visible.

use std::time::Instant;

use super::Installer;
use super::slot::Slot;
use super::verify::Proven;
use crate::fault::Result;
use crate::fs::{atomic, publish, read, remove};
use crate::store::{Receipt, Store};

impl Installer<'_> {
    /// Receipt and manifest are written in staging, all of it is flushed once, then each gets its
    /// place by one rename, the tree last. Returns how many milliseconds the flush took.
    ///
    /// Where a version stands already, the trees swap places. Between the renames of receipt and
    /// tree there is no receipt at all: a kill there leaves a tree about which nothing is claimed,
    /// and the next `install` mends it.
    pub(super) fn publish(&self, slot: &Slot, proven: Proven) -> Result<u64> {
        let version = proven.version().clone();
        let target = Store::new(self.home).root(&version);
        let standing = read::is_taken(&target);
        let papers = slot.fresh()?;
        let (new_json, new_files) = (papers.join("json"), papers.join("files"));
        atomic::write_cache(&new_files, proven.staged().tree.to_text().as_bytes())?;
        proven.receipt(self.platform, self.now).write(&new_json)?;
        let (json, files) =
            (Receipt::path(self.home, &version), Receipt::manifest_path(self.home, &version));
        atomic::create_dir(&self.home.toolchains())?;
        atomic::create_dir(&self.home.receipts())?;
        self.interrupt.check()?;
        let began = Instant::now();
        publish::flush(&proven.staged().dir)?;
        let flushed = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let dir = &proven.staged().dir;
        self.interrupt.commit(|| {
            if !standing {
                publish::replace(&new_files, &files)?;
                publish::replace(&new_json, &json)?;
                return publish::rename_new(dir, &target);
            }
            remove::file(&json)?;
            publish::exchange(dir, &target, &slot.aside_name())?;
            publish::replace(&new_files, &files)?;
            publish::replace(&new_json, &json)
        })?;
        if let Some(kept) = proven.into_staged().kept {
            kept.discard();
        }
        Ok(flushed)
    }
}
