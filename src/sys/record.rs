//! What an answer rests on: every variable that was asked for and every path that was looked at, with
//! what came back, from [`begin`] on, in this thread.
//!
//! The readers of [`crate::sys::fs`] and [`crate::sys::env::Env`] note it themselves, so that nobody who
//! decides something keeps a list of what it depends on. Where nobody has called [`begin`], a note costs
//! one look at a flag.

#![allow(
    clippy::missing_const_for_thread_local,
    reason = "said of what is const already, on systems that keep thread locals by key"
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::visible::Visible as _;

/// So much of a file is kept, in bytes: what a shell compares by one bounded read.
pub const START: usize = 4096;

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Names of variables, set or not.
    pub vars: BTreeSet<OsString>,
    /// Paths, each with what came back of it.
    pub paths: BTreeMap<PathBuf, Seen>,
    /// Where paths led whose links were resolved.
    pub real: BTreeMap<PathBuf, PathBuf>,
}

/// What came back of a path, links followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing is there, or nothing that this user may see.
    Absent,
    /// Something is there; nobody asked what.
    Stands,
    /// A program that this process may execute.
    Program,
    /// Something that is no program.
    NoProgram,
    /// A directory, with these names in it where they were asked for, sorted.
    Directory(Option<Vec<OsString>>),
    /// Something that is no directory; nobody asked what it says.
    File,
    /// A regular file that begins so.
    Text {
        /// Its first [`START`] bytes, or fewer where it is shorter.
        start: Vec<u8>,
        /// Whether that is all.
        whole: bool,
    },
    /// It is there and cannot be read as a file.
    Unreadable,
}

impl Seen {
    /// What a look at a path says, links followed.
    pub fn of(about: Option<&Metadata>) -> Self {
        match about {
            None => Self::Absent,
            Some(about) if about.is_dir() => Self::Directory(None),
            Some(about) if about.is_file() => Self::File,
            // A FIFO, a device.
            Some(_) => Self::Unreadable,
        }
    }

    /// Whether something has the name, a link that leads nowhere included.
    pub fn name(is_taken: bool) -> Self {
        if is_taken { Self::Stands } else { Self::Absent }
    }

    /// What is known of a file of which these bytes were read from its start.
    pub fn text(bytes: &[u8]) -> Self {
        let start = bytes.get(..START).unwrap_or(bytes).to_vec();
        Self::Text { whole: start.len() == bytes.len(), start }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Stands => "stands",
            Self::Program => "program",
            Self::NoProgram => "no program",
            Self::Directory(None) => "directory",
            Self::Directory(Some(_)) => "names",
            Self::File => "file",
            Self::Text { .. } => "text",
            Self::Unreadable => "unreadable",
        }
    }

    /// Of two looks at one path, which says more. What was there and is gone, or the other way round,
    /// is as it was seen last.
    fn rank(&self) -> u8 {
        match self {
            Self::Absent | Self::Stands => 0,
            Self::File | Self::Directory(None) => 1,
            Self::Program | Self::NoProgram => 2,
            Self::Text { .. } | Self::Unreadable | Self::Directory(Some(_)) => 3,
        }
    }
}

/// Whether any thread has begun: all that a note costs in a program that keeps no record.
static BEGUN: AtomicBool = AtomicBool::new(false);

thread_local! {
    static NOTED: RefCell<Option<Record>> = const { RefCell::new(None) };
}

/// From now on everything that this thread asks for is noted; what was noted before is forgotten.
pub fn begin() {
    NOTED.set(Some(Record::default()));
    BEGUN.store(true, Ordering::Relaxed);
}

/// What was noted since [`begin`]; `None` where it was not called.
pub fn noted() -> Option<Record> {
    NOTED.with_borrow(Clone::clone)
}

/// What is asked for meanwhile is no part of an answer: what the program keeps for itself.
pub fn aside<T>(work: impl FnOnce() -> T) -> T {
    let noted = NOTED.take();
    let done = work();
    NOTED.set(noted);
    done
}

/// A variable of an environment, noted as one that was asked for.
pub fn get(vars: &BTreeMap<OsString, OsString>, name: impl AsRef<OsStr>) -> Option<&OsString> {
    var(&name);
    vars.get(name.as_ref())
}

/// A variable was asked for.
pub fn var(name: impl AsRef<OsStr>) {
    with(|record| {
        if !record.vars.contains(name.as_ref()) {
            record.vars.insert(name.as_ref().to_owned());
        }
    });
}

/// A path was looked at. What the kernel makes up is not noted: it has no lasting contents.
pub fn path(path: &Path, seen: impl FnOnce() -> Seen) {
    if !is_on() || path.starts_with("/proc") {
        return;
    }
    let seen = seen();
    with(|record| {
        let before = record.paths.get(path);
        let gone = |seen: &Seen| *seen == Seen::Absent;
        if before.is_none_or(|before| before.rank() <= seen.rank() || gone(before) || gone(&seen)) {
            record.paths.insert(path.to_owned(), seen);
        }
    });
}

/// The links of a path were resolved.
pub fn real(path: &Path, to: &Path) {
    with(|record| {
        record.real.insert(path.to_owned(), to.to_owned());
    });
}

/// Tells what was noted, to who asks for it: `GOENVMGR_LOG=goenvmgr::sys::record=trace`.
pub fn tell() {
    NOTED.with_borrow(|noted| noted.as_ref().map(tell_all));
}

fn tell_all(record: &Record) {
    for name in &record.vars {
        tracing::trace!(variable = %name.to_string_lossy(), "depends on");
    }
    for (path, seen) in &record.paths {
        tracing::trace!(path = %path.visible(), seen = seen.word(), "depends on");
    }
    for (path, to) in &record.real {
        tracing::trace!(path = %path.visible(), real = %to.visible(), "depends on");
    }
}

fn is_on() -> bool {
    BEGUN.load(Ordering::Relaxed) && NOTED.with_borrow(Option::is_some)
}

fn with(note: impl FnOnce(&mut Record)) {
    if BEGUN.load(Ordering::Relaxed) {
        NOTED.with_borrow_mut(|noted| noted.as_mut().map(note));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::fs::{lookup, marks, read, walk};

    fn seen(of: impl FnOnce(&Path), path: &Path) -> Option<Seen> {
        begin();
        of(path);
        noted()?.paths.remove(path)
    }

    #[test]
    fn record_says_what_came_back_of_files_that_are_refused_too() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let text = |path: &Path| drop(read::text(path, 8));
        let (small, large) = (at("small"), at("large"));
        std::fs::write(&small, [0xff]).unwrap();
        std::fs::write(&large, vec![b'x'; 1 << 20]).unwrap();
        assert_eq!(seen(text, &small), Some(Seen::Text { start: vec![0xff], whole: true }));
        let start = vec![b'x'; START];
        assert_eq!(seen(text, &large), Some(Seen::Text { start, whole: false }));
        assert_eq!(seen(text, &at("none")), Some(Seen::Absent));
        assert_eq!(seen(text, &small.join("below")), Some(Seen::Absent));
        assert_eq!(seen(text, dir.path()), Some(Seen::Directory(None)));
        let names = |path: &Path| drop(walk::names(path));
        let found = Some(vec!["large".into(), "small".into()]);
        assert_eq!(seen(names, dir.path()), Some(Seen::Directory(found)));
    }

    #[test]
    fn record_keeps_the_look_that_says_most_and_the_last_word_about_what_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(lookup::file_name("sh"));
        std::fs::copy(std::env::current_exe().unwrap(), &path).unwrap();
        let program = |path: &Path| {
            assert!(lookup::is_program(path) && read::is_file(path));
            assert!(marks::stands(path).unwrap());
        };
        assert_eq!(seen(program, &path), Some(Seen::Program));
        let beside = |path: &Path| aside(|| program(path));
        assert_eq!(seen(beside, &path), None);
        let gone = |path: &Path| {
            program(path);
            std::fs::remove_file(path).unwrap();
            assert!(!read::is_file(path));
        };
        assert_eq!(seen(gone, &path), Some(Seen::Absent));
        assert_eq!(
            seen(|_| assert!(!read::exists(Path::new("/proc/0"))), Path::new("/proc/0")),
            None
        );
    }
}
