//! Programs of the user's own that run after something was done: `hooks/post-install` and `hooks/post-use` beside
//! config.toml. Nothing else names one: no repository, no variable.

use std::path::Path;

use super::session;
use crate::base::fault::{Exit, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::go::version::GoVersion;
use crate::shells::activate::VERSION;
use crate::sys::envdiff::Vars;
use crate::sys::fs::{exposed, lookup, marks, probe};
use crate::sys::{proc, record};
use crate::toolchains::store::{Installed, Store};

/// Set for a hook and all that it starts, which runs no other: what a hook installs is its own affair.
const RUNNING: &str = "GOENVMGR_HOOK";

/// After what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Hook {
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
pub(in crate::cli) fn run(hook: Hook, installed: &Installed, context: &Context) {
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
    let vars = match vars(hook, installed, context) {
        Ok(vars) => vars,
        Err(fault) => return context.out.warn(&format!("{shown} does not run: {fault}")),
    };
    let words = [installed.request().to_string().into(), installed.root.clone().into_os_string()];
    match proc::beside_output(&file, &words, &vars) {
        Ok(Exit::Program(0)) => {}
        Ok(exit) => context.out.warn(&format!("{shown} ended with {}", exit.code())),
        Err(error) => context.out.warn(&format!("{shown} could not be started: {error}")),
    }
}

/// As [`run`], after versions came.
pub(in crate::cli) fn after_install(versions: &[GoVersion], context: &Context) {
    let store = Store::new(&context.home);
    let installed = versions.iter().filter_map(|version| store.find(version));
    installed.for_each(|installed| run(Hook::PostInstall, &installed, context));
}

/// Whoever else could write it, or what leads to it, would run what they like as this user.
fn open_to_others(dir: &Path, file: &Path) -> Option<String> {
    let user = probe::user();
    let real = marks::real(file);
    let behind = real.iter().flat_map(|real| [real.parent().unwrap_or(real), real]);
    let led: Vec<&Path> = dir.parent().into_iter().chain([dir, file]).chain(behind).collect();
    let link = led
        .iter()
        .find(|path| probe::see_link(path).is_ok_and(|seen| seen.uid != 0 && seen.uid != user));
    if let Some(link) = link {
        return Some(format!("{} is another user's", link.visible()));
    }
    led.iter().flat_map(|path| exposed::itself(path, user)).map(|way| way.to_string()).next()
}

/// A hook is the user's own: what a project sets is not for it.
fn vars(hook: Hook, installed: &Installed, context: &Context) -> Result<Vars> {
    let mut env = context.env.clone();
    env.vars.insert(VERSION.into(), installed.request().to_string().into());
    let mut vars = session::without_project(context, &env)?.vars;
    vars.insert(RUNNING.into(), hook.name().into());
    Ok(vars)
}
