//! The text that shells evaluate: a prelude of quoted assignments, the files of `shell/`, and what
//! belongs to this moment.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::answer::{Then, data, statements};
use super::text::Text;
use super::watch::{MARK, Watch};
use super::{Shell, Unquotable, quote};
use crate::base::envdiff::{EnvDiff, Vars};
use crate::settings::GOENVMGR_VERSION;

/// What stands in front of the files: where things are.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The goenvmgr program.
    pub exe: PathBuf,
    /// The user's home directory, for the day when HOME is unset.
    pub home: PathBuf,
    /// Our configuration file: it holds the default.
    pub config: PathBuf,
    /// The log that projects are noted in, one line each.
    pub roots: PathBuf,
    /// Our toolchains.
    pub toolchains: PathBuf,
    /// Our shims.
    pub shims: PathBuf,
}

const ASKED: &str = "check deactivate use";
const CHANGES: &str =
    "clean default global doctor install pin local setup trust uninstall rm remove untrust";

/// What the function does with a command, by its word; a space between two.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Those whose output it evaluates.
    pub asked: String,
    /// Those after which it looks again.
    pub changes: String,
}

impl Words {
    /// Those of this program, for files that are written where no command line is known: a test of
    /// the command line holds these against what each command says of itself.
    pub fn of_this_program() -> Self {
        Self { asked: ASKED.to_owned(), changes: CHANGES.to_owned() }
    }
}

/// For whom an activation was computed: evaluated by anybody else it would be another's.
#[derive(Clone, Debug)]
pub struct Guard<'a> {
    /// The process ids that the shell may have: the parent of this process, and theirs.
    pub shells: Vec<u32>,
    /// The directory.
    pub cwd: &'a Path,
    /// The environment.
    pub vars: &'a Vars,
}

/// Everything that `goenvmgr init` prints.
///
/// # Errors
/// When the shell cannot hold a value.
pub fn init(
    shell: Shell,
    facts: &Facts,
    words: &Words,
    diff: &EnvDiff,
    watch: &Watch,
    guard: &Guard<'_>,
) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(MARK);
    text.assign("exe", &facts.exe)?;
    text.assign("home", &facts.home)?;
    text.assign("config", &facts.config)?;
    text.assign("roots", &facts.roots)?;
    text.assign("kind", shell.name())?;
    text.assign("asked", &words.asked)?;
    text.assign("changes", &words.changes)?;
    let files: &[&str] = match shell {
        Shell::Bash => &[
            "__goenvmgr_shell=\"$$\"\n",
            include_str!("../../../shell/core.sh"),
            include_str!("../../../shell/walk.sh"),
            include_str!("../../../shell/climb.sh"),
            include_str!("../../../shell/bash.sh"),
        ],
        Shell::Zsh => &[
            "__goenvmgr_shell=\"$$\"\n",
            include_str!("../../../shell/core.sh"),
            include_str!("../../../shell/walk.sh"),
            include_str!("../../../shell/climb.sh"),
            include_str!("../../../shell/zsh.zsh"),
        ],
        Shell::Fish => &[
            "set -g __goenvmgr_shell $fish_pid\n",
            include_str!("../../../shell/walk.fish"),
            include_str!("../../../shell/fish.fish"),
        ],
        Shell::Elvish => &[include_str!("../../../shell/elvish.elv")],
        Shell::Nu => &[include_str!("../../../shell/nu.nu")],
        _ => &["$global:__goenvmgr_shell = $PID\n", include_str!("../../../shell/powershell.ps1")],
    };
    for file in files {
        text.push(file);
    }
    match shell {
        Shell::Elvish => {
            let now = data(shell, diff, Some(watch), Then::Mark)?;
            text.assign("now", now)?;
            elvish_start(&mut text, guard)?;
        }
        // It is read from a file, at another time and place.
        Shell::Nu => text.push("__goenvmgr_on\n__goenvmgr_moved\n"),
        _ => guarded(&mut text, guard, &statements(shell, diff, watch)?)?,
    }
    Ok(text.text)
}

/// What nushell reads as `init` from a file: it asks at the time and place where it reads.
///
/// # Errors
/// When nushell cannot hold a path.
pub fn init_file(facts: &Facts) -> Result<OsString, Unquotable> {
    let vars = Vars::new();
    let guard = Guard { shells: Vec::new(), cwd: Path::new("/"), vars: &vars };
    init(
        Shell::Nu,
        facts,
        &Words::of_this_program(),
        &EnvDiff::default(),
        &Watch::default(),
        &guard,
    )
}

/// `now` where this very shell stands where it stood, else a look of its own.
fn guarded(text: &mut Text, guard: &Guard<'_>, now: &OsStr) -> Result<(), Unquotable> {
    let pids: Vec<String> = guard.shells.iter().map(u32::to_string).collect();
    let same = ["PATH", "GOROOT", "GOTOOLCHAIN", GOENVMGR_VERSION, crate::base::envdiff::RECORD];
    let value = |name: &str| guard.vars.get(OsStr::new(name)).cloned().unwrap_or_default();
    let otherwise = match text.shell {
        Shell::Fish => "__goenvmgr_mark\nelse\n    __goenvmgr_refresh\nend\n",
        Shell::PowerShell => "__goenvmgr_mark\n}\nelse {\n    __goenvmgr_refresh\n}\n",
        _ => "__goenvmgr_mark\nelse\n  __goenvmgr_refresh\nfi\n",
    };
    match text.shell {
        Shell::Fish => {
            text.push("__goenvmgr_on\nif contains -- $fish_pid ");
            text.push(pids.join(" "));
            text.push("; and test \"$PWD\" = ");
            text.push(quote(text.shell, guard.cwd.as_os_str())?);
            for name in same {
                let list = if name == "PATH" { "(string join : -- $PATH)" } else { "\"$NAME\"" };
                text.push(format!("; and test {} = ", list.replace("NAME", name)));
                text.push(quote(text.shell, &value(name))?);
            }
            text.push("\n");
        }
        Shell::PowerShell => {
            text.push("__goenvmgr_on\nif (($PID -in @(");
            text.push(pids.join(", "));
            text.push(")) -and ((Get-Location).ProviderPath -ceq ");
            text.push(quote(text.shell, guard.cwd.as_os_str())?);
            text.push(")");
            for name in same {
                text.push(format!(" -and (\"${{env:{name}}}\" -ceq "));
                text.push(quote(text.shell, &value(name))?);
                text.push(")");
            }
            text.push(") {\n");
        }
        _ => {
            text.push("__goenvmgr_on\n__goenvmgr_mine=''\ncase \"$$\" in ");
            text.push(pids.join(" | "));
            text.push(
                ") __goenvmgr_mine=1 ;; esac\nif [ \"$__goenvmgr_mine\" = 1 ] && [ \"$PWD\" = ",
            );
            text.push(quote(text.shell, guard.cwd.as_os_str())?);
            for name in same {
                text.push(format!(" ] && [ \"${{{name}-}}\" = "));
                text.push(quote(text.shell, &value(name))?);
            }
            text.push(" ]; then\n");
        }
    }
    text.push(now);
    text.push(otherwise);
    Ok(())
}

/// What was found out is true for the shell that asked, where it stood.
fn elvish_start(text: &mut Text, guard: &Guard<'_>) -> Result<(), Unquotable> {
    let pids: Vec<String> = guard.shells.iter().map(u32::to_string).collect();
    text.push(format!("start [{}] ", pids.join(" ")));
    text.push(quote(text.shell, guard.cwd.as_os_str())?);
    text.push(" $now\n");
    Ok(())
}

/// The text of `env.sh` and its kin.
///
/// # Errors
/// When the shell cannot hold a path.
pub fn env_file(shell: Shell, facts: &Facts) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.assign("toolchains", &facts.toolchains)?;
    text.assign("shims", &facts.shims)?;
    text.push(match shell {
        Shell::Fish => include_str!("../../../shell/env.fish"),
        Shell::PowerShell => include_str!("../../../shell/env.ps1"),
        Shell::Elvish => include_str!("../../../shell/env.elv"),
        Shell::Nu => include_str!("../../../shell/env.nu"),
        _ => include_str!("../../../shell/env.sh"),
    });
    Ok(text.text)
}
