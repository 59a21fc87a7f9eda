//! Takes toolchains away, so that nobody sees half of one (see [`change`]).

use serde::Serialize;

use super::permission;
use super::slot::Slot;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Request};
use crate::settings::GOENVMGR_VERSION;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::toolchains::inventory::processes;
use crate::toolchains::store::{Installed, Store, change};

/// A toolchain that was removed, or would be. The names of the fields are the keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Removal {
    pub version: GoVersion,
    /// Where it stood.
    pub path: std::path::PathBuf,
    /// Who needs it, one line each.
    pub needed_by: Vec<String>,
    /// Files that went; null before.
    pub files: Option<u64>,
    /// Whether an empty directory stays there: a mount point, or one in a directory of somebody
    /// else's.
    pub stays: bool,
}

impl Removal {
    /// Of an installed toolchain, whoever may need it.
    pub(crate) fn of(installed: Installed) -> Self {
        let Installed { version, root, .. } = installed;
        Self { version, path: root, needed_by: Vec::new(), files: None, stays: false }
    }
}

/// What would be removed, and who needs it.
///
/// # Errors
/// When the version is not installed (exit 1).
pub(crate) fn plan(env: &Env, home: &Home, config: &Config, request: &Request) -> Result<Removal> {
    let store = Store::new(home);
    let installed = find(&store, request)?;
    may_go(home, &installed.version)?;
    change::can_go(&installed.root, "remove")?;
    let mut needed_by = Vec::new();
    if let Some(default) = &config.default.value
        && resolved(&store, default)?.as_ref() == Some(&installed.version)
    {
        needed_by.push(format!("it is the default ({})", config.default.origin));
    }
    needed_by.extend(this_shell(env, config, &store, &installed));
    for process in processes::all().iter().filter(|process| process.runs_in(&installed.root)) {
        needed_by.push(format!("process {} runs {}", process.pid, process.exe.visible()));
    }
    Ok(Removal { needed_by, ..Removal::of(installed) })
}

/// Removes it and waits until it is gone.
///
/// # Errors
/// When it cannot be removed (exit 3): then it stands there with its receipt, or it is not there any
/// more and the next run removes what is left.
pub(crate) fn apply(home: &Home, planned: Removal, progress: &dyn Progress) -> Result<Removal> {
    let Removal { version, path, .. } = &planned;
    may_go(home, version)?;
    let slot = Slot::acquire(home, version, progress)?;
    let store = Store::new(home);
    if store.find(version).or_else(|| store.find_unfinished(version)).is_none() {
        return Err(not_installed(&version.to_string()));
    }
    change::can_go(path, "remove")?;
    progress.begin(&format!("removing {}", version.toolchain()), None, Unit::Files);
    let gone = slot.change().remove(progress);
    progress.end();
    let gone = gone?;
    slot.sweep();
    Ok(Removal { files: Some(gone.files), stays: gone.stays, ..planned })
}

fn may_go(home: &Home, version: &GoVersion) -> Result<()> {
    permission::may_change(home, &format!("{} cannot be removed", version.toolchain()))
}

fn find(store: &Store, request: &Request) -> Result<Installed> {
    if *request == Request::System {
        return Err(Fault::usage("the system's Go was installed by somebody else")
            .hint("remove it as it came: with the package manager, or by its directory"));
    }
    let version = resolved(store, request)?;
    let half = match request {
        Request::Exact(version) => store.find_unfinished(version),
        _ => None,
    };
    version.and_then(|v| store.find(&v)).or(half).ok_or_else(|| not_installed(&request.to_string()))
}

/// That there is no such version.
pub(crate) fn not_installed(what: &str) -> Fault {
    Fault::no(format!("Go {what} is not installed")).hint("goenvmgr list shows what is")
}

fn resolved(store: &Store, request: &Request) -> Result<Option<GoVersion>> {
    let versions = store.versions()?;
    Ok(request.newest(&versions).cloned())
}

fn this_shell(env: &Env, config: &Config, store: &Store, installed: &Installed) -> Option<String> {
    if env.path().iter().any(|dir| *dir == installed.bin()) {
        return Some("it is on the PATH of this shell".to_owned());
    }
    if env.var_os("GOROOT").is_some_and(|root| root == installed.root.as_os_str()) {
        return Some("it is the GOROOT of this shell".to_owned());
    }
    let set = env.var(GOENVMGR_VERSION)?.parse::<Request>().ok()?;
    let set = config.meant(store.home(), &set);
    let runs = resolved(store, &set).ok().flatten();
    (runs.as_ref() == Some(&installed.version))
        .then(|| "this shell uses it (GOENVMGR_VERSION)".to_owned())
}
