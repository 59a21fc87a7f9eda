//! Makes an [`IdePlan`] true, by the functions by which setup writes start-up files: a copy, the record, then one
//! rename for each file.

use std::path::PathBuf;

use super::settings::now;
use super::{Action, IdePlan, journal, sdk};
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::settings::home::Home;
use crate::shells::setup::Step;
use crate::shells::setup::apply::{about_to, take_from};
use crate::sys::env::Env;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, dotfile, temporary};

/// Carries the plan out; returns the backups that were made.
///
/// Killed anywhere it leaves every file whole, old or new, and can be run again.
///
/// # Errors
/// When a file of the plan was refused (nothing is changed then), or a step fails.
pub fn apply(plan: &IdePlan, env: &Env, home: &Home, told: &dyn Progress) -> Result<Vec<PathBuf>> {
    if let Some(refusal) = plan.refusal() {
        return Err(refusal);
    }
    let nothing = plan.is_empty() && plan.action == Action::Write;
    if nothing || (plan.files.is_empty() && plan.links.is_empty()) {
        return Ok(Vec::new());
    }
    let _lock = Lock::acquire(&journal::lock(home), told)?;
    for one in plan.files.iter().filter(|one| one.file.step != Step::Keep) {
        let target = one.file.link_target.as_ref().unwrap_or(&one.file.path);
        target.parent().map(temporary::sweep);
    }
    sdk::apply(&plan.links, home)?;
    match plan.action {
        Action::Write => write(plan, env, home),
        Action::Undo => take_back(plan, env, home),
    }
}

/// Where copies lie.
fn copies(home: &Home) -> PathBuf {
    home.state().join("ide")
}

fn write(plan: &IdePlan, env: &Env, home: &Home) -> Result<Vec<PathBuf>> {
    let mut journal = journal::read(home)?;
    let mut backups = Vec::new();
    for one in plan.files.iter().filter(|one| one.file.step != Step::Keep) {
        // Who waited for another that writes the same finds it there.
        if now(&one.file.path).before.as_ref() == Some(&one.file.after) {
            continue;
        }
        let mut written = one.written.clone();
        backups.extend(about_to(&one.file, &copies(home), env.now, &mut written.file)?);
        journal.files.retain(|known| known.file.path != one.file.path);
        journal.files.push(written);
        journal.write(home)?;
        atomic::write_settings(&one.file.path, &one.file.after)?;
    }
    Ok(backups)
}

fn take_back(plan: &IdePlan, env: &Env, home: &Home) -> Result<Vec<PathBuf>> {
    let mut journal = journal::read(home)?;
    let mut backups = Vec::new();
    for one in plan.files.iter().filter(|one| one.forgotten) {
        backups.extend(take_from(&one.file, &copies(home), env.now)?);
        journal.files.retain(|known| known.file.path != one.file.path);
        journal.write(home)?;
        if one.file.step == Step::Remove {
            for dir in one.written.file.dirs.iter().rev() {
                dotfile::remove_empty(dir);
            }
        }
    }
    Ok(backups)
}
