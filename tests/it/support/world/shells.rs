//! Shells to act in, and the questions that they ask.

use std::fs;
use std::path::Path;

use super::{SHELLS, World, exe};
use crate::support::program;

impl World {
    /// With go1.22.5 and go1.23.1, a project `p`, and shells; commands run at the root.
    pub fn with_shells() -> Self {
        let mut world = Self::laid_out("data", "home", "");
        world.go_prints = "GOROOT=${GOROOT-none} GOTOOLCHAIN=${GOTOOLCHAIN-none}";
        fs::create_dir_all(world.path("p/sub/deep")).unwrap();
        world.toolchain("1.22.5");
        world.toolchain("1.23.1");
        // Counts how often a shell asks.
        world.program(
            "count",
            &format!("#!/bin/sh\necho \"$*\" >>'{}'\nexec '{}' \"$@\"\n", world.show("log"), exe()),
        );
        world.var("PATH", "/usr/bin:/bin").var("LANG", "C.UTF-8")
    }

    /// As [`World::with_shells`], with shims, and pins of 1.22.5 in `p` and of 1.23.1 in `q`.
    pub fn with_two_pins() -> Self {
        let world = Self::with_shells();
        world.shims();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        world
    }

    /// Runs a script in a shell that has evaluated `init`, with `p LABEL` for a prompt that prints
    /// what is active, and returns what it printed (both streams).
    pub fn script(&self, shell: &str, options: &[&str], script: &str) -> String {
        let text = format!("{}\n{}\n{script}\n", self.init(shell), prompt(shell, self));
        self.bare_script(shell, options, &text, &[])
    }

    /// Until what was written is past by any clock that files go by.
    pub fn lets_time_pass_for(&self, name: &str) {
        let written = fs::metadata(self.path(name)).unwrap().modified().unwrap();
        while written.elapsed().unwrap_or_default() < std::time::Duration::from_millis(50) {
            std::thread::yield_now();
        }
    }

    /// The line that evaluates `init`.
    pub fn init(&self, shell: &str) -> String {
        match shell {
            "fish" => format!("'{}' init fish | source", exe()),
            "pwsh" => {
                format!(". ([scriptblock]::Create((& '{}' init powershell) -join \"`n\"))", exe())
            }
            other => format!("eval \"$('{}' init {other})\"", exe()),
        }
    }

    /// Runs a script in a shell that reads no start-up file, and returns what it printed (both
    /// streams), with `W` for the root.
    pub fn bare_script(
        &self,
        shell: &str,
        options: &[&str],
        text: &str,
        vars: &[(&str, &str)],
    ) -> String {
        if shell == "pwsh" {
            let said = self.powershell(text, vars);
            return (said.out + &said.err).replace(&self.dir.path().display().to_string(), "W");
        }
        let quiet = match shell {
            "bash" => "--norc",
            "zsh" => "-f",
            _ => "--no-config",
        };
        self.write("script", text);
        let output = self
            .command(shell)
            .arg(quiet)
            .args(options)
            .arg(self.path("script"))
            .envs(vars.iter().copied())
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

/// The shells that have an event for a change of directory or a function for it, and of which scripts as
/// short as these mean the same.
pub fn with_powershell() -> Vec<&'static str> {
    SHELLS.into_iter().chain(program::pwsh().is_some().then_some("pwsh")).collect()
}

/// The directory of the program.
pub fn bin() -> String {
    Path::new(exe()).parent().unwrap().display().to_string()
}

/// From here on the shell's questions are counted.
pub fn prompt(shell: &str, world: &World) -> String {
    let (count, log) = (world.show("count"), world.show("log"));
    match shell {
        "pwsh" => format!(
            "$global:__goenvmgr_exe = '{count}'\n\
             function asked {{ if ([IO.File]::Exists('{log}')) {{ [IO.File]::ReadAllLines('{log}').Count }} else {{ 0 }} }}\n\
             function p($label) {{ $null = prompt; \"${{label}}: $([IO.Path]::GetFileName(\"$env:GOROOT\")) asked $(asked)\" }}"
        ),
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

/// The line that exports a variable in this shell.
pub fn set(shell: &str, name: &str, value: &str) -> String {
    match shell {
        "fish" => format!("set -gx {name} {value}"),
        "pwsh" => format!("$env:{name} = '{value}'"),
        _ => format!("export {name}={value}"),
    }
}

/// The line that takes it away.
pub fn unset(shell: &str, name: &str) -> String {
    match shell {
        "fish" => format!("set -e {name}"),
        "pwsh" => format!("$env:{name} = $null"),
        _ => format!("unset {name}"),
    }
}
