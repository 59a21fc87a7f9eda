//! One hermetic machine: a home, a directory to work in, and programs that start in an environment
//! that holds nothing else. What more a test needs is a part, each in a file beside this one.

mod behind;
mod caches;
mod powershell;
mod ran;
mod shells;
mod toolchains;
mod users;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use behind::behind;
pub use caches::tree;
pub use ran::{Ran, ran};
pub use shells::{bin, prompt, set, unset, with_powershell};
pub use users::as_user;

use super::{platform, program};
pub(crate) use crate::SHELLS;

/// One hermetic machine.
pub struct World {
    dir: tempfile::TempDir,
    vars: BTreeMap<OsString, OsString>,
    /// Where commands run.
    work: PathBuf,
    /// What `go` of its toolchains prints after its version, as a shell reads it.
    go_prints: &'static str,
}

impl World {
    /// Nothing installed, nothing pinned, no Go on PATH.
    pub fn new() -> Self {
        let world = Self::laid_out("home", "user", "work");
        let empty = world.path("empty");
        for dir in [&world.home(), &world.work, &empty] {
            fs::create_dir(dir).unwrap();
        }
        world.var("PATH", empty)
    }

    /// `GOENVMGR_HOME` (not made), `HOME` and the directory that commands run in, below the root.
    fn laid_out(home: &str, user: &str, work: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(dir.path()).unwrap();
        fs::create_dir(root.join(user)).unwrap();
        let vars = BTreeMap::from([
            ("GOENVMGR_HOME".into(), root.join(home).into()),
            ("HOME".into(), root.join(user).into()),
        ]);
        Self { dir, vars, work: root.join(work), go_prints: "GOROOT=${GOROOT-} $*" }
    }

    /// A path below the world's root; an absolute one as it is.
    pub fn path(&self, below: &(impl AsRef<Path> + ?Sized)) -> PathBuf {
        dunce::canonicalize(self.dir.path()).unwrap().join(platform::native(below.as_ref()))
    }

    /// The same as text.
    pub fn show(&self, below: &str) -> String {
        self.path(below).display().to_string()
    }

    /// What stands below `toolchains/`, sorted.
    pub fn installed(&self) -> Vec<String> {
        let found = fs::read_dir(self.home().join("toolchains")).into_iter().flatten();
        let names = found.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    /// `GOENVMGR_HOME`.
    pub fn home(&self) -> PathBuf {
        self.vars[OsStr::new("GOENVMGR_HOME")].clone().into()
    }

    /// The directory that commands run in.
    pub fn work(&self) -> PathBuf {
        self.work.clone()
    }

    /// The variables that programs get.
    pub fn vars(&self) -> &BTreeMap<OsString, OsString> {
        &self.vars
    }

    /// Sets a variable.
    #[must_use]
    pub fn var(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.vars.insert(name.into(), value.as_ref().to_owned());
    }

    /// Writes a file below `work`.
    #[must_use]
    pub fn file(self, name: &str, text: &str) -> Self {
        self.write(&self.work().join(name), text);
        self
    }

    /// Writes a file and its parents.
    pub fn write(&self, path: &(impl AsRef<Path> + ?Sized), text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a program and its parents.
    pub fn program(&self, path: &(impl AsRef<Path> + ?Sized), script: &str) {
        program::script(&self.path(path), script);
    }

    /// A program, in `work`, with the world's variables and no others.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        platform::starts();
        let mut command = Command::new(program);
        command.env_clear().envs(platform::needed()).envs(&self.vars);
        command.current_dir(&self.work).stdin(Stdio::null());
        command
    }

    /// The binary with these arguments.
    pub fn ours(&self, args: &[&str]) -> Command {
        let mut command = self.command(exe());
        command.args(args);
        command
    }

    /// Runs the binary.
    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.ours(args))
    }

    /// Runs it in a directory below `work`.
    pub fn run_in(&self, dir: &str, args: &[&str]) -> Ran {
        ran(self.ours(args).current_dir(self.work.join(dir)))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Go makes the directories of modules read-only.
        if fs::remove_dir_all(self.dir.path()).is_err() {
            let _ = Command::new("chmod").args(["-R", "u+w"]).arg(self.dir.path()).status();
        }
    }
}

/// The binary.
pub fn exe() -> &'static str {
    platform::exe()
}
