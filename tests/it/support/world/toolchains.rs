//! Toolchains that say their version.

use std::fs;
use std::path::{Path, PathBuf};

use super::World;
use crate::support::platform;

impl World {
    /// A new world in which these are installed.
    pub fn with(versions: &[&str]) -> Self {
        let world = Self::new();
        for version in versions {
            world.toolchain(version);
        }
        world
    }

    /// A toolchain whose `go` prints its version, its GOROOT and its arguments.
    pub fn toolchain(&self, version: &str) -> PathBuf {
        let root = self.home().join(format!("toolchains/go{version}"));
        self.goroot(&root, version);
        root
    }

    /// The same anywhere.
    pub fn goroot(&self, root: &Path, version: &str) {
        let script = format!("#!/bin/sh\necho \"go{version} {}\"\n", self.go_prints);
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

    /// The shims of what is installed.
    pub fn shims(&self) {
        let shims = self.home().join("shims");
        fs::create_dir_all(&shims).unwrap();
        let names = fs::read_dir(self.home().join("toolchains")).into_iter().flatten();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        for name in names.chain(["go".to_owned(), "gofmt".to_owned()]) {
            platform::shim(&shims.join(name));
        }
    }
}
