//! A home, a directory to work in, and the real binary in an environment that holds nothing else.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program;

/// One hermetic machine.
pub struct World {
    dir: tempfile::TempDir,
    vars: BTreeMap<OsString, OsString>,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Asserts the exit code, and hands the run on.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

impl World {
    /// Nothing installed, nothing pinned, no Go on PATH.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let [home, user, work, empty] =
            ["home", "user", "work", "empty"].map(|name| dir.path().join(name));
        for dir in [&home, &user, &work, &empty] {
            fs::create_dir(dir).unwrap();
        }
        let world = Self { vars: BTreeMap::new(), dir };
        world.var("GOENVMGR_HOME", home).var("HOME", user).var("PATH", empty)
    }

    /// With toolchains that say their version.
    pub fn with(versions: &[&str]) -> Self {
        let world = Self::new();
        for version in versions {
            world.toolchain(version);
        }
        world
    }

    /// A path below the world's root.
    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(below)
    }

    /// `GOENVMGR_HOME`.
    pub fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// The directory that commands run in.
    pub fn work(&self) -> PathBuf {
        self.path("work")
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
    pub fn write(&self, path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a program and its parents.
    pub fn program(&self, path: &Path, script: &str) {
        program::script(path, script);
    }

    /// A toolchain whose `go` prints its version, its GOROOT and its arguments.
    pub fn toolchain(&self, version: &str) -> PathBuf {
        let root = self.home().join(format!("toolchains/go{version}"));
        self.goroot(&root, version);
        root
    }

    /// The same anywhere.
    pub fn goroot(&self, root: &Path, version: &str) {
        let script = format!("#!/bin/sh\necho \"go{version} GOROOT=${{GOROOT-}} $*\"\n");
        self.program(&root.join("bin/go"), &script);
        self.program(&root.join("bin/gofmt"), &script);
        self.write(&root.join("VERSION"), &format!("go{version}\n"));
        self.write(&root.join("go.env"), "GOTOOLCHAIN=auto\n");
    }

    /// A Go of somebody else's, on PATH.
    #[must_use]
    pub fn system(self, version: &str) -> Self {
        let root = self.path("system");
        self.goroot(&root, version);
        self.var("PATH", root.join("bin"))
    }

    /// The binary with these arguments, in `work`, with these variables and no others.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenvmgr"));
        command.args(args).env_clear().envs(&self.vars).current_dir(self.work());
        command
    }

    /// Runs it.
    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args))
    }

    /// Runs it in a directory below `work`.
    pub fn run_in(&self, dir: &str, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.current_dir(self.work().join(dir));
        ran(command)
    }
}

/// Runs a command to its end.
pub fn ran(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
