//! What the kernel writes of each process below /proc.

use std::path::{Path, PathBuf};

use super::{Names, Process, Variables};
use crate::sys::fs::marks::link_target;
use crate::sys::fs::read::{text, try_bytes};
use crate::sys::fs::walk::names;
use crate::sys::text::of;

pub(super) const KNOWN: bool = true;

pub(super) fn all(reads: impl Fn(&Path) -> bool) -> impl Iterator<Item = Process> {
    processes(Path::new("/proc"), reads)
}

pub(super) fn finds(pid: u32, path: &Path) -> PathBuf {
    of_process(pid, "root").join(path.strip_prefix("/").unwrap_or(path))
}

pub(super) fn lives(pid: u32) -> bool {
    link_target(&of_process(pid, "exe")).is_some()
}

pub(super) fn every_name() -> Option<Vec<Names>> {
    let found: Vec<Names> = pids(Path::new("/proc")).filter_map(names_of).collect();
    (!found.is_empty()).then_some(found)
}

pub(super) fn holder(file: &Path) -> Option<String> {
    let holds = |pid: &u32| {
        let open = of_process(*pid, "fd");
        let files = names(&open).unwrap_or_default();
        files.iter().any(|name| link_target(&open.join(name)).as_deref() == Some(file))
    };
    kernels_name(pids(Path::new("/proc")).find(holds)?)
}

fn names_of(pid: u32) -> Option<Names> {
    let kernels = kernels_name(pid)?;
    let words = try_bytes(&of_process(pid, "cmdline"), 1 << 20).ok().flatten().unwrap_or_default();
    let first = words.split(|byte| *byte == 0).next().unwrap_or_default();
    let started = String::from_utf8_lossy(first);
    // Servers write into it what they are doing: `postgres: checkpointer`.
    let word = started.split([' ', ':']).next().unwrap_or_default();
    Some(Names([kernels, word.rsplit('/').next().unwrap_or_default().to_owned()]))
}

fn kernels_name(pid: u32) -> Option<String> {
    let name = text(&of_process(pid, "comm"), 4096).ok().flatten()?;
    Some(name.trim_end().to_owned())
}

fn pids(proc: &Path) -> impl Iterator<Item = u32> + use<> {
    let names = names(proc).unwrap_or_default();
    names.into_iter().filter_map(|name| name.to_str()?.parse().ok())
}

fn of_process(pid: u32, name: &str) -> PathBuf {
    Path::new("/proc").join(pid.to_string()).join(name)
}

fn processes(proc: &Path, reads: impl Fn(&Path) -> bool) -> impl Iterator<Item = Process> {
    pids(proc).filter_map(move |pid| {
        let dir = proc.join(pid.to_string());
        let exe = alive(link_target(&dir.join("exe"))?);
        let mut process = Process { pid, exe, cwd: link_target(&dir.join("cwd")), vars: None };
        if reads(&process.exe) {
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
    let pairs = environ.split(|&byte| byte == 0).filter_map(|line| {
        let at = line.iter().position(|&byte| byte == b'=')?;
        Some((of(&line[..at]), of(&line[at + 1..])))
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
    fn process_is_told_with_its_file_and_the_variables_that_are_asked_for() {
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
        let is_go = |exe: &Path| exe.ends_with("go");
        let mut found: Vec<_> = processes(dir.path(), is_go).map(|p| (p.pid, p.exe)).collect();
        found.sort();
        let go = (12, "/sdk/go1.22.5/bin/go".into());
        assert_eq!(found, [go, (13, "/x/compile".into()), (14, "/bin/sh".into())]);
        let go = processes(dir.path(), is_go).find(|process| process.pid == 12).unwrap();
        let pairs = [("A".into(), "b=c".into()), ("HOME".into(), "/h".into())];
        assert_eq!(go.vars, Some(pairs.into()));
        let mut others = processes(dir.path(), is_go).filter(|process| process.pid != 12);
        assert!(others.all(|process| process.vars.is_none()));
        assert!(all(is_go).any(|process| process.pid == std::process::id()));
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
