//! `du`: one value with everything that Go takes on this machine.

use std::path::PathBuf;

use serde::Serialize;

use super::builds::{self, BuildCache};
use super::gos::{self, FoundGo, Owner};
use super::modules::{self, ModuleCache};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::usage::{Links, Usage, of_path};
use crate::sys::threads;
use crate::toolchains::store::{built, change};

/// A toolchain and its size.
#[derive(Clone, Debug, Serialize)]
pub struct Sized {
    /// Whose it is.
    pub owner: Owner,
    /// What its `VERSION` says.
    pub version: Option<String>,
    /// Its GOROOT.
    pub path: PathBuf,
    /// What it takes.
    pub usage: Usage,
}

/// Everything.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Toolchains, whoever put them there; those of others are shown and never touched.
    pub toolchains: Vec<Sized>,
    /// The module cache.
    pub module_cache: ModuleCache,
    /// How many module versions it holds.
    pub modules: usize,
    /// The build cache.
    pub build_cache: BuildCache,
    /// Archives, half-done downloads and indexes of ours.
    pub downloads: Usage,
    /// Half-done installs and builds of ours, those that `doctor --fix` moved away included.
    pub staging: Usage,
    /// Sets of tools that manifests pin.
    pub tools: Usage,
    /// All of it, hard links once.
    pub total: Usage,
}

/// Measures everything.
pub fn take(
    env: &Env,
    home: &Home,
    module_cache: Option<PathBuf>,
    build_cache: Option<PathBuf>,
) -> Report {
    // One for all, so that a file which two toolchains share counts once.
    let links = Links::default();
    threads::ready();
    let (module_cache, build_cache) = rayon::join(
        || module_cache.map(|root| modules::scan(&root, &links)).unwrap_or_default(),
        || build_cache.map(|root| builds::scan(&root, &links)).unwrap_or_default(),
    );
    let root = (!module_cache.root.as_os_str().is_empty()).then_some(&*module_cache.root);
    let found = gos::find(env, home, root).into_iter();
    let toolchains: Vec<_> = found.map(|go| sized(go, &module_cache, &links)).collect();
    let downloads = of_path(home.cache(), &links);
    let mut staging = of_path(&change::staging(home), &links);
    staging += of_path(&home.set_aside(), &links);
    for (_, dir) in built::unnamed(home) {
        staging += of_path(&dir, &links);
    }
    let tools = of_path(&home.tools(), &links);
    let mut total = module_cache.total;
    for part in [build_cache.total(), downloads, staging, tools] {
        total += part;
    }
    for toolchain in toolchains.iter().filter(|one| one.owner != Owner::GoCommand) {
        total += toolchain.usage;
    }
    let modules = module_cache.modules.len();
    Report { toolchains, modules, module_cache, build_cache, downloads, staging, tools, total }
}

/// A toolchain with what it takes. One in the module cache was measured with that.
fn sized(go: FoundGo, module_cache: &ModuleCache, links: &Links) -> Sized {
    let usage = match go.owner {
        Owner::GoCommand => in_module_cache(&go, module_cache).unwrap_or_default(),
        _ => of_path(&go.root, links),
    };
    Sized { owner: go.owner, version: go.version, path: go.root, usage }
}

fn in_module_cache(go: &FoundGo, module_cache: &ModuleCache) -> Option<Usage> {
    let (_, version) = go.root.file_name()?.to_str()?.split_once('@')?;
    let parts = module_cache.toolchains.get(version)?;
    Some(Usage { bytes: parts.bytes(), files: parts.files(), ..Usage::default() })
}
