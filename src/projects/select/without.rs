//! The system's Go is selected, and this machine has none: `go` is dead, whatever is installed.

use super::{Outcome, Rule, Selection, system_go};
use crate::base::fault::{Exit, Fault, Result};
use crate::go::version::GoVersion;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// Nothing that could run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutGo {
    /// Who asks for the system's Go, and that there is none.
    pub what: String,
    /// What to type.
    pub hint: String,
    /// The installed version that would do as the default, where that is what is wanting.
    pub default: Option<GoVersion>,
}

impl WithoutGo {
    /// As a failure.
    pub fn fault(self, exit: Exit) -> Fault {
        Fault::new(exit, self.what).hint(self.hint)
    }
}

/// What to say where the selection leads to no Go at all; `None` where it leads to one.
///
/// # Errors
/// When the directory of toolchains cannot be read.
pub fn lacks_go(env: &Env, store: &Store, selection: &Selection) -> Result<Option<WithoutGo>> {
    let by_system =
        matches!(selection.outcome, Outcome::System | Outcome::Fetches { with: None, .. });
    if !by_system || system_go(env, store.home()).is_some() {
        return Ok(None);
    }
    without_go(store, selection).map(Some)
}

/// What to say where the system's Go is selected and is known to be wanting.
///
/// # Errors
/// As [`lacks_go`].
pub fn without_go(store: &Store, selection: &Selection) -> Result<WithoutGo> {
    let newest = newest(store)?;
    let none = "there is no other go on PATH";
    let what = match &selection.decided_by {
        Some(origin) if selection.outcome == Outcome::System => {
            format!("{origin} asks for the system's go, and {none}")
        }
        _ => format!("no Go version is selected here, and {none}"),
    };
    let (hint, default) = match (selection.rule, newest) {
        (Rule::Environment, _) => {
            ("goenvmgr use VERSION, or unset GOENVMGR_VERSION".to_owned(), None)
        }
        (Rule::Pin | Rule::PinAbove, Some(newest)) => (format!("goenvmgr pin {newest}"), None),
        (Rule::Pin | Rule::PinAbove, None) => {
            ("goenvmgr install latest && goenvmgr pin latest".to_owned(), None)
        }
        (_, Some(newest)) => (format!("goenvmgr default {newest}"), Some(newest)),
        (_, None) => ("goenvmgr install latest && goenvmgr default latest".to_owned(), None),
    };
    Ok(WithoutGo { what, hint, default })
}

/// The newest installed release; a prerelease where there is nothing else.
fn newest(store: &Store) -> Result<Option<GoVersion>> {
    let mut installed = store.versions()?;
    let release = installed.iter().position(|version| !version.is_prerelease()).unwrap_or(0);
    Ok((!installed.is_empty()).then(|| installed.swap_remove(release)))
}
