//! A home with projects and a module cache that the real go filled.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{network, program};

/// A directory of its own with `home`, `src` and whatever the test puts there.
pub struct World {
    dir: tempfile::TempDir,
    cache: PathBuf,
    builds: PathBuf,
}

/// What a program said.
#[derive(Clone, Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    /// What a command says.
    pub fn of(command: &mut Command) -> Self {
        Self::new(&command.output().unwrap())
    }

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
        let builds = dir.path().canonicalize().unwrap().join("build");
        Self { dir, cache, builds }
    }

    /// A world whose module cache is kept elsewhere.
    pub fn beside(cache: PathBuf) -> Self {
        let mut world = Self::new();
        world.cache = cache;
        world
    }

    /// The same with a build cache that other worlds use too.
    pub fn building_in(mut self, builds: PathBuf) -> Self {
        self.builds = builds;
        self
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
        // Not what a runner sets (`CI` makes every terminal one where nobody answers).
        let own = ["PATH", "TMPDIR", "GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE"];
        let own = own.iter().filter_map(|name| Some((*name, std::env::var_os(name)?)));
        command
            .env_clear()
            .envs(own)
            .envs(network::vars())
            .env("HOME", self.at("home"))
            .env("GOENVMGR_HOME", self.at("own"))
            .env("GOMODCACHE", &self.cache)
            .env("GOCACHE", &self.builds)
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-buildvcs=false")
            .env("CGO_ENABLED", "0")
            .current_dir(self.dir.path());
        command
    }

    /// A program started as this world starts go, but for its module cache.
    pub fn go_like(&self, program: &Path, cache: &Path) -> Command {
        let mut command = self.command(program.to_str().unwrap());
        command.env("GOMODCACHE", cache);
        command
    }

    pub fn ours(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_goenvmgr"))
    }

    /// Us behind another program.
    pub fn behind(&self, behind: Command, args: &[&str]) -> Command {
        let mut ours = self.ours();
        ours.args(args);
        wrapped(behind, &ours)
    }

    /// Us, killed where a thread changes the disk for the `step`th time.
    pub fn killed_at(&self, step: usize, args: &[&str]) -> Command {
        const STEPS: &str = "renameat,renameat2,rename,unlinkat,unlink,rmdir,mkdirat,mkdir,fchmod";
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={STEPS}"), "-e"]);
        strace.arg(format!("inject={STEPS}:signal=SIGKILL:when={step}"));
        self.behind(strace, args)
    }

    /// Runs a command behind another program.
    pub fn under(&self, behind: Command, command: &Command) -> Said {
        Said::of(&mut wrapped(behind, command))
    }

    /// Runs us as the user `nobody`, behind `setpriv`.
    pub fn as_nobody(&self, args: &[&str]) -> Said {
        // The target directory may lie where others cannot look.
        let own = self.at("goenvmgr");
        program::copy(env!("CARGO_BIN_EXE_goenvmgr"), &own);
        let mut command = self.command(own.to_str().unwrap());
        command.args(args).current_dir("/");
        let mut nobody = Command::new("setpriv");
        nobody.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        self.under(nobody, &command)
    }

    /// Runs us on a terminal where somebody types.
    pub fn on_terminal(&self, args: &[&str], typed: &str) -> Said {
        let mut line = env!("CARGO_BIN_EXE_goenvmgr").to_owned();
        args.iter().for_each(|arg| line.push_str(&format!(" '{arg}'")));
        let mut script = self.command("script");
        script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env("SHELL", "/bin/sh");
        let stdio = std::process::Stdio::piped;
        let mut child = script.stdin(stdio()).stdout(stdio()).spawn().unwrap();
        let mut keys = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut keys, typed.as_bytes()).unwrap();
        // Open until the end: `script` would pass the end of input on as another key.
        let said = Said::new(&child.wait_with_output().unwrap());
        drop(keys);
        said
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

/// A command behind another program, in the same directory with the same variables.
fn wrapped(mut behind: Command, command: &Command) -> Command {
    behind.arg(command.get_program()).args(command.get_args());
    if let Some(dir) = command.get_current_dir() {
        behind.current_dir(dir);
    }
    let set = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    behind.env_clear().envs(set);
    behind
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
