//! Which toolchains somebody wants: the default, this shell, and every root by the rules of
//! selection.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::plan::State;
use super::roots::Root;
use crate::base::fault::Result;
use crate::go::version::{GoVersion, Request};
use crate::projects::lock::{self, Lock};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Selection, select};
use crate::settings::GOENVMGR_VERSION;
use crate::settings::config::Config;
use crate::settings::goenv::GoEnv;
use crate::sys::env::Env;
use crate::toolchains::store::{Installed, Store};
use crate::tools::pinned::Pinned;

/// Who wants which toolchain of ours, by its name.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn ours(
    env: &Env,
    store: &Store,
    config: &Config,
    roots: &mut [Root],
) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let installed = store.versions()?;
    let mut wanted = BTreeMap::<String, Vec<PathBuf>>::new();
    let mut want = |request: &Request, who: &Path| {
        if let Some(version) = request.newest(&installed) {
            wanted.entry(version.toolchain()).or_default().push(who.to_owned());
        }
    };
    if let Some(default) = &config.default.value {
        want(default, Path::new("the default"));
    }
    if let Some(request) = env.var(GOENVMGR_VERSION).and_then(|text| text.parse::<Request>().ok()) {
        want(&config.meant(store.home(), &request), Path::new("this shell"));
    }
    // What a root selects does not hang on what this shell was told to use.
    let mut plain = env.clone();
    plain.vars.remove(OsStr::new(GOENVMGR_VERSION));
    for root in roots {
        for name in &root.toolchains {
            if let Some(version) = GoVersion::from_toolchain(name) {
                want(&Request::Exact(version), &root.path);
            }
        }
        // A pin that cannot be read selects nothing here; `check` says what is wrong with it.
        // What the root selected when all of it could be read stays.
        if matches!(root.state, State::Project | State::Pin) {
            let selection = select(&plain, store, config, &AncestorScan::of(&root.path)).ok();
            let selected = selection.as_ref().and_then(Selection::installed);
            // What is linked is kept by nobody: a version that is called alike is another.
            root.selected = selected.map(Installed::name);
            root.tools = selection.and_then(|selection| tools(&selection, store));
        }
        if let Ok(Some(lock)) = Lock::read(&root.path.join(lock::NAME)) {
            want(&Request::Exact(lock.version), &root.path);
        }
        if let Some(version) = root.selected.as_deref().and_then(GoVersion::from_toolchain) {
            want(&Request::Exact(version), &root.path);
        }
    }
    for who in wanted.values_mut() {
        who.dedup();
    }
    Ok(wanted)
}

/// The set that is pinned where this is selected, trusted or not.
fn tools(selection: &Selection, store: &Store) -> Option<String> {
    Some(Pinned::by(selection, store.home()).ok()??.set.ok()?.name)
}

/// Who wants a toolchain that the go command cached: roots whose go.mod or go.work names it, and
/// the user's own GOTOOLCHAIN.
pub(super) fn cached(name: &str, go: &GoEnv, roots: &[Root]) -> Vec<PathBuf> {
    let mut who = BTreeSet::new();
    let set = go.value("GOTOOLCHAIN");
    if set.is_some_and(|value| value.split('+').next() == Some(name)) {
        who.insert(PathBuf::from("GOTOOLCHAIN"));
    }
    who.extend(roots.iter().filter(|root| root.toolchains.contains(name)).map(|r| r.path.clone()));
    who.into_iter().collect()
}
