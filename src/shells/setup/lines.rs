//! What stands between the markers, for each shell and purpose. One line each, without variables
//! of its own, harmless when the file or the program is gone.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::block::{Block, Place};
use super::places::{Purpose, Spot};
use crate::shells::shell::{Shell, Unquotable, quote};
use crate::sys::text::into_bytes;

/// What the lines name.
pub(super) struct Names<'a> {
    pub(super) program: &'a Path,
    /// Where `env.sh` stands.
    pub(super) start_up: &'a Path,
    /// `GOENVMGR_HOME`, where the user set one: start-up files must not depend on who sets it.
    pub(super) own_home: Option<&'a OsStr>,
}

pub(super) fn block(spot: &Spot, names: &Names<'_>) -> Result<Block, Unquotable> {
    let lines = match spot.purpose {
        Purpose::Env => env(spot.shell, names)?,
        Purpose::Init => vec![init(spot, names)?],
    };
    let lines = lines.into_iter().map(into_bytes).collect();
    Ok(Block { name: name(spot.purpose), place: spot.place, lines })
}

/// The directory in which `go install` puts programs, at the end of PATH where it does not stand.
pub(super) fn go_bin(spot: &Spot, dir: &Path) -> Result<Block, Unquotable> {
    let dir = quote(spot.shell, dir.as_os_str())?;
    let line = match spot.shell {
        Shell::Fish => "contains -- @ $PATH; or set -gx PATH $PATH @",
        Shell::PowerShell => {
            "if (\"${env:PATH}\".Split([IO.Path]::PathSeparator) -cnotcontains @) { ${env:PATH} = \
             \"${env:PATH}\" + [IO.Path]::PathSeparator + @ }"
        }
        Shell::Elvish => "if (not (has-value $paths @)) { set paths = [(all $paths) @] }",
        Shell::Nu => "$env.PATH = ($env.PATH | split row (char esep) | where $it != @ | append @)",
        _ => "case \":${PATH-}:\" in *:@:*) ;; *) PATH=\"${PATH:+$PATH:}\"@; export PATH ;; esac",
    };
    let lines = vec![into_bytes(fill(line, &dir))];
    Ok(Block { name: GO_BIN, place: spot.place, lines })
}

/// What that block is called.
const GO_BIN: &str = "go-bin";

/// What a block of that purpose is called.
pub(super) fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Env => "env",
        Purpose::Init => "init",
    }
}

/// The file of ours that a shell reads.
pub(super) fn env_file_name(shell: Shell) -> &'static str {
    match shell {
        Shell::Fish => "env.fish",
        Shell::PowerShell => "env.ps1",
        Shell::Elvish => "env.elv",
        Shell::Nu => "env.nu",
        _ => "env.sh",
    }
}

/// The hook as a file of ours: nushell evaluates nothing else.
pub(super) const NU_INIT: &str = "init.nu";

/// Found out while it is read: `source` of a file that is gone would stop all that follows.
const NU_SOURCE: &str = "source (if (@ | path exists) { @ })";

fn env(shell: Shell, names: &Names<'_>) -> Result<Vec<OsString>, Unquotable> {
    let file = quote(shell, names.start_up.join(env_file_name(shell)).as_os_str())?;
    let mut lines = Vec::new();
    if let Some(home) = names.own_home {
        let home = quote(shell, home)?;
        lines.push(match shell {
            Shell::Fish => fill("set -q GOENVMGR_HOME; or set -gx GOENVMGR_HOME @", &home),
            Shell::PowerShell => {
                fill("if (-not $env:GOENVMGR_HOME) { $env:GOENVMGR_HOME = @ }", &home)
            }
            Shell::Elvish => fill("if (eq $E:GOENVMGR_HOME '') { set-env GOENVMGR_HOME @ }", &home),
            Shell::Nu => fill(
                "if ($env.GOENVMGR_HOME? | default '') == '' { $env.GOENVMGR_HOME = @ }",
                &home,
            ),
            _ => fill(
                "if [ -z \"${GOENVMGR_HOME-}\" ]; then GOENVMGR_HOME=@; export GOENVMGR_HOME; fi",
                &home,
            ),
        });
    }
    lines.push(match shell {
        Shell::Fish => fill("if test -r @; source @; end", &file),
        Shell::PowerShell => fill("if ([IO.File]::Exists(@)) { . @ }", &file),
        Shell::Elvish => fill("try { eval (slurp < @) } catch { nop }", &file),
        Shell::Nu => fill(NU_SOURCE, &file),
        // Not `[ -r … ] && …`: that would leave a failure behind where the file is gone.
        _ => fill("if [ -r @ ]; then . @; fi", &file),
    });
    Ok(lines)
}

fn init(spot: &Spot, names: &Names<'_>) -> Result<OsString, Unquotable> {
    let program = quote(spot.shell, names.program.as_os_str())?;
    Ok(match spot.shell {
        Shell::Elvish => {
            fill("try { eval ((external @) init elvish | slurp) } catch { nop }", &program)
        }
        Shell::Nu => fill(NU_SOURCE, &quote(spot.shell, names.start_up.join(NU_INIT).as_os_str())?),
        Shell::Fish => {
            fill("if status is-interactive; and test -x @; @ init fish | source; end", &program)
        }
        Shell::PowerShell => fill(
            "if ([IO.File]::Exists(@)) { . ([scriptblock]::Create((& @ init powershell) -join \"`n\")) }",
            &program,
        ),
        Shell::Zsh => fill("if [ -x @ ]; then eval \"$(@ init zsh)\"; fi", &program),
        // .bashrc is read by `ssh host command` and by login scripts too: no process there.
        _ => {
            fill("case $- in *i*) if [ -x @ ]; then eval \"$(@ init bash)\"; fi ;; esac", &program)
        }
    })
}

fn fill(template: &str, word: &OsStr) -> OsString {
    let mut parts = template.split('@');
    let mut line = OsString::from(parts.next().unwrap_or_default());
    for part in parts {
        line.push(word);
        line.push(part);
    }
    line
}

/// Whether a later purpose of the same file keeps its place: the top serves both.
pub(super) fn sooner(a: Place, b: Place) -> Place {
    a.min(b)
}
