//! A home directory of its own, and what real shells make of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;

use crate::support::platform::{self, HomeDir, MetadataExt};
use crate::support::program;

/// Debian's guard: what stands below it is for interactive shells only.
pub(super) const GUARD: &str = "case $- in\n    *i*) ;;\n      *) return;;\nesac\n";
/// What Debian gives new users: it reads .bashrc first.
pub(super) const PROFILE: &str = "if [ -n \"$BASH_VERSION\" ]; then\n    if [ -f \"$HOME/.bashrc\" ]; then\n\
    \t. \"$HOME/.bashrc\"\n    fi\nfi\n";

pub(super) struct Home {
    pub(super) dir: HomeDir,
    pub(super) program: PathBuf,
}

impl Home {
    pub(super) fn new() -> Self {
        Self { dir: HomeDir::new("setup"), program: platform::exe().into() }
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(super) fn data(&self) -> PathBuf {
        self.at(platform::DATA)
    }

    pub(super) fn state(&self) -> PathBuf {
        self.at(platform::STATE)
    }

    /// Nothing of what goenvmgr keeps is left.
    pub(super) fn forget(&self) {
        for kept in [self.state(), self.data()] {
            if kept.exists() {
                fs::remove_dir_all(kept).unwrap();
            }
        }
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A default version that is there, and the shim: both only say who they are.
    pub(super) fn with_go(self) -> Self {
        let data = self.data();
        for (path, says) in [("toolchains/go1.22.5/bin/go", "toolchain"), ("shims/go", "shim")] {
            let path = data.join(path);
            program::script(&path, &format!("#!/bin/sh\necho {says}\n"));
        }
        self.write(&format!("{}/config.toml", platform::CONFIG), "default = \"1.22.5\"\n");
        self
    }

    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        platform::starts();
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(platform::needed())
            .env("HOME", self.dir.path())
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("TERM", "dumb")
            .env("SHELL", "/bin/bash")
            .current_dir(self.dir.path())
            .stdin(std::process::Stdio::null());
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.command(&self.program).args(arguments).output().unwrap()
    }

    pub(super) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{arguments:?}: {stderr}");
        String::from_utf8(ran.stdout).unwrap()
    }

    /// What a fresh shell says to `go`.
    pub(super) fn go(&self, shell: &[&str]) -> String {
        let ran = self.command(shell[0]).args(&shell[1..]).output();
        let ran = ran.unwrap_or_else(|error| panic!("{shell:?}: {error}; ./tests/run installs it"));
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    }

    /// Every file below, with what tells it from another; ours aside.
    pub(super) fn tree(&self) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path == self.at(platform::KEPT) {
                    continue;
                }
                let meta = fs::symlink_metadata(&path).unwrap();
                let content = if meta.is_dir() {
                    folders.push(path.clone());
                    Vec::new()
                } else if meta.is_symlink() {
                    fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()
                } else {
                    fs::read(&path).unwrap()
                };
                tree.insert(path, (meta.mode(), content));
            }
        }
        tree
    }
}
