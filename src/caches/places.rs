//! Where Go's caches are, links resolved.

use std::path::{Path, PathBuf};

use crate::fs::marks;
use crate::goenv::GoEnv;

/// Go's directories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// `$GOMODCACHE`.
    pub module_cache: Option<PathBuf>,
    /// `$GOCACHE`; nothing where it is `off`.
    pub build_cache: Option<PathBuf>,
}

impl Places {
    /// As Go's configuration has them. A relative one is none: Go refuses it.
    pub fn of(go: &GoEnv) -> Self {
        let absolute =
            |path: PathBuf| path.is_absolute().then(|| marks::real(&path).unwrap_or(path));
        Self {
            module_cache: go.module_cache().and_then(absolute),
            build_cache: go.build_cache().and_then(absolute),
        }
    }

    /// Whether a directory is one of Go's caches, which hold go.mod files that are no projects.
    pub fn holds(&self, dir: &Path) -> bool {
        [&self.module_cache, &self.build_cache].into_iter().flatten().any(|cache| dir == cache)
    }
}
