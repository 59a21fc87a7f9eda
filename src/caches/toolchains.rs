//! Toolchains of ours that go: as `uninstall` does it, under the version's lock.

use crate::base::fault::Result;
use crate::base::progress::{Progress, Silent};
use crate::projects::seen;
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
use crate::sys::fs::{alias, lookup, remove};
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
pub(crate) fn uninstall(
    home: &Home,
    name: &str,
    now: i64,
    progress: &dyn Progress,
) -> Result<Gone> {
    let named = toolchain_named(name);
    let platform = named.as_ref().and_then(|(_, platform)| platform.as_ref());
    let home = &platform.map_or_else(|| home.clone(), |platform| home.of_platform(platform));
    let store = Store::new(home);
    let found = named
        .and_then(|(version, _)| store.find(&version).or_else(|| store.find_unfinished(&version)));
    // Somebody else removed it meanwhile.
    let Some(installed) = found else { return Ok(Gone::Removed) };
    if processes::all().iter().any(|process| process.runs_in(&installed.root)) {
        return Ok(Gone::Runs);
    }
    if may_run(processes::LISTED, seen::last_use(home, name), now) {
        return Ok(Gone::Runs);
    }
    uninstall::apply(home, uninstall::Removal::of(installed), progress)?;
    alias::remove(&home.shims().join(lookup::file_name(name)))?;
    remove::tree(&seen::used(home, name), &Silent)?;
    Ok(Gone::Removed)
}

/// Where the system does not say what runs: nobody lets a program run for longer without a new start.
const RUNS: i64 = 86_400;

fn may_run(listed: bool, last_use: Option<i64>, now: i64) -> bool {
    !listed && last_use.is_some_and(|at| now.saturating_sub(at) < RUNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toolchain_of_this_day_may_run_where_nobody_can_tell() {
        for (listed, last_use, expected) in [
            (true, Some(99_999), false),
            (false, Some(99_999), true),
            (false, Some(100_001), true),
            (false, Some(100_000 - RUNS), false),
            (false, None, false),
        ] {
            assert_eq!(may_run(listed, last_use, 100_000), expected, "{listed} {last_use:?}");
        }
    }
}
