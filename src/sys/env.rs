//! The process, captured once: variables, directory, home, terminals, clock.
//!
//! Everything above reads this value and never the process, so a test fills in the fields.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Component, Path, PathBuf};

use crate::sys::fs::{lookup, marks, rights};
use crate::sys::record;

/// The home directory that the password file has for this user, whatever HOME says.
pub fn account_home() -> Option<PathBuf> {
    os::home()
}

/// The variable that holds the home directory.
pub const HOME: &str = os::HOME;

/// The path that was executed to start this program: the name of the link, where it was one.
pub fn executed() -> PathBuf {
    os::executed()
}

/// The process as it was at start.
#[derive(Clone, Debug)]
pub struct Env {
    /// Arguments, the program's name first.
    pub args: Vec<OsString>,
    /// Environment variables; where the system tells no case apart, by their names in capitals.
    pub vars: BTreeMap<OsString, OsString>,
    /// The working directory: `$PWD` where it names the same directory (so that symbolic links
    /// stay as the user typed them), else the physical path.
    pub cwd: PathBuf,
    /// Whether the working directory was deleted: [`Env::cwd`] is the name that it had.
    pub cwd_is_gone: bool,
    /// The user's home directory; read it by [`Env::home()`], which notes what it rests on.
    pub home: Option<PathBuf>,
    /// Absolute path of this executable, links not resolved where the kernel tells.
    pub exe: PathBuf,
    /// Whether standard input is a terminal.
    pub stdin_tty: bool,
    /// Whether standard output is a terminal.
    pub stdout_tty: bool,
    /// Whether standard error is a terminal.
    pub stderr_tty: bool,
    /// Seconds since 1970-01-01 UTC at start.
    pub now: i64,
}

impl Env {
    /// Reads the process.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the function that all others are sent to"
    )]
    pub fn capture() -> Self {
        let vars: BTreeMap<_, _> =
            std::env::vars_os().map(|(name, value)| (os::name(name), value)).collect();
        let pwd = vars.get(OsStr::new("PWD"));
        // A directory that was deleted still has its name, and those above it may hold a pin.
        let physical = std::env::current_dir();
        let cwd_is_gone = physical.is_err();
        let cwd = match physical.ok().or_else(os::last_name) {
            Some(physical) => logical_cwd(pwd, &physical),
            None => pwd.map(PathBuf::from).filter(|p| p.is_absolute()).unwrap_or("/".into()),
        };
        Self {
            args: std::env::args_os().collect(),
            home: os::home_of(&vars),
            exe: std::env::current_exe().ok().or_else(started).unwrap_or_default(),
            stdin_tty: std::io::stdin().is_terminal(),
            stdout_tty: std::io::stdout().is_terminal(),
            stderr_tty: std::io::stderr().is_terminal(),
            now: jiff::Timestamp::now().as_second(),
            cwd,
            cwd_is_gone,
            vars,
        }
    }

    /// A process with these variables and nothing else, in `/`, at second 0: what tests begin with.
    #[doc(hidden)]
    pub fn bare(vars: &[(&str, &str)]) -> Self {
        let home = vars.iter().find(|(name, value)| *name == "HOME" && !value.is_empty());
        Self {
            args: Vec::new(),
            home: home.map(|(_, value)| value.into()),
            vars: vars.iter().map(|(name, value)| (name.into(), value.into())).collect(),
            cwd: "/".into(),
            cwd_is_gone: false,
            exe: "/bin/goenvmgr".into(),
            stdin_tty: false,
            stdout_tty: false,
            stderr_tty: false,
            now: 0,
        }
    }

    /// The variable's value where it is set, not empty, and UTF-8.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.var_os(name).and_then(OsStr::to_str)
    }

    /// The variable's value where it is set and not empty.
    pub fn var_os(&self, name: &str) -> Option<&OsStr> {
        record::get(&self.vars, name).map(OsString::as_os_str).filter(|v| !v.is_empty())
    }

    /// The user's home directory: what [`HOME`] says, else the user's account.
    pub fn home(&self) -> Option<&Path> {
        record::var(HOME);
        self.home.as_deref()
    }

    /// The process ids above this one, nearest first, each with its program's name, as far as the system
    /// tells.
    pub fn ancestors() -> Vec<(u32, Option<String>)> {
        os::ancestors()
    }

    /// The same at this moment: for who lives longer than a command.
    #[must_use]
    pub fn at_present(&self) -> Self {
        Self { now: jiff::Timestamp::now().as_second(), ..self.clone() }
    }

    /// The path by which start-up files, shells and shims call this program: the name by which the
    /// user called it, where that is this very program. `bin/goenvmgr` outlives the versioned
    /// folder that it may lead to.
    #[expect(clippy::disallowed_methods, reason = "which of these names is this very program")]
    pub fn program(&self) -> PathBuf {
        let real = dunce::canonicalize(&self.exe).ok();
        let called = self.args.first().map(PathBuf::from).unwrap_or_default();
        let named = if called.components().count() > 1 {
            vec![self.cwd.join(called)]
        } else {
            self.path().into_iter().map(|dir| dir.join(&called)).collect()
        };
        let is_this = |path: &PathBuf| path.is_absolute() && dunce::canonicalize(path).ok() == real;
        match named.into_iter().find(is_this) {
            // Without `.` components; `..` stays, since a link may stand in front of it.
            Some(path) if real.is_some() => path.components().collect(),
            _ => self.exe.clone(),
        }
    }

    /// The login shell of this process's user, where the system keeps one.
    pub fn login_shell() -> Option<PathBuf> {
        os::login_shell()
    }

    /// Whether this process runs as root.
    pub fn is_root() -> bool {
        rights::is_root()
    }

    /// The directories of `PATH` that count, in order: absolute ones.
    pub fn path(&self) -> Vec<PathBuf> {
        lookup::dirs(self.var_os("PATH"))
    }
}

/// The file of this program by the path that was executed, where the system does not say which it is.
#[expect(clippy::disallowed_methods, reason = "the file of this very process")]
fn started() -> Option<PathBuf> {
    let real = dunce::canonicalize(executed()).ok()?;
    real.is_file().then_some(real)
}

fn logical_cwd(pwd: Option<&OsString>, physical: &Path) -> PathBuf {
    let Some(logical) = pwd.map(Path::new).filter(|p| p.is_absolute()) else {
        return physical.to_owned();
    };
    // The kernel knows the physical path without asking a disk, which may hang.
    if logical == physical {
        return physical.to_owned();
    }
    if leads_to(logical, physical) { logical.to_owned() } else { physical.to_owned() }
}

/// Whether this name leads to the working directory: once that was moved or removed it does not.
pub fn is_here(name: &Path) -> bool {
    let place = |path: &Path| record::aside(|| marks::identity(path)).ok();
    place(name).is_some_and(|place_of| Some(place_of) == place(Path::new(".")))
}

/// Whether links lead from one to the other, which has none. What lies on the way to the other is
/// not looked at: a mount whose server is gone must not keep `doctor` from naming it.
#[expect(clippy::disallowed_methods, reason = "which names this process's directory has")]
fn leads_to(logical: &Path, physical: &Path) -> bool {
    let mut ahead: Vec<OsString> = backwards(logical);
    let (mut real, mut links) = (PathBuf::from("/"), 0);
    while let Some(name) = ahead.pop() {
        if name == ".." {
            real.pop();
            continue;
        }
        real.push(name);
        if physical.starts_with(&real) {
            continue;
        }
        // The kernel follows no more than 40 either.
        let Some(target) = std::fs::read_link(&real).ok().filter(|_| links < 40) else { continue };
        links += 1;
        real.pop();
        if target.is_absolute() {
            real = PathBuf::from("/");
        }
        ahead.extend(backwards(&target));
    }
    real == physical
}

/// The names of a path, the last one first.
fn backwards(path: &Path) -> Vec<OsString> {
    let kept = path
        .components()
        .filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    kept.rev().map(|part| part.as_os_str().to_owned()).collect()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_as_far_as_they_differ_from_the_directory() {
        let world = tempfile::tempdir().unwrap();
        let top = world.path().canonicalize().unwrap();
        std::fs::create_dir_all(top.join("a/b")).unwrap();
        std::fs::create_dir_all(top.join("c")).unwrap();
        symlink(top.join("a"), top.join("absolute")).unwrap();
        symlink("../absolute/b", top.join("c/relative")).unwrap();
        symlink("round", top.join("round")).unwrap();
        for (logical, physical, same) in [
            ("absolute/b", "a/b", true),
            ("c/relative", "a/b", true),
            ("c/relative/../b", "a/b", true),
            ("c/relative", "a", false),
            ("a/b", "c", false),
            ("gone", "a", false),
            ("round", "a", false),
        ] {
            assert_eq!(leads_to(&top.join(logical), &top.join(physical)), same, "{logical}");
        }
    }
}
