//! What an activation rests on, taken from the record of what was asked for: no list of variables or
//! files is kept by hand.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::plan::Activation;
use crate::projects::pins::KINDS;
use crate::projects::scan::{AncestorScan, CameBack};
use crate::projects::seen;
use crate::settings::home::Home;
use crate::settings::stamp::{self, NoStamp, Stamp};
use crate::shells::shell::{Condition, Conditions};
use crate::sys::env::is_here;
use crate::sys::envdiff::EnvDiff;
use crate::sys::record::{Record, Seen};
use crate::sys::text;

/// Variables that say nothing about a place: the directory has its own comparison, and the function
/// hands the others to its program alone.
const ASIDE: [&str; 5] =
    ["PWD", "__GOENVMGR_EMIT", "__GOENVMGR_PROTOCOL", "__GOENVMGR_TOLD", "GOENVMGR_LOG"];

/// What must hold for an activation that was planned in the directory of a scan, by this stamp.
pub fn conditions(
    record: &Record,
    scan: &AncestorScan,
    activation: &Activation,
    home: &Home,
    stamp: &Result<Stamp, NoStamp>,
) -> Conditions {
    let (named, placed) = places(scan, activation);
    let (base, names, passed) =
        if named { shared(record, scan) } else { here_alone(scan, activation) };
    let mut files: BTreeSet<Condition> = record
        .paths
        .iter()
        .filter(|(path, _)| !passed.contains(path.as_path()))
        // What stands in there is what the stamp is about.
        .filter(|(path, seen)| **path != home.toolchains() || !matches!(seen, Seen::Directory(_)))
        .map(|(path, seen)| condition(path, seen, &|path| stamp::of_file(home, path)))
        .collect();
    files.extend(stamped(stamp));
    let led = record.real.iter().filter(|(path, real)| path != real);
    files.extend(led.map(|(path, real)| Condition::Same(path.clone(), real.clone())));
    drop_implied(&mut files);
    let vars = vars(record, activation);
    let Activation { before, outside, after, .. } = activation;
    let is_set =
        |name: &str| [before, outside, after].iter().any(|env| env.contains_key(OsStr::new(name)));
    let unset = vars.iter().filter(|name| !is_set(name)).cloned().collect();
    Conditions { base, named, placed, names, vars, unset, files: files.into_iter().collect() }
}

/// What stands below a directory says that it is one.
fn drop_implied(files: &mut BTreeSet<Condition>) {
    let stands = |condition: &Condition| match condition {
        Condition::Stands(path)
        | Condition::Program(path)
        | Condition::Directory(path)
        | Condition::File(path)
        | Condition::Unreadable(path)
        | Condition::Says(path, _)
        | Condition::Begins(path, ..) => Some(path.clone()),
        _ => None,
    };
    let standing: Vec<PathBuf> = files.iter().filter_map(stands).collect();
    files.retain(|condition| {
        let Condition::Directory(dir) = condition else { return true };
        !standing.iter().any(|path| path != dir && path.starts_with(dir))
    });
}

/// Whether the shell's name for its directory is the scan's, and whether it leads to where the shell is.
fn places(scan: &AncestorScan, activation: &Activation) -> (bool, bool) {
    let Some(pwd) = activation.outside.get(OsStr::new("PWD")) else { return (true, true) };
    let placed = is_here(Path::new(pwd));
    (placed && scan.levels().next().is_some_and(|level| level.dir() == Path::new(pwd)), placed)
}

/// Where the shell has another name for its directory than the scan: nothing is known by that name, so that
/// it holds there alone. In every other directory something is called `.`.
fn here_alone<'a>(
    scan: &AncestorScan,
    activation: &Activation,
) -> (Option<PathBuf>, Vec<&'static str>, BTreeSet<&'a Path>) {
    let pwd = activation.outside.get(OsStr::new("PWD")).map(PathBuf::from);
    let base = pwd.filter(|pwd| pwd.is_absolute()).unwrap_or_else(|| scan.dir().to_owned());
    (Some(base), vec!["."], BTreeSet::new())
}

/// What others do to the store, the default, trust and configuration. Where no stamp is kept it is looked
/// again at the next place, and while somebody changes something, at the next prompt.
fn stamped(stamp: &Result<Stamp, NoStamp>) -> Vec<Condition> {
    let Stamp { path, toolchains, installed } = match stamp {
        Ok(stamp) => stamp.clone(),
        Err(NoStamp::Busy) => return vec![Condition::Never],
        Err(NoStamp::Unkept) => return Vec::new(),
    };
    let times = if installed {
        Condition::Unaltered(toolchains, path.clone())
    } else {
        Condition::Absent(toolchains)
    };
    vec![Condition::Stands(path), times]
}

/// What must change for a question that ended with a fault to be asked again: a variable, or a file. Of one
/// that is too long to be compared nothing is known: another directory asks again.
pub fn of_a_fault(record: &Record) -> Conditions {
    let seen = record.paths.iter().map(|(path, seen)| condition(path, seen, &|_| None));
    let files: BTreeSet<Condition> = seen.filter(|it| *it != Condition::Never).collect();
    let (vars, files) = (counted(asked(record)), files.into_iter().collect());
    Conditions { vars, files, ..Conditions::default() }
}

/// The names that were looked for and not found in this directory and those above it, as far up as they
/// are the same ones; what comes first that differs is the base. Whatever else lies in one of these
/// directories and counts makes it the base, for elsewhere it would not be looked at.
fn shared<'a>(
    record: &'a Record,
    scan: &AncestorScan,
) -> (Option<PathBuf>, Vec<&'static str>, BTreeSet<&'a Path>) {
    let all = KINDS.iter().map(|kind| kind.name).chain(seen::FILES);
    let (mut names, mut passed) = (Vec::new(), BTreeSet::new());
    for (at, level) in scan.levels().enumerate() {
        let asked = level.asked();
        let none = asked.iter().all(|(_, file)| matches!(file.came_back(), CameBack::Absent));
        let mut here: Vec<&'static str> = asked.iter().map(|(name, _)| *name).collect();
        debug_assert!(here.iter().all(|name| all.clone().any(|known| known == *name)));
        here.sort_unstable();
        let looked = |path: &&Path| path.parent() == Some(level.dir());
        let found: Vec<&Path> = record.paths.keys().map(PathBuf::as_path).filter(looked).collect();
        let others = found.iter().any(|path| !here.iter().any(|name| path.ends_with(name)));
        if !none || others || (at > 0 && here != names) {
            // Here itself: whatever a scan may ask for must not be further down.
            let names = if at == 0 { all.collect() } else { names };
            return (Some(level.dir().to_owned()), names, passed);
        }
        names = here;
        passed.extend(found);
    }
    (None, names, passed)
}

fn condition(path: &Path, seen: &Seen, stamp: &dyn Fn(&Path) -> Option<PathBuf>) -> Condition {
    let dated = |path: &Path, start: OsString| match stamp(path) {
        Some(stamp) if start.is_empty() => Condition::Unaltered(path.to_owned(), stamp),
        Some(stamp) => Condition::Begins(path.to_owned(), start, stamp),
        None => Condition::Never,
    };
    match seen {
        Seen::Absent => Condition::Absent(path.to_owned()),
        Seen::Stands => Condition::Stands(path.to_owned()),
        Seen::Directory(None) => Condition::Directory(path.to_owned()),
        Seen::Program => Condition::Program(path.to_owned()),
        Seen::NoProgram => Condition::NoProgram(path.to_owned()),
        Seen::Directory(Some(_)) => dated(path, OsString::new()),
        Seen::File => Condition::File(path.to_owned()),
        Seen::Unreadable => Condition::Unreadable(path.to_owned()),
        Seen::Text { start, whole: true } if !start.contains(&0) => {
            Condition::Says(path.to_owned(), text::of(start))
        }
        Seen::Text { start, .. } => dated(path, readable(start)),
    }
}

/// What any shell has of the start of a file that it reads: bash stops at a NUL, and where a character
/// is cut shells differ.
fn readable(start: &[u8]) -> OsString {
    let end = start.iter().position(|byte| *byte == 0).unwrap_or(start.len());
    let start = start.get(..end).unwrap_or(start);
    let whole = match std::str::from_utf8(start) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => start.len(),
    };
    text::of(start.get(..whole).unwrap_or(start))
}

/// The variables that were asked for, and those that are set here.
fn vars(record: &Record, activation: &Activation) -> Vec<String> {
    let EnvDiff { set, unset } = EnvDiff::between(&activation.outside, &activation.after);
    counted(asked(record).chain(set.into_iter().map(|(name, _)| name)).chain(unset))
}

fn asked(record: &Record) -> impl Iterator<Item = String> {
    record.vars.iter().filter_map(|name| name.to_str().map(str::to_owned))
}

fn counted(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: BTreeSet<String> = names.collect();
    names.into_iter().filter(|name| !ASIDE.contains(&name.as_str()) && is_name(name)).collect()
}

/// Whether a shell can have a variable of this name.
fn is_name(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
