//! `install` without a version: what this directory asks for, taken from the selection as a value.

use super::{Failure, Installation, Installer, Plan, Wishes};
use crate::config::Config;
use crate::env::Env;
use crate::fault::{Exit, Fault, Result};
use crate::origin::Origin;
use crate::select::{self, Outcome, Selection};
use crate::store::{Installed, Store};
use crate::version::Request;

/// What a directory asks `install` for.
#[derive(Clone, Debug, PartialEq)]
pub enum Here {
    /// A toolchain of ours.
    Wanted(Wanted),
    /// Nothing: the system's Go is what is selected, and it is there. The reason, in words.
    System(String),
}

/// A request, and what satisfies it already.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// A partial one means the newest published version, also where an older one is installed.
    pub request: Request,
    /// What is selected now, and where the request stands.
    satisfied: Option<(Installed, Origin)>,
}

impl Here {
    /// Selects for the working directory.
    ///
    /// # Errors
    /// When nothing is asked for here or the pin cannot be read (exit 2), and when the system's Go
    /// is asked for and there is none (exit 1).
    pub fn read(env: &Env, store: &Store, config: &Config) -> Result<Self> {
        let selection = select::select(env, store, config, &env.cwd)?;
        if let Some(request) = selection.to_install().cloned().or_else(|| selection.to_fetch()) {
            return Ok(Self::Wanted(Wanted { request, satisfied: None }));
        }
        match &selection.outcome {
            Outcome::Toolchain(installed) => Ok(Self::Wanted(satisfied(&selection, installed))),
            Outcome::System => system(env, store, &selection),
            _ => Err(selection.missing(Exit::Usage).unwrap_or_else(nothing)),
        }
    }
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
    let Some(go) = select::system_go(env, store.home()) else {
        let what = format!("{origin} asks for the system's Go, and there is none on PATH");
        return Err(Fault::no(what).hint("goenvmgr install latest"));
    };
    let version = go.version.map(|version| format!(" {version}")).unwrap_or_default();
    let program = go.program.display();
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

impl Installer<'_> {
    /// Installs what this directory asks for. Where something installed satisfies it and a newer
    /// one cannot be had, that is enough.
    ///
    /// # Errors
    /// As [`Installer::install`].
    pub fn install_here(&self, wanted: &Wanted, options: &Wishes) -> Result<Installation, Failure> {
        let install = |request: &Request| self.install(Some(request), options);
        or_what_satisfies(wanted, options, install, |done| &mut done.notes)
    }

    /// What [`Installer::install_here`] would do.
    ///
    /// # Errors
    /// As that.
    pub fn plan_here(&self, wanted: &Wanted, options: &Wishes) -> Result<Plan, Failure> {
        let plan = |request: &Request| self.plan(Some(request), options);
        or_what_satisfies(wanted, options, plan, |plan| &mut plan.notes)
    }
}

fn or_what_satisfies<T>(
    wanted: &Wanted,
    options: &Wishes,
    attempt: impl Fn(&Request) -> Result<T, Failure>,
    notes: impl Fn(&mut T) -> &mut Vec<String>,
) -> Result<T, Failure> {
    let failed = match attempt(&wanted.request) {
        Err(failed) if leaves_it_open(failed.fault.exit) && !options.reinstall => failed,
        ended => return ended,
    };
    let Some((installed, origin)) = &wanted.satisfied else { return Err(failed) };
    let exact = Request::Exact(installed.version.clone());
    if exact == wanted.request {
        return Err(failed);
    }
    let Ok(mut done) = attempt(&exact) else { return Err(failed) };
    let (request, why) = (&wanted.request, &failed.fault);
    notes(&mut done).push(match &failed.version {
        Some(newer) => {
            format!("{} is the newest published, and could not be had: {why}", newer.toolchain())
        }
        None => format!(
            "{} is the {request} that {origin} asks for; whether there is a newer one could not \
             be asked: {why}",
            installed.version.toolchain()
        ),
    });
    Ok(done)
}

/// Whether what failed says nothing against what is installed: bytes that disagree do, and a
/// signal ends everything.
fn leaves_it_open(exit: Exit) -> bool {
    matches!(exit, Exit::No | Exit::Usage | Exit::Unfinished)
}
