//! Go at work: which toolchains run now, and in which directories.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::sys::fs::marks::link_target;
use crate::sys::fs::read::try_bytes;
use crate::sys::fs::walk::names;

/// A process of this user (or of anyone, for root) that is a Go tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: u32,
    /// The file it runs.
    pub exe: PathBuf,
    /// Where it works.
    pub cwd: Option<PathBuf>,
    /// The variables that a Go tool was started with, where the system shows them to this user.
    pub vars: Option<Variables>,
}

/// Names and values.
pub type Variables = BTreeMap<OsString, OsString>;

/// Programs that read a module cache or a build cache while they run.
const TOOLS: [&str; 12] = [
    "go",
    "gopls",
    "compile",
    "link",
    "asm",
    "cgo",
    "vet",
    "dlv",
    "golangci-lint",
    "staticcheck",
    "goimports",
    "cover",
];

/// Every process whose program can be seen; empty where the system has no `/proc`.
pub fn all() -> Vec<Process> {
    processes(Path::new("/proc")).collect()
}

/// Whether a Go tool runs now that `which` is true of.
pub fn any_go(which: impl Fn(&Process) -> bool) -> bool {
    processes(Path::new("/proc")).any(|process| process.is_go() && which(&process))
}

impl Process {
    /// Whether it is one of the go command's tools, or a program that runs it.
    pub fn is_go(&self) -> bool {
        self.exe
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| TOOLS.contains(&name))
    }

    /// What the process finds at an absolute path: in a container, or below another root directory,
    /// that is not what we find there.
    pub fn finds(&self, path: &Path) -> PathBuf {
        let root = Path::new("/proc").join(self.pid.to_string()).join("root");
        root.join(path.strip_prefix("/").unwrap_or(path))
    }

    /// Whether it has not ended since.
    pub fn lives(&self) -> bool {
        link_target(&Path::new("/proc").join(self.pid.to_string()).join("exe")).is_some()
    }

    /// Whether its program lies in the tree at `root`.
    pub fn runs_in(&self, root: &Path) -> bool {
        self.exe.starts_with(root)
    }
}

fn processes(proc: &Path) -> impl Iterator<Item = Process> {
    names(proc).unwrap_or_default().into_iter().filter_map(move |name| {
        let pid: u32 = name.to_str()?.parse().ok()?;
        let dir = proc.join(&name);
        let exe = alive(link_target(&dir.join("exe"))?);
        let mut process = Process { pid, exe, cwd: link_target(&dir.join("cwd")), vars: None };
        if process.is_go() {
            process.vars = match environment(&dir) {
                Environment::Shown(variables) => Some(variables),
                Environment::Hidden => None,
                Environment::Ended => return None,
            };
        }
        Some(process)
    })
}

/// How often variables are asked for: a program that is just starting shows none for a moment.
const TRIES: usize = 100;

/// What the system shows of a process's environment.
#[derive(Debug, PartialEq, Eq)]
enum Environment {
    Shown(Variables),
    /// Nothing, to this user or at all.
    Hidden,
    /// The process is gone.
    Ended,
}

/// The environment of the process at `dir`.
fn environment(dir: &Path) -> Environment {
    for _ in 0..TRIES {
        let bytes = try_bytes(&dir.join("environ"), 4 << 20).ok().flatten();
        if link_target(&dir.join("exe")).is_none() {
            return Environment::Ended;
        }
        match bytes {
            None => return Environment::Hidden,
            Some(bytes) if bytes.is_empty() => std::thread::yield_now(),
            Some(bytes) => return Environment::Shown(parse(&bytes)),
        }
    }
    Environment::Hidden
}

/// `NAME=value`, each ended by a zero byte.
fn parse(environ: &[u8]) -> Variables {
    let owned = |part: &[u8]| OsStr::from_bytes(part).to_owned();
    let pairs = environ.split(|&byte| byte == 0).filter_map(|line| {
        let at = line.iter().position(|&byte| byte == b'=')?;
        Some((owned(&line[..at]), owned(&line[at + 1..])))
    });
    pairs.collect()
}

/// The kernel marks a program whose file is gone.
fn alive(exe: PathBuf) -> PathBuf {
    match exe.to_str().and_then(|text| text.strip_suffix(" (deleted)")) {
        Some(text) => PathBuf::from(text),
        None => exe,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn tools_are_told_by_the_file_they_run() {
        let dir = tempfile::tempdir().unwrap();
        for (pid, exe) in
            [("12", "/sdk/go1.22.5/bin/go"), ("13", "/x/compile (deleted)"), ("14", "/bin/sh")]
        {
            std::fs::create_dir(dir.path().join(pid)).unwrap();
            symlink(exe, dir.path().join(pid).join("exe")).unwrap();
            symlink("/work", dir.path().join(pid).join("cwd")).unwrap();
        }
        std::fs::create_dir(dir.path().join("self")).unwrap();
        std::fs::write(dir.path().join("12/environ"), "HOME=/h\0A=b=c\0\0").unwrap();
        let mut found: Vec<_> =
            processes(dir.path()).filter(Process::is_go).map(|p| (p.pid, p.exe)).collect();
        found.sort();
        assert_eq!(found, [(12, "/sdk/go1.22.5/bin/go".into()), (13, "/x/compile".into())]);
        let go = processes(dir.path()).find(|process| process.pid == 12).unwrap();
        let pairs = [("A".into(), "b=c".into()), ("HOME".into(), "/h".into())];
        assert_eq!(go.vars, Some(pairs.into()));
        assert!(processes(dir.path()).all(|process| process.pid == 12 || process.vars.is_none()));
        assert!(all().iter().any(|process| process.pid == std::process::id()));
    }

    #[test]
    fn environment_of_an_ended_process_is_told_from_one_that_is_hidden() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path();
        std::fs::write(at.join("environ"), "").unwrap();
        assert_eq!(environment(at), Environment::Ended, "no program");
        symlink("/sdk/bin/go", at.join("exe")).unwrap();
        assert_eq!(environment(at), Environment::Hidden, "shows nothing for long");
        std::fs::write(at.join("environ"), "A=1\0").unwrap();
        let shown = [("A".into(), "1".into())].into();
        assert_eq!(environment(at), Environment::Shown(shown));
    }
}
