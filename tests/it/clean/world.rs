//! A home with projects and a module cache that the real go filled.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory of its own with `home`, `src` and whatever the test puts there.
pub struct World {
    dir: tempfile::TempDir,
    cache: PathBuf,
}

/// What a program said.
#[derive(Clone, Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    fn new(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }
}

impl World {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("home")).unwrap();
        let cache = dir.path().canonicalize().unwrap().join("mod");
        Self { dir, cache }
    }

    /// A world whose module cache is kept elsewhere.
    pub fn beside(cache: PathBuf) -> Self {
        let mut world = Self::new();
        world.cache = cache;
        world
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(name)
    }

    pub fn cache(&self) -> &Path {
        &self.cache
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let own = ["GOENVMGR_HOME", "GOENVMGR_VERSION", "GOWORK", "GOFLAGS", "GOENV", "GOPATH"];
        own.iter().for_each(|name| {
            command.env_remove(name);
        });
        command
            .env("HOME", self.at("home"))
            .env("GOENVMGR_HOME", self.at("own"))
            .env("GOMODCACHE", &self.cache)
            .env("GOCACHE", self.at("build"))
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-buildvcs=false")
            .env("CGO_ENABLED", "0")
            .current_dir(self.dir.path());
        command
    }

    pub fn ours(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_goenvmgr"))
    }

    /// Runs us behind another program, as another user.
    pub fn as_other(&self, mut behind: Command, args: &[&str]) -> Said {
        let own = self.at("goenvmgr");
        // The target directory may lie where others cannot look.
        fs::copy(env!("CARGO_BIN_EXE_goenvmgr"), &own).unwrap();
        behind.arg(&own).args(args).current_dir("/");
        for (name, value) in self.ours().get_envs() {
            match value {
                Some(value) => behind.env(name, value),
                None => behind.env_remove(name),
            };
        }
        Said::new(&behind.output().unwrap())
    }

    pub fn run(&self, args: &[&str]) -> Said {
        Said::new(&self.ours().args(args).output().unwrap())
    }

    pub fn go_command(&self, dir: &str, args: &[&str]) -> Command {
        let mut command = self.command("go");
        command.args(args).current_dir(self.at(dir));
        command
    }

    /// A go command that may not use the network.
    pub fn offline(&self, dir: &str, args: &[&str]) -> Said {
        Said::new(&self.go_command(dir, args).env("GOPROXY", "off").output().unwrap())
    }

    /// A go command as the user's own configuration has it.
    pub fn online(&self, dir: &str, args: &[&str], build: &Path) -> Said {
        let mut command = self.go_command(dir, args);
        Said::new(&command.env("GOCACHE", build).output().unwrap())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Module directories are read-only.
        let _ = Command::new("chmod").args(["-R", "u+w"]).arg(self.dir.path()).status();
    }
}

/// Paths, kinds, modes, sizes and contents below a directory, as one comparable value.
pub fn tree(top: &Path, leave_out: &[&Path]) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut next = vec![top.to_owned()];
    while let Some(dir) = next.pop() {
        for entry in fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if leave_out.contains(&&*path) {
                continue;
            }
            let meta = path.symlink_metadata().unwrap();
            let what = if meta.is_dir() {
                next.push(path.clone());
                "dir".to_owned()
            } else if meta.is_symlink() {
                format!("link {}", fs::read_link(&path).unwrap().display())
            } else {
                goenvmgr::digest::Sha256Sum::of(&fs::read(&path).unwrap()).to_string()
            };
            let mode = meta.permissions().mode();
            found.insert(path, format!("{what} {mode:o} {}", meta.uid()));
        }
    }
    found
}
