//! Programs of the user's own that run after something was done: `hooks/post-install` and `hooks/post-use` beside
//! config.toml. Nothing else names one: no repository, no variable.

use std::ffi::OsString;
use std::path::Path;

use super::Context;
use crate::base::fault::{Exit, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Request};
use crate::projects::scan::AncestorScan;
use crate::shells::activate::{Placing, VERSION};
use crate::sys::envdiff::Vars;
use crate::sys::fs::{exposed, lookup, probe};
use crate::sys::{proc, record};

/// Set for a hook and all that it starts, which runs no other: what a hook installs is its own affair.
const RUNNING: &str = "GOENVMGR_HOOK";

/// After what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hook {
    /// After a toolchain came that was not there, or not whole.
    PostInstall,
    /// After a typed `use`; never at a change of directory.
    PostUse,
}

impl Hook {
    /// The file's name.
    fn name(self) -> &'static str {
        match self {
            Self::PostInstall => "post-install",
            Self::PostUse => "post-use",
        }
    }
}

/// Runs it, with the version and its GOROOT as words, in the environment of that version. What was done stays
/// done, whatever becomes of it.
pub(super) fn run(hook: Hook, version: &GoVersion, context: &Context) {
    let Some(dir) = context.home.config_file().parent().map(|dir| dir.join("hooks")) else {
        return;
    };
    let name = hook.name();
    let file = record::aside(|| lookup::standing(&dir, name));
    let Some(file) = file.filter(|_| context.env.var_os(RUNNING).is_none()) else { return };
    let shown = file.visible();
    if lookup::first([dir.clone()], name).is_none() {
        context.out.warn(&format!("{shown} does not run: it is not executable"));
        return context.out.hint(&format!("chmod +x {}", word(&file)));
    }
    if let Some(way) = open_to_others(&dir, &file) {
        context.out.warn(&format!("{shown} does not run: {way}"));
        return context.out.hint(&format!("ls -ld {} {}", word(&dir), word(&file)));
    }
    let vars = match vars(hook, version, context) {
        Ok(vars) => vars,
        Err(fault) => return context.out.warn(&format!("{shown} does not run: {fault}")),
    };
    let root = context.home.toolchains().join(version.toolchain());
    let words = [OsString::from(version.to_string()), root.into_os_string()];
    match proc::beside_output(&file, &words, &vars) {
        Ok(Exit::Program(0)) => {}
        Ok(exit) => context.out.warn(&format!("{shown} ended with {}", exit.code())),
        Err(error) => context.out.warn(&format!("{shown} could not be started: {error}")),
    }
}

/// Whoever else could write it would run what they like as this user.
fn open_to_others(dir: &Path, file: &Path) -> Option<String> {
    let user = probe::user();
    let ways = [dir, file].into_iter().flat_map(|path| exposed::itself(path, user));
    ways.map(|way| way.to_string()).next()
}

fn vars(hook: Hook, version: &GoVersion, context: &Context) -> Result<Vars> {
    let mut env = super::session::clean(&context.env);
    let request = Request::Exact(version.clone());
    env.vars.insert(VERSION.into(), request.to_string().into());
    let scan = AncestorScan::of(&env.cwd);
    let (_, activation) = super::session::activation(context, &env, &scan, Placing::Process)?;
    let mut vars = activation.after;
    vars.insert(RUNNING.into(), hook.name().into());
    Ok(vars)
}
