//! Where things stand in a mirror.

use std::path::{Path, PathBuf};

use super::distribution::Distribution;
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::tile::Tile;
use crate::sys::fs::walk;

/// What is ours in the directory, and for no client.
pub(super) const OURS: &str = ".goenvmgr";

/// The paths of one mirror.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) root: PathBuf,
    /// The checksum database's name.
    pub(super) database: String,
}

impl Layout {
    /// What was asked for.
    pub(super) fn description(root: &Path) -> PathBuf {
        root.join(OURS).join("mirror.json")
    }

    /// Held by who changes the mirror.
    pub(super) fn lock(root: &Path) -> PathBuf {
        root.join(OURS).join("lock")
    }

    /// Where downloads grow.
    pub(super) fn downloads(&self) -> PathBuf {
        self.root.join(OURS).join("downloads")
    }

    /// The directory of the toolchain's module.
    pub(super) fn module(&self) -> PathBuf {
        self.root.join(TOOLCHAIN_MODULE).join("@v")
    }

    /// The versions whose zips are here.
    pub(super) fn list(&self) -> PathBuf {
        self.module().join("list")
    }

    /// A file of a version: `zip`, `mod` or `info`.
    pub(super) fn file(&self, of: &Distribution, ending: &str) -> PathBuf {
        self.module().join(format!("{}.{ending}", of.module_version()))
    }

    /// A file of the checksum database.
    pub(super) fn log(&self, path: &str) -> PathBuf {
        self.root.join("sumdb").join(&self.database).join(path)
    }

    /// The newest head.
    pub(super) fn latest(&self) -> PathBuf {
        self.log("latest")
    }

    /// What says that the database is served.
    pub(super) fn supported(&self) -> PathBuf {
        self.log("supported")
    }

    /// The record of a version.
    pub(super) fn lookup(&self, of: &Distribution) -> PathBuf {
        self.log(&format!("lookup/{TOOLCHAIN_MODULE}@{}", of.module_version()))
    }

    pub(super) fn tile(&self, tile: Tile) -> PathBuf {
        self.log(&tile.path())
    }

    /// The versions that have a file with this ending, sorted.
    pub(super) fn with(&self, ending: &str) -> crate::base::fault::Result<Vec<Distribution>> {
        let names = walk::names(&self.module())?;
        let ending = format!(".{ending}");
        let versions = names.iter().filter_map(|name| {
            Distribution::of_module_version(name.to_str()?.strip_suffix(&ending)?)
        });
        Ok(sorted(versions))
    }

    /// The versions that have a record here, sorted.
    pub(super) fn looked_up(&self) -> crate::base::fault::Result<Vec<Distribution>> {
        let (above, module) = TOOLCHAIN_MODULE.rsplit_once('/').unwrap_or(("", TOOLCHAIN_MODULE));
        let names = walk::names(&self.log(&format!("lookup/{above}")))?;
        let start = format!("{module}@");
        let versions = names.iter().filter_map(|name| {
            Distribution::of_module_version(name.to_str()?.strip_prefix(&start)?)
        });
        Ok(sorted(versions))
    }
}

fn sorted(versions: impl Iterator<Item = Distribution>) -> Vec<Distribution> {
    let mut versions: Vec<_> = versions.collect();
    versions.sort_by(Distribution::order);
    versions
}
