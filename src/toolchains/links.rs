//! Gives a Go of the user's own a name, and takes it away: plans first, and never a change to what is linked.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::build;
use super::store::Store;
use super::store::built::BuildDir;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Name, Request};
use crate::settings::GOENVMGR_VERSION;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::settings::{stamp, toolchain_dir};
use crate::sys::env::Env;
use crate::sys::executable;
use crate::sys::fs::{atomic, dir_link, marks, read};

/// A directory that may get a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    /// What it takes itself for.
    pub version: GoVersion,
    /// Where the name leads now, where that is elsewhere.
    pub previous: Option<PathBuf>,
}

/// A name that was taken away, or would be. The names of the fields are the keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Unlinking {
    /// The name.
    pub link: Name,
    /// Where it stood.
    pub path: PathBuf,
    /// Where it led.
    pub to: PathBuf,
    /// The version of the Go there; null where there is none.
    pub version: Option<GoVersion>,
    /// Who needs it, one line each.
    pub needed_by: Vec<String>,
    /// Whether it was built here, and goes with its name.
    pub built: bool,
    /// Whether it is gone.
    pub removed: bool,
}

/// Whether `to` is a GOROOT whose programs this machine runs, and whether it may have this name.
///
/// # Errors
/// When it is none, or something else has that name (exit 2).
pub(crate) fn check(store: &Store, name: &Name, to: &Path) -> Result<Checked> {
    is_no_build(store.home(), name)?;
    let go = toolchain_dir::program(to, "go");
    let installed = store.at(name, to).map_err(|why| {
        Fault::usage(why).hint("name a GOROOT: the directory that holds bin/go and VERSION")
    })?;
    if let Some(why) = unfit(&go) {
        let what = format!("{} {why}: this machine cannot run it", go.visible());
        return Err(Fault::usage(what).hint("build it for this machine, or name another directory"));
    }
    let path = store.link_path(name);
    let before = dir_link::target(&path);
    if before.is_none() && read::is_taken(&path) {
        let what = format!("{} is no link of goenvmgr's: it stays as it is", path.visible());
        return Err(Fault::usage(what).hint("choose another name, or move it away"));
    }
    Ok(Checked { version: installed.version, previous: before.filter(|before| before != to) })
}

/// What was built here goes with its name: nothing else may take that.
fn is_no_build(home: &Home, name: &Name) -> Result<()> {
    match BuildDir::of(home, name) {
        None => Ok(()),
        Some(_) => Err(Fault::usage(format!("{name} was built here, and has that name"))
            .hint(format!("goenvmgr uninstall {name}, or choose another name"))),
    }
}

/// Why this machine cannot run a program; a script is for its interpreter to judge.
fn unfit(go: &Path) -> Option<String> {
    let (program, host) = (executable::read(go)?, Platform::host());
    if !program.is_format_of(&host.os) {
        return Some(format!("is no program for {}", host.os));
    }
    program.unfit(marks::size(go).unwrap_or_default(), &host.arch)
}

/// Gives a directory that was checked this name.
///
/// # Errors
/// When it cannot be written (exit 3), or a build has got the name meanwhile (2).
pub(crate) fn set(home: &Home, name: &Name, to: &Path, told: &dyn Progress) -> Result<()> {
    stamp::changing(home, told, || {
        is_no_build(home, name)?;
        atomic::create_dir(&home.toolchains())?;
        dir_link::set(to, &Store::new(home).link_path(name))
    })
}

/// What would be taken away, and who needs it.
///
/// # Errors
/// When nothing is linked under that name (exit 1).
pub(crate) fn removal(env: &Env, home: &Home, config: &Config, name: &Name) -> Result<Unlinking> {
    let found = Store::new(home).link(name).ok_or_else(|| {
        Fault::no(format!("no toolchain is linked under the name {name}"))
            .hint("goenvmgr list shows what is")
    })?;
    let named = Request::Named(name.clone());
    let mut needed_by = Vec::new();
    if config.default.value.as_ref() == Some(&named) {
        needed_by.push(format!("it is the default ({})", config.default.origin));
    }
    if env.var(GOENVMGR_VERSION) == Some(name.as_str()) {
        needed_by.push("this shell uses it (GOENVMGR_VERSION)".to_owned());
    } else if env.path().contains(&found.path.join("bin")) {
        needed_by.push("it is on the PATH of this shell".to_owned());
    }
    Ok(Unlinking {
        link: name.clone(),
        version: found.toolchain.ok().map(|installed| installed.version),
        path: found.path,
        to: found.to,
        needed_by,
        built: BuildDir::of(home, name).is_some(),
        removed: false,
    })
}

/// Takes the name away; what was built here under it goes too, and nothing else.
///
/// # Errors
/// When it cannot be removed (exit 3).
pub(crate) fn remove(home: &Home, plan: Unlinking, told: &dyn Progress) -> Result<Unlinking> {
    let removed = stamp::changing(home, told, || dir_link::remove(&plan.path))?;
    if plan.built {
        build::remove_unnamed(home, &plan.link, told)?;
    }
    Ok(Unlinking { removed, ..plan })
}
