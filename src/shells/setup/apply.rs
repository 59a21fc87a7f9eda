//! Makes a [`SetupPlan`] true: backup, record, then one rename per file, or a write in place where a file
//! has several names.

use std::path::{Component, Path, PathBuf};

use super::{Action, FilePlan, SetupPlan, Step, journal};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, dotfile, in_place, marks, remove, temporary};

/// Carries the plan out; returns the backups that were made.
///
/// Killed anywhere it leaves every file whole, old or new, and can be run again.
///
/// # Errors
/// When a file of the plan was refused (nothing is changed then), or a step fails.
pub fn apply(
    plan: &SetupPlan,
    env: &Env,
    home: &Home,
    told: &dyn Progress,
) -> Result<Vec<PathBuf>> {
    if let Some(refusal) = plan.refusal() {
        return Err(refusal);
    }
    if plan.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = Lock::acquire(&home.state().join("setup.lock"), told)?;
    for file in plan.files.iter().filter(|file| file.step != Step::Keep) {
        let target = file.link_target.as_ref().unwrap_or(&file.path);
        target.parent().map(temporary::sweep);
    }
    match plan.action {
        Action::Setup => set_up(plan, env, home),
        Action::Undo => take_back(plan, env, home),
    }
}

fn set_up(plan: &SetupPlan, env: &Env, home: &Home) -> Result<Vec<PathBuf>> {
    for file in plan.generated.iter().filter(|file| file.step != Step::Keep) {
        atomic::write(&file.path, &file.after)?;
    }
    let mut journal = journal::read(home)?;
    let mut backups = Vec::new();
    for file in plan.files.iter().filter(|file| file.step != Step::Keep) {
        let entry = journal.file(&file.path);
        backups.extend(about_to(file, &home.state().join("setup"), env.now, entry)?);
        journal.write(home)?;
        atomic::write_settings(&file.path, &file.after)?;
    }
    if let Some(path) = &plan.user_path {
        path.put(env, home)?;
    }
    Ok(backups)
}

fn take_back(plan: &SetupPlan, env: &Env, home: &Home) -> Result<Vec<PathBuf>> {
    let mut journal = journal::read(home)?;
    let mut backups = Vec::new();
    // One file's folder may hold another's: they go when all files are gone, innermost first.
    let mut dirs: Vec<PathBuf> = journal.files.iter().flat_map(|file| file.dirs.clone()).collect();
    dirs.sort_by_key(|dir| std::cmp::Reverse(dir.components().count()));
    for file in &plan.files {
        backups.extend(take_from(file, &home.state().join("setup"), env.now)?);
        journal.files.retain(|known| known.path != file.path);
        journal.write(home)?;
    }
    if let Some(path) = &plan.user_path {
        path.take_back(env)?;
        journal.user_path = None;
        journal.write(home)?;
    }
    for file in &plan.generated {
        remove::file(&file.path)?;
    }
    for dir in dirs {
        dotfile::remove_empty(&dir);
    }
    // Entries may be left where a file was removed by hand, or by a kill between two steps.
    if !plan.generated.is_empty() || journal.files.is_empty() {
        remove::file(&journal::path(home))?;
    }
    Ok(backups)
}

/// What must be known before a file is written: a backup is made in `folder`, and noted with what comes to be.
/// Returns the backup.
///
/// # Errors
/// When the file is another than was planned for, or cannot be copied.
pub(in crate::shells) fn about_to(
    file: &FilePlan,
    folder: &Path,
    now: i64,
    entry: &mut journal::File,
) -> Result<Option<PathBuf>> {
    still_as_planned(file)?;
    let backup = back_up(file, folder, now)?;
    if file.step == Step::Create {
        entry.created = true;
        let target = file.link_target.as_ref().unwrap_or(&file.path);
        entry.dirs.extend(missing_dirs(target));
    }
    entry.backups.extend(backup.clone());
    Ok(backup)
}

/// Does with a file what a plan to undo says. Returns the backup of what stood there.
///
/// # Errors
/// When the file is another than was planned for, or cannot be changed.
pub(in crate::shells) fn take_from(
    file: &FilePlan,
    folder: &Path,
    now: i64,
) -> Result<Option<PathBuf>> {
    still_as_planned(file)?;
    let target = file.link_target.as_ref().unwrap_or(&file.path);
    match file.step {
        Step::Remove => remove::file(target).map(|_| None),
        Step::Change | Step::Create => {
            let backup = back_up(file, folder, now)?;
            atomic::write_settings(&file.path, &file.after)?;
            Ok(backup)
        }
        Step::Keep => Ok(None),
    }
}

/// The plan was made moments ago; an editor may have saved in between.
fn still_as_planned(file: &FilePlan) -> Result<()> {
    if in_place::contents(&file.path, super::LIMIT)?.bytes == file.before {
        return Ok(());
    }
    Err(Fault::unfinished(format!("{} was changed meanwhile", file.path.visible()))
        .hint("run the command again"))
}

/// Keeps what is going to be replaced in `<folder>/<time>/<path>`.
fn back_up(file: &FilePlan, folder: &Path, now: i64) -> Result<Option<PathBuf>> {
    let Some(before) = &file.before else { return Ok(None) };
    let time = jiff::Timestamp::from_second(now).unwrap_or_default();
    let stamp = time.strftime("%Y%m%dT%H%M%SZ").to_string();
    let below = below_all(&file.path);
    let mut copy = folder.join(&stamp).join(&below);
    // Two within one second keep both.
    for again in 1.. {
        if marks::modified(&copy).is_none() {
            break;
        }
        copy = folder.join(format!("{stamp}-{again}")).join(&below);
    }
    atomic::write_copy(&copy, before, &file.path)?;
    Ok(Some(copy))
}

/// The path without its beginning: the letter of a drive becomes a directory.
fn below_all(path: &Path) -> PathBuf {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::Prefix(drive) => {
            let name = drive.as_os_str().to_string_lossy();
            Some(name.replace(|c: char| !c.is_alphanumeric(), "").into())
        }
        _ => None,
    });
    parts.collect()
}

/// The directories that writing this file will create, outermost first.
fn missing_dirs(target: &Path) -> Vec<PathBuf> {
    let above = target.ancestors().skip(1);
    let mut missing: Vec<PathBuf> =
        above.take_while(|dir| marks::modified(dir).is_none()).map(Path::to_owned).collect();
    missing.reverse();
    missing
}
