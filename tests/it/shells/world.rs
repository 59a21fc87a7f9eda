//! A home, toolchains that say their version, and a shell to act in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(super) use crate::SHELLS;
use crate::support::program;

pub(super) struct World {
    dir: tempfile::TempDir,
}

impl World {
    /// With go1.22.5 and go1.23.1.
    pub(super) fn new() -> Self {
        let world = Self { dir: tempfile::tempdir().unwrap() };
        fs::create_dir_all(world.path("home")).unwrap();
        fs::create_dir_all(world.path("p/sub/deep")).unwrap();
        world.toolchain("1.22.5");
        world.toolchain("1.23.1");
        // Counts how often a shell asks.
        world.program(
            "count",
            &format!("#!/bin/sh\necho \"$*\" >>'{}'\nexec '{}' \"$@\"\n", world.show("log"), exe()),
        );
        world
    }

    pub(super) fn toolchain(&self, version: &str) {
        let root = self.path(&format!("data/toolchains/go{version}"));
        fs::create_dir_all(root.join("bin")).unwrap();
        self.write(&format!("data/toolchains/go{version}/VERSION"), &format!("go{version}\n"));
        self.program(
            &format!("data/toolchains/go{version}/bin/go"),
            &format!(
                "#!/bin/sh\necho \"go{version} GOROOT=${{GOROOT-none}} GOTOOLCHAIN=${{GOTOOLCHAIN-none}}\"\n"
            ),
        );
    }

    /// The shims of what is installed.
    pub(super) fn shims(&self) {
        fs::create_dir_all(self.path("data/shims")).unwrap();
        let names = fs::read_dir(self.path("data/toolchains")).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        for name in names.chain(["go".to_owned(), "gofmt".to_owned()]) {
            std::os::unix::fs::symlink(exe(), self.path("data/shims").join(name)).unwrap();
        }
    }

    pub(super) fn program(&self, name: &str, text: &str) {
        program::script(&self.path(name), text);
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Until what was written is past by any clock that files go by.
    pub(super) fn lets_time_pass_for(&self, name: &str) {
        let written = fs::metadata(self.path(name)).unwrap().modified().unwrap();
        while written.elapsed().unwrap_or_default() < std::time::Duration::from_millis(50) {
            std::thread::yield_now();
        }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(super) fn show(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().current_dir(self.dir.path()).stdin(Stdio::null());
        command.env("PATH", "/usr/bin:/bin").env("HOME", self.path("home"));
        command.env("GOENVMGR_HOME", self.path("data")).env("LANG", "C.UTF-8");
        command
    }

    /// Runs goenvmgr itself.
    pub(super) fn goenvmgr(&self, args: &[&str]) -> Output {
        self.command(exe()).args(args).output().unwrap()
    }

    /// Runs a script in a shell that has evaluated `init`, with `p LABEL` for a prompt that prints
    /// what is active, and returns what it printed (both streams).
    pub(super) fn script(&self, shell: &str, options: &[&str], script: &str) -> String {
        let text = format!("{}\n{}\n{script}\n", self.init(shell), prompt(shell, self));
        self.bare_script(shell, options, &text, &[])
    }

    /// The line that evaluates `init`.
    pub(super) fn init(&self, shell: &str) -> String {
        match shell {
            "fish" => format!("'{}' init fish | source", exe()),
            other => format!("eval \"$('{}' init {other})\"", exe()),
        }
    }

    pub(super) fn bare_script(
        &self,
        shell: &str,
        options: &[&str],
        text: &str,
        vars: &[(&str, &str)],
    ) -> String {
        self.write("script", text);
        let quiet = match shell {
            "bash" => "--norc",
            "zsh" => "-f",
            _ => "--no-config",
        };
        let output = self
            .command(shell)
            .arg(quiet)
            .args(options)
            .arg(self.path("script"))
            .envs(vars.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.push_str(&String::from_utf8_lossy(&output.stderr));
        if !output.status.success() {
            said.push_str(&format!("ended with {}\n", output.status));
        }
        said.replace(&self.dir.path().display().to_string(), "W")
    }
}

/// The directory of the program.
pub(super) fn bin() -> String {
    Path::new(exe()).parent().unwrap().display().to_string()
}

pub(super) fn exe() -> &'static str {
    env!("CARGO_BIN_EXE_goenvmgr")
}

/// From here on the shell's questions are counted.
pub(super) fn prompt(shell: &str, world: &World) -> String {
    let (count, log) = (world.show("count"), world.show("log"));
    match shell {
        "fish" => format!(
            "set -g __goenvmgr_exe '{count}'\nfunction asked; if test -e '{log}'; string trim (wc -l <'{log}'); else; echo 0; end; end\n\
             function p; __goenvmgr_hook; echo \"$argv: \"(string replace -r '.*/' '' -- \"$GOROOT\")\" asked \"(asked); end"
        ),
        _ => format!(
            "__goenvmgr_exe='{count}'\nasked() {{ if [ -e '{log}' ]; then wc -l <'{log}'; else echo 0; fi; }}\n\
             p() {{ __goenvmgr_hook; root=\"${{GOROOT-}}\"; echo \"$1: ${{root##*/}} asked $(asked)\"; }}"
        ),
    }
}
