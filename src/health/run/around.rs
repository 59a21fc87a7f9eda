//! Where checks of the user's own ask: the directory of the manifest, with the Go that it selects.

use std::path::Path;

use crate::go::version::GoVersion;
use crate::health::check::Around;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, select};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::shells::activate::{Inputs, Placing};
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// What surrounds the checks of the manifest in `dir`. Where no Go is selected there, programs get the
/// variables of this process.
pub(super) fn of(env: &Env, home: &Home, config: &Config, dir: &Path) -> Around {
    let mut there = env.clone();
    dir.clone_into(&mut there.cwd);
    let project = dir.to_owned();
    let store = Store::new(home);
    let scan = AncestorScan::of(dir);
    let selection = match select(&there, &store, config, &scan) {
        Ok(selection) => selection,
        Err(fault) => {
            let (vars, go) = (there.vars.clone(), Err(fault.what));
            return Around { env: there, project, vars, go };
        }
    };
    let inputs = Inputs { env: &there, store: &store, config, scan: &scan, selection: &selection };
    let activation = inputs.enter(Placing::Process);
    let vars = activation.map_or_else(|_| there.vars.clone(), |activation| activation.after);
    let go: Result<GoVersion, String> = match (&selection.outcome, selection.installed()) {
        (_, Some(installed)) => Ok(installed.version.clone()),
        (Outcome::Missing { .. }, _) => Err("the Go that is selected is not installed".to_owned()),
        _ => Err("no Go is selected, or it is the machine's own".to_owned()),
    };
    Around { env: there, project, vars, go }
}
