//! Where Go's caches are, links resolved.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::sys::env::{Env, HOME};
use crate::sys::fs::marks;
use crate::sys::running::Process;
use crate::sys::threads;

/// Go's directories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// `$GOMODCACHE`.
    pub module_cache: Option<PathBuf>,
    /// `$GOCACHE`; nothing where it is `off`.
    pub build_cache: Option<PathBuf>,
}

impl Places {
    /// As Go's configuration has them. A relative one is none: Go refuses it.
    pub(crate) fn of(go: &GoEnv) -> Self {
        let absolute =
            |path: PathBuf| path.is_absolute().then(|| marks::real(&path).unwrap_or(path));
        Self {
            module_cache: go.module_cache().and_then(absolute),
            build_cache: go.build_cache().and_then(absolute),
        }
    }

    /// Whether a directory is one of Go's caches, which hold go.mod files that are no projects.
    pub(crate) fn holds(&self, dir: &Path) -> bool {
        [&self.module_cache, &self.build_cache].into_iter().flatten().any(|cache| dir == cache)
    }
}

/// So long is waited for another process's directories.
const ANSWERS: Duration = Duration::from_secs(2);

/// Whether a running Go tool uses the cache at `cache`, which `named` finds in its configuration.
/// One that was started with another configuration (a build in a sandbox, another user's) does
/// not; one whose variables or directories cannot be seen might, and so might one whose directories lie
/// where nobody answers.
pub(crate) fn is_used_by(
    process: &Process,
    cache: &Path,
    named: fn(&GoEnv) -> Option<PathBuf>,
    env: &Env,
    home: &Home,
) -> bool {
    let lives = || process.lives();
    let (process, cache, env, home) =
        (process.clone(), cache.to_owned(), env.clone(), home.clone());
    let uses = move || {
        let Some(vars) = process.vars.clone() else { return true };
        let own = vars.get(OsStr::new(HOME)).filter(|own| !own.is_empty());
        let own = own.map(PathBuf::from).or_else(|| env.home.clone());
        let cwd = process.cwd.clone().unwrap_or_default();
        let theirs = GoEnv::read(&Env { vars, home: own, cwd, ..env }, &home);
        let Some(theirs) = named(&theirs) else { return false };
        match (marks::identity(&cache), marks::identity(&process.finds(&theirs))) {
            (Ok(ours), Ok(theirs)) => ours == theirs,
            (_, Err(error)) if error.kind() != io::ErrorKind::NotFound => process.lives(),
            // One of them is not made yet.
            _ => theirs == cache,
        }
    };
    threads::within(ANSWERS, "process", uses).unwrap_or_else(lives)
}
