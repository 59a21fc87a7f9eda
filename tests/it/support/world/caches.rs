//! Go's own caches: a module cache, a build cache, and the real go that fills them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Ran, World, ran};
use crate::support::network;
use crate::support::platform::{MetadataExt, PermissionsExt};

impl World {
    /// With caches of its own and the machine's PATH, go and network; commands run at the root.
    pub fn with_caches() -> Self {
        let mut world = Self::laid_out("home", "user", "");
        // Not what a runner sets (`CI` makes every terminal one where nobody answers).
        let own = ["PATH", "TMPDIR", "GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE"];
        let own = own.iter().filter_map(|name| Some((name.into(), std::env::var_os(name)?)));
        world.vars.extend(own.chain(network::vars()));
        let (modules, builds) = (world.path("mod"), world.path("build"));
        world
            .var("GOMODCACHE", modules)
            .var("GOCACHE", builds)
            .var("GOTOOLCHAIN", "local")
            .var("GOFLAGS", "-buildvcs=false")
            .var("CGO_ENABLED", "0")
    }

    /// Its module cache.
    pub fn cache(&self) -> PathBuf {
        self.vars[OsStr::new("GOMODCACHE")].clone().into()
    }

    /// A program started as this world starts go, but for its module cache.
    pub fn go_like(&self, program: &Path, cache: &Path) -> Command {
        let mut command = self.command(program);
        command.env("GOMODCACHE", cache);
        command
    }

    /// A module version as Go lays it out, read-only.
    pub fn module(&self, path: &str, version: &str) {
        let dir = self.cache().join(format!("{path}@{version}"));
        fs::create_dir_all(dir.join("sub")).unwrap();
        fs::write(dir.join("go.mod"), format!("module {path}\n")).unwrap();
        fs::write(dir.join("sub/sub.go"), "package sub\n").unwrap();
        for dir in [dir.join("sub"), dir] {
            fs::set_permissions(dir, fs::Permissions::from_mode(0o555)).unwrap();
        }
        let at = self.cache().join(format!("cache/download/{path}/@v"));
        fs::create_dir_all(&at).unwrap();
        for (end, text) in [
            ("mod", "module x\n"),
            ("info", "{}"),
            ("zip", "zip"),
            ("ziphash", "h1:x"),
            ("lock", ""),
        ] {
            fs::write(at.join(format!("{version}.{end}")), text).unwrap();
        }
    }

    pub fn has(&self, path: &str, version: &str) -> bool {
        self.cache().join(format!("{path}@{version}")).exists()
    }

    pub fn go_command(&self, dir: &str, args: &[&str]) -> Command {
        let mut command = self.command("go");
        command.args(args).current_dir(self.path(dir));
        command
    }

    /// A go command that may not use the network.
    pub fn offline(&self, dir: &str, args: &[&str]) -> Ran {
        ran(self.go_command(dir, args).env("GOPROXY", "off"))
    }

    /// A go command as the user's own configuration has it.
    pub fn online(&self, dir: &str, args: &[&str], build: &Path) -> Ran {
        ran(self.go_command(dir, args).env("GOCACHE", build))
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
                goenvmgr::base::digest::Sha256Sum::of(&fs::read(&path).unwrap()).to_string()
            };
            let mode = meta.permissions().mode();
            found.insert(path, format!("{what} {mode:o} {}", meta.uid()));
        }
    }
    found
}
