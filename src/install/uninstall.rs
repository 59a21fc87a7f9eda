//! Takes toolchains away: renamed first, so that nobody sees half of one, then removed.

use serde::Serialize;

use super::ours;
use super::slot::Slot;
use crate::config::Config;
use crate::env::Env;
use crate::fault::{Fault, Result};
use crate::fs::remove;
use crate::home::Home;
use crate::inventory::processes;
use crate::progress::{Progress, Unit};
use crate::store::{Installed, Receipt, Store};
use crate::version::{GoVersion, Request};

/// A toolchain that was removed, or would be. The names of the fields are the keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Removal {
    /// The version.
    pub version: GoVersion,
    /// Where it stood.
    pub path: std::path::PathBuf,
    /// Who needs it, one line each.
    pub needed_by: Vec<String>,
    /// Files that went; null before.
    pub files: Option<u64>,
}

impl Removal {
    /// Of an installed toolchain, whoever may need it.
    pub fn of(installed: Installed) -> Self {
        let Installed { version, root, .. } = installed;
        Self { version, path: root, needed_by: Vec::new(), files: None }
    }
}

/// What would be removed, and who needs it.
///
/// # Errors
/// When the version is not installed (exit 1).
pub fn plan(env: &Env, home: &Home, config: &Config, request: &Request) -> Result<Removal> {
    let store = Store::new(home);
    let installed = find(&store, request)?;
    let mut needed_by = Vec::new();
    if let Some(default) = &config.default.value
        && meant(&store, default)?.as_ref() == Some(&installed.version)
    {
        needed_by.push(format!("it is the default ({})", config.default.origin));
    }
    needed_by.extend(this_shell(env, &installed));
    for process in processes::all().iter().filter(|process| process.runs_in(&installed.root)) {
        needed_by.push(format!("process {} runs {}", process.pid, process.exe.display()));
    }
    Ok(Removal { needed_by, ..Removal::of(installed) })
}

/// Removes it and waits until it is gone.
///
/// # Errors
/// When it cannot be renamed or removed (exit 3); after the rename the version is not there any
/// more, and the next run removes what is left.
pub fn apply(home: &Home, planned: Removal, progress: &dyn Progress) -> Result<Removal> {
    let Removal { version, path, .. } = &planned;
    ours::may_change(home, &format!("{} cannot be removed", version.toolchain()))?;
    let slot = Slot::acquire(home, version, progress)?;
    if Store::new(home).find(version).is_none() {
        return Err(not_installed(&version.to_string()));
    }
    progress.begin(&format!("removing {}", version.toolchain()), None, Unit::Files);
    let aside = slot.put_aside(path)?;
    for record in [Receipt::path(home, version), Receipt::manifest_path(home, version)] {
        remove::tree(&record, &crate::progress::Silent)?;
    }
    let removed = remove::tree(&aside, progress);
    progress.end();
    let files = Some(removed?);
    slot.sweep();
    Ok(Removal { files, ..planned })
}

fn find(store: &Store, request: &Request) -> Result<Installed> {
    if *request == Request::System {
        return Err(Fault::usage("the system's Go was installed by somebody else")
            .hint("remove it as it came: with the package manager, or by its directory"));
    }
    let version = meant(store, request)?;
    version.and_then(|v| store.find(&v)).ok_or_else(|| not_installed(&request.to_string()))
}

fn not_installed(what: &str) -> Fault {
    Fault::no(format!("Go {what} is not installed")).hint("goenvmgr list shows what is")
}

fn meant(store: &Store, request: &Request) -> Result<Option<GoVersion>> {
    let versions: Vec<_> = store.list()?.into_iter().map(|installed| installed.version).collect();
    Ok(request.newest(&versions).cloned())
}

fn this_shell(env: &Env, installed: &Installed) -> Option<String> {
    if env.path().iter().any(|dir| *dir == installed.bin()) {
        return Some("it is on the PATH of this shell".to_owned());
    }
    if env.var_os("GOROOT").is_some_and(|root| root == installed.root.as_os_str()) {
        return Some("it is the GOROOT of this shell".to_owned());
    }
    let set = env.var("GOENVMGR_VERSION")?.parse::<Request>().ok()?;
    (set == Request::Exact(installed.version.clone()))
        .then(|| "this shell uses it (GOENVMGR_VERSION)".to_owned())
}
