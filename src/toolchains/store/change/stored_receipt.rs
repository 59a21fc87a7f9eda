//! Receipt and manifest of a version: in `receipts/`, or in the tree while that moves.

use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::toolchain_dir;
use crate::sys::fs::movable::{self, Obstacle};
use crate::sys::fs::publish::carry;
use crate::sys::fs::{atomic, mode, read, remove};
use crate::toolchains::store::receipt::Receipt;

/// The receipt of the version whose tree is at `root`.
pub(super) struct StoredReceipt<'a> {
    pub(super) home: &'a Home,
    pub(super) version: &'a GoVersion,
    pub(super) root: &'a Path,
}

impl StoredReceipt<'_> {
    /// Whether a tree stands there that a receipt can be of: neither a link nor a file.
    pub(super) fn has_tree(&self) -> bool {
        read::is_dir(self.root) && !movable::is_link(self.root)
    }

    /// Puts it into the tree, before that moves.
    pub(super) fn put_in(&self) -> Result<()> {
        let (json, files) = self.paths();
        if !self.has_tree() {
            return Ok(());
        }
        if let Some(Obstacle::Protected(dir)) = movable::of_dir(self.root) {
            mode::set_writable(&dir)?;
        }
        if read::is_taken(&json) || read::is_taken(&files) {
            atomic::create_dir(&toolchain_dir::ours(self.root))?;
        }
        carry(&files, &toolchain_dir::manifest(self.root))?;
        carry(&json, &toolchain_dir::receipt(self.root)).map(drop)
    }

    /// Of a tree that stands: the receipt that it brought goes where receipts lie.
    pub(super) fn take_out(&self) -> Result<()> {
        let ours = toolchain_dir::ours(self.root);
        if !read::is_taken(&ours) || toolchain_dir::is_unfinished(self.root) {
            return Ok(());
        }
        let (json, files) = self.paths();
        atomic::create_dir(&self.home.receipts())?;
        carry(&toolchain_dir::manifest(self.root), &files)?;
        carry(&toolchain_dir::receipt(self.root), &json)?;
        remove::empty_dir(&ours);
        Ok(())
    }

    /// Removes what lies in `receipts/`.
    pub(super) fn remove(&self) -> Result<()> {
        let (json, files) = self.paths();
        remove::file(&json)?;
        remove::file(&files).map(drop)
    }

    fn paths(&self) -> (PathBuf, PathBuf) {
        (Receipt::path(self.home, self.version), Receipt::manifest_path(self.home, self.version))
    }
}
