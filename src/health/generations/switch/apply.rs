//! Does what a [`SwitchPlan`] says. Each step can be done again; the pointer moves last.

use super::{Step, SwitchPlan};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::caches::toolchains::{Gone, uninstall};
use crate::go::version::{GoVersion, Request};
use crate::health::generations::Generation;
use crate::health::generations::kept::{Generations, Pointer, Unfinished};
use crate::settings::stamp;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, read};
use crate::toolchains::install::{ExpectedH1, Installer, Options};
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
    by_gate: bool,
    env: &Env,
    installer: &Installer<'_>,
) -> Result<Vec<String>> {
    generations.begin(&Unfinished { from: plan.from, to: plan.to, by_gate })?;
    // What is needed comes first: where it cannot be had, nothing else has changed, and nothing is left to do.
    if let Err(fault) = fetch(plan, to, installer) {
        generations.end()?;
        return Err(fault);
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
    generations.end()?;
    Ok(stayed)
}

/// One that stands there whole may have half-done work beside it, of a switch that was killed.
fn fetch(plan: &SwitchPlan, to: &Generation, installer: &Installer<'_>) -> Result<()> {
    for (name, wanted) in to.holds.toolchains.iter().filter(|(_, wanted)| wanted.verified) {
        let Some(version) = GoVersion::from_toolchain(name) else { continue };
        let said = |h1| ExpectedH1 { h1, by: format!("generation {}", to.number) };
        let is_damaged =
            |step: &Step| matches!(step, Step::Repair { version: it, .. } if *it == version);
        let reinstall = plan.toolchains.iter().any(is_damaged);
        let options = Options { reinstall, h1: wanted.h1.clone().map(said), ..Options::default() };
        installer.install(Some(&Request::Exact(version)), &options)?;
    }
    Ok(())
}

/// The text goes where the file stands, links and mode kept; one that is new may hold secrets.
fn configure(to: &Generation, installer: &Installer<'_>) -> Result<()> {
    let path = installer.home.config_file();
    let text = to.holds.config.as_deref().unwrap_or_default().as_bytes();
    stamp::changing(installer.home, installer.progress, || match read::is_taken(path) {
        true => atomic::write_settings(path, text),
        false if text.is_empty() => Ok(()),
        false => atomic::write_private(path, text),
    })
    .map_err(|fault| fault.or_hint(format!("ls -l {}", path.visible())))
}
