//! Makes a [`FixPlan`] true, and takes it back. The copies and the record stand before the first change,
//! every change is one rename (or, of a file with several names, a write in place that keeps what was
//! there until it is done), and going back accepts each step done or not done: so a kill at any
//! point leaves what `--undo` can take back.

use std::path::{Path, PathBuf};

use super::{Change, FixPlan, Journal, Step};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{alias, atomic, dotfile, in_place, marks, read, remove, temporary};

const LIMIT: u64 = 16 << 20;

/// How far a plan was carried out.
#[derive(Debug)]
#[must_use]
pub(crate) enum Applied {
    /// To its end.
    Whole,
    /// Until a change failed: `undo` takes back what was done by then.
    Partly(Fault),
}

/// Carries the plan out at `now` (seconds since 1970).
///
/// # Errors
/// When something is not as planned any more, or the copies cannot be written: nothing is changed
/// then.
pub(crate) fn apply(plan: &FixPlan, home: &Home, now: i64, told: &dyn Progress) -> Result<Applied> {
    let _lock = Lock::acquire(&folder(home).join("lock"), told)?;
    let copies = folder(home).join(format!("{now}-{}", std::process::id()));
    let mut journal =
        Journal { checks: plan.checks.clone(), copies: copies.clone(), steps: Vec::new() };
    let old = load(home)?;
    let prepared = (plan.changes.iter().enumerate()).try_for_each(|(number, change)| {
        journal.steps.push(prepare(change, &copies.join(number.to_string()))?);
        Ok(())
    });
    if let Err(fault) = prepared.and_then(|()| save(home, &journal)) {
        remove::sweep(&copies, &crate::base::progress::Silent);
        return Err(fault);
    }
    if let Some(old) = old {
        forget(&old);
    }
    let done = stamp::changing(home, told, || plan.changes.iter().try_for_each(make));
    Ok(done.map_or_else(Applied::Partly, |()| Applied::Whole))
}

/// Checks that a change starts from what was planned, and keeps a copy.
fn prepare(change: &Change, copy: &Path) -> Result<Step> {
    let as_planned = match change {
        Change::File { path, before, .. } => in_place::contents(path, LIMIT)?.bytes == *before,
        Change::Link { path, before, after } => {
            leads(path, before.as_ref().or(after.as_ref())) == *before
                && (before.is_some() || !stands(path))
        }
        Change::Move { path, to } => stands(path) && !stands(to),
    };
    if !as_planned {
        return Err(Fault::unfinished(format!(
            "{} was changed meanwhile",
            change.path().visible()
        ))
        .hint("run the command again"));
    }
    Ok(match change {
        Change::File { path, before, after } => {
            let before = match before {
                Some(bytes) => {
                    atomic::write_copy(copy, bytes, path)?;
                    Some((Sha256Sum::of(bytes).to_string(), copy.to_owned()))
                }
                None => None,
            };
            Step::File { path: path.clone(), before, after: Sha256Sum::of(after).to_string() }
        }
        Change::Link { path, before, after } => {
            Step::Link { path: path.clone(), before: before.clone(), after: after.clone() }
        }
        Change::Move { path, to } => Step::Move { path: path.clone(), to: to.clone() },
    })
}

fn make(change: &Change) -> Result<()> {
    match change {
        Change::File { path, after, .. } => atomic::write_settings(path, after),
        Change::Link { path, after, .. } => lead(path, after.as_deref()),
        Change::Move { path, to } => shift(path, to),
    }
}

fn lead(path: &Path, to: Option<&Path>) -> Result<()> {
    match to {
        Some(to) => {
            path.parent().map_or(Ok(()), atomic::create_dir)?;
            alias::set(to, path).map(drop)
        }
        None => alias::remove(path).map(drop),
    }
}

fn shift(from: &Path, to: &Path) -> Result<()> {
    to.parent().map_or(Ok(()), atomic::create_dir)?;
    marks::rename(from, to).map_err(|error| Fault::io("move", from, &error))
}

/// What a shim leads to.
fn leads(shim: &Path, program: Option<&PathBuf>) -> Option<PathBuf> {
    alias::target(shim, program.map_or(shim, PathBuf::as_path))
}

fn stands(path: &Path) -> bool {
    crate::sys::fs::probe::see_link(path).is_ok()
}

/// What was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Undone {
    /// The checks that had been cured.
    pub checks: Vec<String>,
    /// What had been moved out of the way and was removed since: it stays away.
    pub gone: Vec<PathBuf>,
}

/// Takes the last `--fix` back, byte for byte, but for what was removed since. Nothing where there
/// is none.
///
/// # Errors
/// When something was changed since by somebody else (nothing is changed then), or a step fails
/// (exit 3).
pub(crate) fn undo(home: &Home, told: &dyn Progress) -> Result<Option<Undone>> {
    let _lock = Lock::acquire(&folder(home).join("lock"), told)?;
    let Some(journal) = load(home)? else { return Ok(None) };
    for step in &journal.steps {
        known(step)?;
    }
    let gone = journal.steps.iter().filter_map(gone).collect();
    stamp::changing(home, told, || {
        journal.steps.iter().rev().try_for_each(|step| {
            tidy(step);
            take_back(step)
        })
    })?;
    remove::file(&record(home))?;
    forget(&journal);
    dotfile::remove_empty(&home.set_aside());
    Ok(Some(Undone { checks: journal.checks, gone }))
}

/// What was moved and is in neither place any more: a clean has taken it, or the user.
fn gone(step: &Step) -> Option<PathBuf> {
    match step {
        Step::Move { path, to } if !stands(path) && !stands(to) => Some(path.clone()),
        _ => None,
    }
}

/// A step that is neither done nor not done was touched by somebody else.
fn known(step: &Step) -> Result<()> {
    let fine = match step {
        Step::File { path, before, after } => {
            let now = sum(&in_place::contents(path, LIMIT)?);
            let was = before.as_ref().map(|(sum, _)| sum);
            now.as_ref() == was || now.as_ref() == Some(after)
        }
        Step::Link { path, before, after } => {
            let now = leads(path, after.as_ref().or(before.as_ref()));
            (now == *before || now == *after) && (now.is_some() || !stands(path))
        }
        Step::Move { path, to } => !(stands(path) && stands(to)),
    };
    if fine {
        return Ok(());
    }
    Err(Fault::new(
        Exit::Unfinished,
        format!("{} was changed since: nothing was undone", step.path().visible()),
    )
    .hint("the copies of what was there before are below the state directory, in doctor/"))
}

fn sum(contents: &in_place::Contents) -> Option<String> {
    contents.bytes.as_ref().map(|bytes| Sha256Sum::of(bytes).to_string())
}

/// Temporary files that a kill left beside.
fn tidy(step: &Step) {
    match step {
        Step::File { path, .. } => path.parent().map_or((), temporary::sweep),
        Step::Link { path, .. } => alias::sweep(path),
        Step::Move { .. } => {}
    }
}

fn take_back(step: &Step) -> Result<()> {
    match step {
        Step::File { path, before: None, .. } => remove::file(path).map(drop),
        Step::File { path, before: Some((sum, copy)), .. } => {
            let now = in_place::contents(path, LIMIT)?;
            if !now.cut && self::sum(&now).as_ref() == Some(sum) {
                return Ok(());
            }
            let bytes = read::bytes(copy, LIMIT)?;
            let bytes = bytes.filter(|bytes| Sha256Sum::of(bytes).to_string() == *sum);
            let bytes = bytes.ok_or_else(|| {
                Fault::unfinished(format!("the copy {} is gone or damaged", copy.visible()))
            })?;
            atomic::write_back(path, &bytes, copy)
        }
        Step::Link { path, before, .. } => lead(path, before.as_deref()),
        Step::Move { path, to } if stands(to) => shift(to, path),
        Step::Move { .. } => Ok(()),
    }
}

/// What is left of an older fix goes: its copies, and what it had moved away.
fn forget(journal: &Journal) {
    for step in &journal.steps {
        if let Step::Move { to, .. } = step {
            remove::sweep(to, &crate::base::progress::Silent);
        }
    }
    remove::sweep(&journal.copies, &crate::base::progress::Silent);
}

fn folder(home: &Home) -> PathBuf {
    home.state().join("doctor")
}

fn record(home: &Home) -> PathBuf {
    folder(home).join("undo.json")
}

fn load(home: &Home) -> Result<Option<Journal>> {
    let path = record(home);
    let Some(bytes) = read::bytes(&path, LIMIT)? else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        Fault::unfinished(format!("{} cannot be understood: {error}", path.visible()))
            .hint("move it away to go on without undoing")
    })
}

fn save(home: &Home, journal: &Journal) -> Result<()> {
    let text = serde_json::to_vec_pretty(journal)
        .map_err(|error| Fault::unfinished(format!("could not write the record: {error}")))?;
    atomic::write(&record(home), &text)
}
