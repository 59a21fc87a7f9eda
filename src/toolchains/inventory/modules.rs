//! What lies in a module cache: modules by path and version, and the parts of each.

mod scan;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::visible::Visible as _;
use crate::go::escape::escape;
use crate::go::gomod::ModuleVersion;
use crate::sys::fs::usage::Usage;

pub use scan::scan;

/// Where a sweep puts what it is about to delete, below the cache: on the same file system, and a
/// name that Go does not use. What lies there is garbage of an interrupted sweep.
pub const ASIDE: &str = ".goenvmgr-trash";

/// What of one module version is in the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// The unpacked directory.
    pub dir: Option<Usage>,
    /// Allocated bytes of the zip.
    pub zip: Option<u64>,
    /// Allocated bytes of the `.ziphash`.
    pub ziphash: Option<u64>,
    /// Whether Go was interrupted while unpacking it.
    pub partial: bool,
}

impl Parts {
    /// Allocated bytes of what a sweep may take: directory, zip and hash.
    pub fn bytes(&self) -> u64 {
        self.dir.map_or(0, |dir| dir.bytes) + self.zip.unwrap_or(0) + self.ziphash.unwrap_or(0)
    }

    /// Files and directories of the same.
    pub fn files(&self) -> u64 {
        self.dir.map_or(0, |dir| dir.files + dir.dirs)
            + u64::from(self.zip.is_some())
            + u64::from(self.ziphash.is_some())
    }

    fn join(&mut self, other: Self) {
        self.dir = self.dir.or(other.dir);
        self.zip = self.zip.or(other.zip);
        self.ziphash = self.ziphash.or(other.ziphash);
        self.partial |= other.partial;
    }
}

/// A module cache.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ModuleCache {
    /// Its directory, links resolved.
    pub root: PathBuf,
    /// Module versions with a directory, a zip or a hash. Go's own toolchains are not among them.
    #[serde(skip)]
    pub modules: BTreeMap<ModuleVersion, Parts>,
    /// Go's cached toolchains: `golang.org/toolchain` at versions `v0.0.1-go1.22.5.linux-amd64`.
    #[serde(skip)]
    pub toolchains: BTreeMap<String, Parts>,
    /// Unpacked directories of modules, without toolchains.
    pub dirs: Usage,
    /// Zips and their hashes, without toolchains.
    pub zips: Usage,
    /// `.mod`, `.info`, `list`, `.lock`: what the module graph is read from.
    pub graph: Usage,
    /// Clones of repositories that are fetched directly.
    pub vcs: Usage,
    /// Tiles and records of the checksum database.
    pub sumdb: Usage,
    /// Leftovers of interrupted downloads (`*.tmp`) and sweeps.
    pub leftovers: Usage,
    /// Each leftover: path relative to `root`, size, last change in seconds since 1970.
    #[serde(skip)]
    pub leftovers_found: Vec<(PathBuf, Usage, i64)>,
    /// Anything else: files that Go did not put there.
    pub other: Usage,
    /// Links found in place of directories, relative to `root`: left alone, never followed.
    pub links: Vec<PathBuf>,
    /// What is mounted below `root`, relative to it: somewhere else, and left alone.
    pub mounts: Vec<PathBuf>,
    /// The first file among the directories above modules, relative to `root`: Go puts none there.
    #[serde(skip)]
    pub foreign: Option<PathBuf>,
    /// Whether it has Go's `cache/download`.
    #[serde(skip)]
    pub has_downloads: bool,
    /// Everything.
    pub total: Usage,
}

/// The module path of Go's own toolchains.
pub const TOOLCHAIN: &str = "golang.org/toolchain";

impl ModuleCache {
    /// What is mounted at, above or below this path, which is relative to the cache.
    pub fn mount_at(&self, path: &Path) -> Option<PathBuf> {
        let meets = |mount: &&PathBuf| mount.starts_with(path) || path.starts_with(mount);
        self.mounts.iter().find(meets).map(|mount| self.root.join(mount))
    }

    /// The same for all parts of a module version.
    pub fn mount_in(&self, module: &ModuleVersion) -> Option<PathBuf> {
        if self.mounts.is_empty() {
            return None;
        }
        let (path, version) = (escape(&module.path)?, escape(&module.version)?);
        let dir = format!("{path}@{version}");
        let downloads = Path::new("cache/download").join(path).join("@v");
        self.mount_at(Path::new(&dir)).or_else(|| self.mount_at(&downloads))
    }

    /// Why this is not what Go keeps in GOMODCACHE; nothing where it is, or is empty. To empty it
    /// (`whole`), all of it must be.
    pub fn suspicion(&self, whole: bool) -> Option<String> {
        let is_empty = self.total.files == 0 && self.total.dirs <= 1;
        let dir = self.root.visible();
        if !is_empty && !self.has_downloads {
            return Some(format!(
                "{dir} does not look like a module cache: it has no cache/download"
            ));
        }
        let foreign = self.foreign.as_ref().filter(|_| whole)?;
        let at = self.root.join(foreign);
        Some(format!(
            "{dir} does not look like a module cache: in {} are files that Go puts nowhere there",
            at.visible()
        ))
    }

    fn sum(&mut self) {
        self.leftovers_found.sort_by(|a, b| a.0.cmp(&b.0));
        self.links.sort();
        let mut total = Usage::default();
        for parts in self.modules.values() {
            self.dirs += parts.dir.unwrap_or_default();
            self.zips.bytes += parts.zip.unwrap_or(0) + parts.ziphash.unwrap_or(0);
            self.zips.files += u64::from(parts.zip.is_some()) + u64::from(parts.ziphash.is_some());
        }
        for parts in self.toolchains.values() {
            let zips = parts.zip.unwrap_or(0) + parts.ziphash.unwrap_or(0);
            let files = u64::from(parts.zip.is_some()) + u64::from(parts.ziphash.is_some());
            total += Usage { bytes: zips, files, ..Usage::default() };
            total += parts.dir.unwrap_or_default();
        }
        for part in
            [self.dirs, self.zips, self.graph, self.vcs, self.sumdb, self.leftovers, self.other]
        {
            total += part;
        }
        self.total = total;
    }
}
