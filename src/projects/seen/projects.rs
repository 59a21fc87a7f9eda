//! The list of roots: a log that shells append to, folded into one file under a lock.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, marks};

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

    /// What a list says; `None` where it is not whole. The first line tells how many follow; lists of
    /// former versions have none, and are never empty.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let lines: Vec<&[u8]> = text.strip_suffix(b"\n")?.split(|byte| *byte == b'\n').collect();
        let (first, rest) = lines.split_first()?;
        let counted = first.strip_prefix(COUNT.as_bytes());
        let lines = if counted.is_some() { rest } else { &lines };
        let parsed =
            lines.iter().map(|line| parse_line(line)).collect::<Option<BTreeMap<_, _>>>()?;
        let counted = counted.map(|count| std::str::from_utf8(count).ok()?.parse::<usize>().ok());
        (counted.is_none_or(|count| count == Some(parsed.len()))).then_some(parsed.into())
    }

    pub(crate) fn print(&self) -> Vec<u8> {
        let mut text = format!("{COUNT}{}\n", self.0.len()).into_bytes();
        for (path, record) in &self.0 {
            text.extend(escape(path));
            let how = if record.how == How::Named { "named" } else { "seen" };
            let missing = record.missing.map_or_else(|| "-".to_owned(), |at| at.to_string());
            text.extend(format!("\t{how}\t{}\t{missing}\n", record.since).into_bytes());
        }
        text
    }
}

impl From<BTreeMap<PathBuf, Record>> for Roots {
    fn from(map: BTreeMap<PathBuf, Record>) -> Self {
        Self(map)
    }
}

/// Begins the first line of a list.
const COUNT: &str = "#roots ";

/// An empty or torn list is not "no roots": what it held decides what may be deleted.
fn damaged(list: &Path) -> Fault {
    Fault::unfinished(format!(
        "{} is damaged: nothing says any more what is needed",
        list.visible()
    ))
    .hint(format!(
        "restore it; or start anew: rm {} && goenvmgr roots add --scan DIR",
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

fn parse_line(line: &[u8]) -> Option<(PathBuf, Record)> {
    let mut fields = line.split(|byte| *byte == b'\t');
    let path = unescape(fields.next()?)?;
    let mut text = || fields.next().and_then(|field| std::str::from_utf8(field).ok());
    let how = if text()? == "named" { How::Named } else { How::Seen };
    let since = text()?.parse().ok()?;
    let missing = text().and_then(|at| at.parse().ok());
    Some((path, Record { how, since, missing }))
}

/// A path as one line.
fn escape(path: &Path) -> Vec<u8> {
    let mut line = Vec::new();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'\\' => line.extend(b"\\\\"),
            b'\n' => line.extend(b"\\n"),
            b'\t' => line.extend(b"\\t"),
            other => line.push(*other),
        }
    }
    line
}

/// The path that a line stands for; `None` for what is not an absolute path (a torn line).
fn unescape(line: &[u8]) -> Option<PathBuf> {
    let mut path = Vec::with_capacity(line.len());
    let mut bytes = line.iter();
    while let Some(byte) = bytes.next() {
        path.push(match (byte, byte == &b'\\') {
            (_, true) => match bytes.next()? {
                b'n' => b'\n',
                b't' => b'\t',
                b'\\' => b'\\',
                _ => return None,
            },
            (0, _) => return None,
            (plain, false) => *plain,
        });
    }
    let path = PathBuf::from(OsString::from_vec(path));
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::progress::Silent;
    use crate::projects::scan::AncestorScan;
    use crate::sys::env::Env;

    fn home() -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        let mut env = Env::capture();
        env.vars.insert("GOENVMGR_HOME".into(), dir.path().into());
        let home = Home::locate(&env).unwrap();
        (dir, home)
    }

    fn note(home: &Home, dir: &Path) {
        super::super::note_project(home, &Env::bare(&[]), &AncestorScan::of(dir));
    }

    fn names(roots: &Roots) -> Vec<&str> {
        roots.0.keys().filter_map(|path| path.to_str()).collect()
    }

    #[test]
    fn lines_of_shells_are_folded_in_and_broken_ones_left_out() {
        let (dir, home) = home();
        let log = dir.path().join("state/roots.log");
        for line in ["/a b", "/a b", "relative", "/back\\\\slash", "/new\\nline", "/bad\\x", ""] {
            marks::append_line(&log, line.as_bytes()).unwrap();
        }
        let expected = ["/a b", "/back\\slash", "/new\nline"];
        assert_eq!(names(&Roots::read(&home, 7).unwrap()), expected);
        Roots::edit(&home, 7, &Silent, |_| ()).unwrap();
        assert!(!log.exists());
        // A shell that had opened the log before it was folded.
        marks::append_line(&dir.path().join("state/roots.log.old"), b"/late").unwrap();
        Roots::edit(&home, 9, &Silent, |roots| roots.add(Path::new("/a b"), How::Named, 9))
            .unwrap();
        let roots = Roots::read(&home, 10).unwrap();
        assert_eq!(names(&roots), ["/a b", "/back\\slash", "/late", "/new\nline"]);
        let record = roots.0[Path::new("/a b")];
        assert_eq!(record, Record { how: How::Named, since: 7, missing: None });
    }

    #[test]
    fn project_that_is_known_is_not_logged_again() {
        let (dir, home) = home();
        let project = dir.path().join("p");
        std::fs::create_dir_all(project.join("deep/er")).unwrap();
        std::fs::write(project.join("go.mod"), "module p\n").unwrap();
        for below in ["", "deep", "deep/er"] {
            note(&home, &project.join(below));
        }
        note(&home, dir.path());
        let text = std::fs::read(log(&home)).unwrap();
        assert_eq!(text, [project.as_os_str().as_bytes(), b"\n"].concat());
        Roots::edit(&home, 1, &Silent, |_| ()).unwrap();
        note(&home, &project);
        assert!(!log(&home).exists());
    }

    #[test]
    fn log_that_is_long_is_folded_by_the_next_note() {
        let (dir, home) = home();
        let project = dir.path().join("p");
        std::fs::create_dir_all(&project).unwrap();
        std::fs::write(project.join("go.mod"), "module p\n").unwrap();
        for _ in 0..2000 {
            marks::append_line(&log(&home), b"/some/project/of/a/shell").unwrap();
        }
        note(&home, &project);
        let text = std::fs::read(log(&home)).unwrap();
        assert_eq!(text, [project.as_os_str().as_bytes(), b"\n"].concat());
        assert!(names(&Roots::read(&home, 1).unwrap()).contains(&"/some/project/of/a/shell"));
    }

    #[test]
    fn list_that_is_not_whole_is_no_list() {
        let (dir, home) = home();
        let list = dir.path().join("state/roots.list");
        assert_eq!(Roots::read(&home, 1).unwrap(), Roots::default(), "none was written");
        Roots::edit(&home, 1, &Silent, |roots| roots.add(Path::new("/b"), How::Named, 1)).unwrap();
        Roots::edit(&home, 1, &Silent, |roots| roots.add(Path::new("/a"), How::Named, 1)).unwrap();
        let whole = std::fs::read(&list).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&list, &whole[..length]).unwrap();
            Roots::read(&home, 1).unwrap_err();
            Roots::edit(&home, 1, &Silent, |_| ()).unwrap_err();
            assert_eq!(std::fs::read(&list).unwrap(), &whole[..length], "left as it is");
        }
        std::fs::write(&list, vec![0; whole.len()]).unwrap();
        Roots::read(&home, 1).unwrap_err();
        std::fs::write(&list, "/a\tnamed\t1\t-\n").unwrap();
        assert_eq!(names(&Roots::read(&home, 1).unwrap()), ["/a"], "as it was written before");
        Roots::edit(&home, 1, &Silent, |roots| roots.0.clear()).unwrap();
        assert_eq!(Roots::read(&home, 1).unwrap(), Roots::default());
    }

    proptest::proptest! {
        #[test]
        fn paths_survive_their_line(bytes in proptest::collection::vec(1u8.., 0..40)) {
            let path = PathBuf::from(OsString::from_vec([b"/".as_slice(), &bytes].concat()));
            let line = escape(&path);
            proptest::prop_assert!(!line.contains(&b'\n') && !line.contains(&b'\t'));
            proptest::prop_assert_eq!(unescape(&line), Some(path));
        }
    }
}
