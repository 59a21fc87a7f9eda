//! What was seen in use: projects that activation, a shim, `exec` or `check` met, and toolchains
//! that ran. Written on hot paths, so every note costs a few microseconds and may be lost.
//!
//! `state/roots.log` holds one absolute path per line; a backslash is written `\\`, a newline
//! `\n`, a tab `\t`, all other bytes stand for themselves. Shells append to it by a builtin;
//! double and broken lines are allowed. [`projects::Roots`] folds it into `state/roots.list`.
//! `state/used/go1.22.5` is an empty file whose modification time is the last use.

pub mod projects;

use std::io;
use std::path::{Path, PathBuf};

use crate::projects::scan::{AncestorScan, Level, Standing};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::{marks, probe};
use crate::sys::record;

/// A last use is written down at most this often, in seconds.
const HOURLY: i64 = 3600;

/// What makes a directory a project.
pub const FILES: [&str; 2] = ["go.mod", "go.work"];

/// Notes that a toolchain (`go1.22.5`) runs now (seconds since 1970). A record that cannot be
/// written must not stop a build, so there is no error. Root leaves none in another user's home.
pub fn note_toolchain(home: &Home, toolchain: &str, now: i64) {
    if probe::may_leave(home.state()) {
        let _ = record::aside(|| marks::touch(&used(home, toolchain), now, HOURLY));
    }
}

/// When a toolchain was last noted, in seconds since 1970.
pub fn last_use(home: &Home, toolchain: &str) -> Option<i64> {
    marks::modified(&used(home, toolchain))
}

/// The record of one toolchain: its time is the last use.
pub fn used(home: &Home, toolchain: &str) -> PathBuf {
    home.state().join("used").join(toolchain)
}

/// Notes a directory that only pins: one that was just pinned, or whose tools were built. No error, as
/// [`note_toolchain`].
pub fn note_pin(home: &Home, dir: &Path) {
    if probe::may_leave(home.state()) {
        record::aside(|| projects::note(home, dir));
    }
}

/// Notes the project that the directory of a scan belongs to: the nearest directory upwards with a
/// go.mod or go.work, whatever file decided the version; that of `pin`, the file that decided, where no
/// project lies between: whoever only pins needs the toolchain too; and that of the workspace that GOWORK
/// names, which no other shell may know of. Known ones are not written again. No error, as
/// [`note_toolchain`].
pub fn note_project(home: &Home, env: &Env, scan: &AncestorScan, pin: Option<PathBuf>) {
    // What the scan reads is kept there for others: that is noted.
    let nearest = nearest_project(scan);
    if !probe::may_leave(home.state()) {
        return;
    }
    record::aside(|| {
        let work = env.var_os("GOWORK").map(Path::new).filter(|work| work.is_absolute());
        let work = work.and_then(Path::parent).filter(|dir| is_project(dir)).map(Path::to_owned);
        let pin = pin.and_then(|file| pinned_below(&file, nearest.as_deref()));
        for project in nearest.into_iter().chain(pin).chain(work) {
            projects::note(home, &project);
        }
    });
}

/// The directory of a pin, where it is none of the project's own and lies not above it.
fn pinned_below(file: &Path, project: Option<&Path>) -> Option<PathBuf> {
    let dir: PathBuf = file.parent()?.components().collect();
    let below = project.is_none_or(|project| dir.starts_with(project) && dir != project);
    below.then_some(dir)
}

/// The nearest directory of a scan that has a go.mod or go.work.
pub fn nearest_project(scan: &AncestorScan) -> Option<PathBuf> {
    let stands = |level: &Level, name| level.file(name).standing() != Standing::Nothing;
    let found = scan.levels().find(|level| FILES.iter().any(|name| stands(level, name)))?;
    // One spelling: no slash at the end, no `.` in it.
    Some(found.dir().components().collect())
}

/// Whether a directory is a project in Go's sense: it has a go.mod or go.work.
pub fn is_project(dir: &Path) -> bool {
    matches!(makes_project(dir), Ok(true))
}

/// As [`is_project`], where "no" is said only if the system says that neither file exists.
///
/// # Errors
/// When it cannot be told.
pub fn makes_project(dir: &Path) -> io::Result<bool> {
    let [module, work] = FILES.map(|name| marks::stands(&dir.join(name)));
    match (module, work) {
        (Ok(true), _) | (_, Ok(true)) => Ok(true),
        (Err(error), _) | (_, Err(error)) => Err(error),
        (Ok(false), Ok(false)) => Ok(false),
    }
}
