//! `goenvmgr health`: what runs where, what is remembered, and who is told.

mod alerts;
mod disks;
mod given;
mod logged;
mod page;
mod report;
mod runs;
mod schedule;
mod serve;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// A project with a home of its own. Doctor's checks are left out: they have tests of their own.
struct Project {
    _world: tempfile::TempDir,
    dir: PathBuf,
}

impl Project {
    /// With this manifest, which is trusted.
    fn with(manifest: &str) -> Self {
        let project = Self::untrusted(manifest);
        let trusted = project.run(&["trust"]);
        assert!(trusted.status.success(), "{}", told(&trusted));
        project
    }

    fn untrusted(manifest: &str) -> Self {
        let world = tempfile::tempdir().unwrap();
        let dir = world.path().canonicalize().unwrap().join("shop");
        fs::create_dir_all(dir.join("home")).unwrap();
        fs::write(dir.join("goenvmgr.toml"), manifest).unwrap();
        Self { _world: world, dir }
    }

    /// The user's own configuration.
    fn configured(self, text: &str) -> Self {
        fs::write(self.dir.join("home/config.toml"), text).unwrap();
        self
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenvmgr"));
        command.args(arguments).current_dir(&self.dir).env_clear();
        command.env("GOENVMGR_HOME", self.dir.join("home"));
        command.env("HOME", &self.dir).env("PATH", "/usr/bin:/bin").env("POD_IP", "10.1.2.3");
        command
    }

    /// A run of the user's own checks alone.
    fn health(&self, arguments: &[&str]) -> Output {
        self.run(&[&["health", "run", "--only", "custom"], arguments].concat())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)))
    }

    /// The directory in which the environment's memory lies.
    fn memory(&self, env: &str) -> PathBuf {
        let all = fs::read_dir(self.dir.join("home/state/health")).unwrap();
        let keys = all.map(|entry| entry.unwrap().path()).find(|path| path.join(env).is_dir());
        keys.unwrap().join(env)
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}
