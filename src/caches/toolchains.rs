//! Toolchains of ours that go: as `uninstall` does it, under the version's lock.

use crate::base::fault::Result;
use crate::base::progress::{Progress, Silent};
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::fs::remove;
use crate::toolchains::install::uninstall;
use crate::toolchains::inventory::processes;
use crate::toolchains::store::Store;

/// What became of one.
pub(crate) enum Gone {
    Removed,
    /// A program in it was started since the plan was made.
    Runs,
}

/// Removes an installed toolchain (`go1.22.5`), its receipt, its shim and the record of its use.
///
/// # Errors
/// When it cannot be moved or removed whole (exit 3).
pub(crate) fn uninstall(home: &Home, name: &str, progress: &dyn Progress) -> Result<Gone> {
    let store = Store::new(home);
    let found = GoVersion::from_toolchain(name)
        .and_then(|version| store.find(&version).or_else(|| store.find_unfinished(&version)));
    // Somebody else removed it meanwhile.
    let Some(installed) = found else { return Ok(Gone::Removed) };
    if processes::all().iter().any(|process| process.runs_in(&installed.root)) {
        return Ok(Gone::Runs);
    }
    uninstall::apply(home, uninstall::Removal::of(installed), progress)?;
    for rest in [home.shims().join(name), home.state().join("used").join(name)] {
        remove::tree(&rest, &Silent)?;
    }
    Ok(Gone::Removed)
}
