//! Does what a [`SwitchPlan`] says. Each step can be done again; the pointer moves last.

use super::{NOTE, Step, SwitchPlan, Unfinished};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::caches::toolchains::{Gone, uninstall};
use crate::go::version::{GoVersion, Request};
use crate::health::generations::Generation;
use crate::health::generations::kept::{Generations, Pointer};
use crate::settings::stamp;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, remove};
use crate::toolchains::install::{Installer, Options};
use crate::toolchains::store::{Store, shims};

/// Goes back. The caller holds the lock of the generations; `installer` installs as the settings of the
/// generation say. What could not go because it runs is returned, a line each.
///
/// # Errors
/// When a version cannot be had (as `install`), is not what it was (exit 6), or something cannot be
/// written (exit 3): then the generation before stays the current one, and the next switch does the rest.
pub(crate) fn apply(
    plan: &SwitchPlan,
    to: &Generation,
    generations: &Generations,
    env: &Env,
    installer: &Installer<'_>,
) -> Result<Vec<String>> {
    generations.write_note(NOTE, &Unfinished { from: plan.from, to: plan.to })?;
    // What is needed comes first: where it cannot be had, nothing else has changed. One that stands there whole
    // may have half-done work beside it, of a switch that was killed.
    for (name, wanted) in to.holds.toolchains.iter().filter(|(_, wanted)| wanted.verified) {
        let Some(version) = GoVersion::from_toolchain(name) else { continue };
        let is_damaged =
            |step: &Step| matches!(step, Step::Repair { version: it, .. } if *it == version);
        let reinstall = plan.toolchains.iter().any(is_damaged);
        have(&version, wanted.h1.as_deref(), reinstall, installer)?;
    }
    configure(to, installer)?;
    let mut stayed = Vec::new();
    for step in &plan.toolchains {
        if let Step::Remove { version } = step
            && let Gone::Runs =
                uninstall(installer.home, &version.toolchain(), installer.now, installer.progress)?
        {
            stayed.push(format!("{} stays: a program in it runs", version.toolchain()));
        }
    }
    shims::refresh(installer.home, &Store::new(installer.home), &env.program())?;
    generations.point(Pointer::Current, to.number)?;
    generations.drop_note(NOTE)?;
    Ok(stayed)
}

fn have(
    version: &GoVersion,
    h1: Option<&str>,
    reinstall: bool,
    installer: &Installer<'_>,
) -> Result<()> {
    let options = Options { reinstall, ..Options::default() };
    installer.install(Some(&Request::Exact(version.clone())), &options)?;
    let receipt = Store::new(installer.home).receipt(version);
    match (h1, receipt.map(|receipt| receipt.h1)) {
        (Some(then), Some(now)) if then != now => {
            let what =
                format!("{} is not what it was: {then} then, {now} now", version.toolchain());
            Err(Fault::integrity(what).hint(format!("goenvmgr verify --online {version}")))
        }
        _ => Ok(()),
    }
}

fn configure(to: &Generation, installer: &Installer<'_>) -> Result<()> {
    let path = installer.home.config_file();
    stamp::changing(installer.home, installer.progress, || match &to.holds.config {
        Some(text) => atomic::write_settings(path, text.as_bytes()),
        None => remove::file(path).map(drop),
    })
    .map_err(|fault| fault.or_hint(format!("ls -l {}", path.visible())))
}
