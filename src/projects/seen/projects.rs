//! The list of roots: a log that shells append to, folded into one file under a lock.

mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, marks};
use text::{escape, unescape};

/// How a root became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Met by activation, a shim, `exec` or `check`.
    Seen,
    /// Named by the user.
    Named,
}

/// What is remembered of one root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// How it became one.
    pub how: How,
    /// When it was first noted, in seconds since 1970.
    pub since: i64,
    /// When it was first found missing, in seconds since 1970.
    pub missing: Option<i64>,
}

/// The roots that are remembered, by directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots(pub BTreeMap<PathBuf, Record>);

/// The log that shells append to.
pub fn log(home: &Home) -> PathBuf {
    home.state().join("roots.log")
}

fn list(home: &Home) -> PathBuf {
    home.state().join("roots.list")
}

/// A log that is longer is folded by the next program that notes a project: shells only append.
const LONG: u64 = 32 << 10;

/// Appends a project to the log unless log or list know it.
pub(super) fn note(home: &Home, project: &Path) {
    let line = escape(project);
    if marks::size(&log(home)).is_some_and(|size| size > LONG) {
        let when = marks::modified(&log(home)).unwrap_or_default();
        let _ = Roots::try_fold(home, when);
    }
    let known = |file: &Path, end: &[u8]| {
        let text = marks::read_unseen(file).unwrap_or_default();
        text.split(|byte| *byte == b'\n').any(|known| {
            known.strip_prefix(line.as_slice()).is_some_and(|rest| rest.starts_with(end))
        })
    };
    if !known(&list(home), b"\t") && !known(&log(home), b"") {
        let _ = marks::append_lasting(&log(home), &line);
    }
}

impl Roots {
    /// Reads what is remembered, without writing: the list, then the lines of the log.
    ///
    /// # Errors
    /// When one of them is there and cannot be read (exit 3): that is not "no roots".
    pub fn read(home: &Home, now: i64) -> Result<Self> {
        let read = |path: &Path| match marks::read_unseen(path) {
            Err(error) if !matches!(marks::stands(path), Ok(false)) => {
                Err(Fault::io("read", path, &error))
            }
            read => Ok(read.unwrap_or_default()),
        };
        let listed = read(&list(home))?;
        let is_there = !matches!(marks::stands(&list(home)), Ok(false));
        let mut roots = match Self::parse(&listed) {
            Some(roots) => roots,
            None if is_there => return Err(damaged(&list(home))),
            None => Self::default(),
        };
        // The log of the last folding is read again: a shell may have held it open.
        for file in [old_log(home), log(home)] {
            for line in read(&file)?.split(|byte| *byte == b'\n') {
                if let Some(path) = unescape(line) {
                    let fresh = Record { how: How::Seen, since: now, missing: None };
                    roots.0.entry(path).or_insert(fresh);
                }
            }
        }
        Ok(roots)
    }

    /// Reads, lets `change` edit, and writes the list; the log is folded in. Runs under a lock,
    /// so that two edits do not lose each other.
    ///
    /// # Errors
    /// When the state directory cannot be written, or the lock is held for a minute (exit 3).
    pub fn edit<T>(
        home: &Home,
        now: i64,
        told: &dyn Progress,
        change: impl FnOnce(&mut Self) -> T,
    ) -> Result<T> {
        let _lock = Lock::acquire(&lock(home), told)?;
        Self::edit_held(home, now, change)
    }

    /// Folds the log in unless somebody else edits: what a shim does beside its work waits for
    /// nobody.
    fn try_fold(home: &Home, now: i64) -> Result<()> {
        match Lock::try_acquire(&lock(home))? {
            Some(_lock) => Self::edit_held(home, now, |_| ()),
            None => Ok(()),
        }
    }

    /// As [`Roots::edit`], by who holds the lock.
    fn edit_held<T>(home: &Home, now: i64, change: impl FnOnce(&mut Self) -> T) -> Result<T> {
        let state = home.state();
        let failed = |error: std::io::Error| Fault::io("write the list of roots in", state, &error);
        let mut roots = Self::read(home, now)?;
        let before = roots.clone();
        let result = change(&mut roots);
        let logged = marks::modified(&log(home)).is_some();
        if roots != before || logged {
            atomic::write(&list(home), &roots.print())?;
            // Before the log that it was made from gives way.
            atomic::flush_dir(state)?;
        }
        if logged {
            marks::rename(&log(home), &old_log(home)).map_err(failed)?;
        }
        let gone = |path: &PathBuf| before.0.contains_key(path) && !roots.0.contains_key(path);
        if before.0.keys().any(gone) {
            forget_lines(&old_log(home), gone)?;
        }
        Ok(result)
    }

    /// Adds a root; a seen one that is named becomes named, and a missing one is there again.
    /// Returns whether it is new.
    pub fn add(&mut self, path: &Path, how: How, now: i64) -> bool {
        let fresh = Record { how, since: now, missing: None };
        let known = self.0.insert(path.to_owned(), fresh);
        if let (Some(known), Some(entry)) = (known, self.0.get_mut(path)) {
            *entry = Record { how: known.how.max(how), since: known.since, missing: None };
        }
        known.is_none()
    }
}

/// An empty or torn list is not "no roots": what it held decides what may be deleted.
fn damaged(list: &Path) -> Fault {
    Fault::unfinished(format!(
        "{} is damaged: nothing says any more what is needed",
        list.visible()
    ))
    .hint(format!(
        "restore it; or start over: rm {} && goenvmgr roots add --scan DIR",
        crate::base::quoting::word(list)
    ))
}

fn lock(home: &Home) -> PathBuf {
    home.state().join("roots.lock")
}

fn old_log(home: &Home) -> PathBuf {
    home.state().join("roots.log.old")
}

/// Takes these roots out of a log: what is read again would bring them back.
fn forget_lines(log: &Path, gone: impl Fn(&PathBuf) -> bool) -> Result<()> {
    let Ok(text) = marks::read_unseen(log) else { return Ok(()) };
    let kept: Vec<&[u8]> = text
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| {
            !unescape(line.strip_suffix(b"\n").unwrap_or(line)).is_some_and(|path| gone(&path))
        })
        .collect();
    atomic::write(log, &kept.concat())
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
