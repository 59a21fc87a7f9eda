//! What this directory asks `install` for, taken from the selection as a value.

use super::{Outcome, Selection};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::scan::AncestorScan;
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::toolchains::install::Wanted;
use crate::toolchains::store::{Installed, Store};

/// What a directory asks `install` for.
#[derive(Clone, Debug, PartialEq)]
pub enum Here {
    /// A toolchain of ours.
    Wanted(Wanted),
    /// Nothing: what is selected is there, and not ours to install. The reason, in words.
    System(String),
}

impl Here {
    /// Selects for the working directory.
    ///
    /// # Errors
    /// When nothing is asked for here or the pin cannot be read (exit 2), and when the system's Go
    /// is asked for and there is none (exit 1).
    pub fn read(env: &Env, store: &Store, config: &Config) -> Result<Self> {
        let selection = super::select(env, store, config, &AncestorScan::of(&env.cwd))?;
        if let Some(request) = selection.to_install().cloned().or_else(|| selection.to_fetch()) {
            return Ok(Self::Wanted(Wanted { request, satisfied: None }));
        }
        match &selection.outcome {
            Outcome::Toolchain(installed) if installed.link.is_some() => {
                let by = selection.decided_by.as_ref().map(ToString::to_string).unwrap_or_default();
                Ok(Self::System(format!("{by} asks for {installed}")))
            }
            Outcome::Toolchain(installed) => Ok(Self::Wanted(satisfied(&selection, installed))),
            Outcome::System => match in_whose_place(&selection).cloned() {
                Some(request) => Ok(Self::Wanted(Wanted { request, satisfied: None })),
                None => system(env, store, &selection),
            },
            _ => Err(selection.missing(Exit::Usage).unwrap_or_else(nothing)),
        }
    }
}

/// The request in whose place the system's Go runs: of a list, `install` fulfils the first.
fn in_whose_place(selection: &Selection) -> Option<&Request> {
    let list = selection.pin.as_ref()?.request.as_ref().ok()?;
    Some(&list.first).filter(|first| **first != Request::System)
}

fn satisfied(selection: &Selection, installed: &Installed) -> Wanted {
    let exact = || Request::Exact(installed.version.clone());
    let origin = selection.decided_by.clone();
    Wanted {
        request: selection.request.clone().unwrap_or_else(exact),
        satisfied: origin.map(|origin| (installed.clone(), origin)),
    }
}

fn system(env: &Env, store: &Store, selection: &Selection) -> Result<Here> {
    let Some(origin) = &selection.decided_by else { return Err(nothing()) };
    let Some(go) = super::system_go(env, store.home()) else {
        let what = format!("{origin} asks for the system's Go, and there is none on PATH");
        return Err(Fault::no(what).hint("goenvmgr install latest"));
    };
    let version = go.version.map(|version| format!(" {version}")).unwrap_or_default();
    let program = go.program.visible();
    Ok(Here::System(match &selection.minimum {
        Some(minimum) if minimum.origin() == *origin => {
            let says = &minimum.text;
            format!("{origin} asks for {says}, which the system's Go{version} meets: {program}")
        }
        _ => format!("{origin} asks for the system's Go{version}: {program}"),
    }))
}

fn nothing() -> Fault {
    Fault::usage("nothing here asks for a Go version to install")
        .hint("name one: goenvmgr install 1.22.5, or goenvmgr install latest")
}
