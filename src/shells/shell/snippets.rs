//! The text that shells evaluate: a prelude of quoted assignments, the files of `shell/`, and what
//! belongs to this moment.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::answer::{self, Answer, protocol, statements};
use super::text::{MARK, Text, lean};
use super::{Shell, Unquotable, form, quote};
use crate::sys::envdiff::Vars;

/// What stands in front of the files: where things are.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The goenvmgr program.
    pub exe: PathBuf,
    /// The user's home directory, for the day when HOME is unset.
    pub home: PathBuf,
    /// Our toolchains.
    pub toolchains: PathBuf,
    /// Sets of tools.
    pub tools: PathBuf,
    /// Our shims.
    pub shims: PathBuf,
    /// The commands whose output the function evaluates; a space between two.
    pub asked: String,
    /// Those after which the shell looks again, in nushell.
    pub changes: String,
    /// Calls of those that change nothing, by their first two words; a comma between two.
    pub reads: String,
    /// Whether bash keeps its own `cd`.
    pub plain_cd: bool,
    /// Where [`SCRIPT`] stands, for PowerShell.
    pub script: Option<PathBuf>,
}

/// The commands of this program whose output the function evaluates, for files that are written where
/// no command line is known: a test holds them against what each command says of itself.
pub const ASKED: &str = "check deactivate use";

/// The same of those after which the shell looks again.
pub const CHANGES: &str = "alias clean config default global doctor generations import install link pin local self setup \
    tools trust uninstall rm remove unlink untrust upgrade update";

/// The same of calls of those that change nothing.
pub const READS: &str = "alias, alias list, alias ls, config, config list, config get, default, global, doctor, \
    doctor explain, doctor docs, generations, generations list, generations show, generations diff, tools list, \
    tools outdated";

/// What runs as `goenvmgr` in PowerShell, as a script.
pub const SCRIPT: &str = include_str!("../../../shell/goenvmgr.ps1");

/// What that script is called.
pub const SCRIPT_NAME: &str = "goenvmgr.ps1";

/// For which environment and directory an answer was computed.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// The directory.
    pub cwd: &'a Path,
    /// The environment.
    pub vars: &'a Vars,
    /// What holds there.
    pub answer: &'a Answer,
    /// Whether there is something to say: the shell asks once more, and hears it, at its first prompt;
    /// a script, which has none, at once.
    pub asks: bool,
}

/// Everything that `goenvmgr init` prints. Without what was seen the shell asks by itself.
///
/// # Errors
/// When the shell cannot hold a value.
pub fn init(shell: Shell, facts: &Facts, seen: Option<&Seen<'_>>) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(MARK);
    text.push(functions(shell, facts)?);
    if let Some(seen) = seen.filter(|_| shell != Shell::PowerShell) {
        guarded(&mut text, seen)?;
    }
    text.push(match shell {
        Shell::Elvish => "start-up\n",
        Shell::PowerShell => "__goenvmgr_on\n",
        Shell::Fish => "__goenvmgr_on\n__goenvmgr_hook\n",
        Shell::Nu => "__goenvmgr_on\n__goenvmgr_start_up\n",
        _ => "__goenvmgr_on\n__goenvmgr_hook || :\n",
    });
    if shell == Shell::PowerShell {
        first_answer(&mut text, facts, seen)?;
    }
    match (shell, seen) {
        (Shell::Fish, Some(Seen { asks: true, .. })) => text.push(
            "set -g __goenvmgr_key\nset -g __goenvmgr_after '?'\n\
             status is-interactive; or __goenvmgr_hook\n",
        ),
        (Shell::Bash | Shell::Zsh, Some(Seen { asks: true, .. })) => text.push(
            "__goenvmgr_key=''\n__goenvmgr_after='?'\n\
             case \"$-\" in *i*) ;; *) __goenvmgr_hook || : ;; esac\n",
        ),
        _ => {}
    }
    if matches!(shell, Shell::Bash | Shell::Zsh) {
        text.push("case \"$__goenvmgr_options\" in a) \\set -a ;; esac\n");
    }
    Ok(text.text)
}

/// What a function that speaks another form of questions gets: this program's function, with the
/// answer to what it asked. `None` where a shell cannot take it while it runs.
///
/// # Errors
/// As [`init`].
pub fn renewed(
    shell: Shell,
    facts: &Facts,
    answered: &OsStr,
) -> Result<Option<OsString>, Unquotable> {
    if matches!(shell, Shell::Elvish | Shell::Nu) {
        return Ok(None);
    }
    let mut text = Text::new(shell);
    text.push(MARK);
    text.push(functions(shell, facts)?);
    // What that function goes on with after its question.
    text.push(match shell {
        Shell::Fish => "function __goenvmgr_walk; end\nfunction __goenvmgr_watch; end\n",
        Shell::PowerShell => "",
        _ => "__goenvmgr_walk() { return 0; }\n__goenvmgr_watch() { return 0; }\n",
    });
    text.push("__goenvmgr_on\n");
    text.push(answered);
    Ok(Some(text.text))
}

/// A path in the shell's own form.
fn own(shell: Shell, path: &Path) -> PathBuf {
    form(shell, None).map_or_else(|| path.to_owned(), |form| form.path(path))
}

/// The prelude and the files.
fn functions(shell: Shell, facts: &Facts) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    if matches!(shell, Shell::Bash | Shell::Zsh) {
        // Nothing of ours is exported, whatever is by default.
        text.push("case \"$-\" in *a*) \\set +a; __goenvmgr_options=a ;; *) __goenvmgr_options='' ;; esac\n");
        text.assign("no_cd", if facts.plain_cd { "1" } else { "" })?;
    }
    text.assign("exe", own(shell, &facts.exe))?;
    if matches!(shell, Shell::Bash | Shell::Zsh | Shell::Fish) {
        text.assign("home", &facts.home)?;
    }
    // Two shells have one file.
    if matches!(shell, Shell::Bash | Shell::Zsh) {
        text.assign("kind", shell.name())?;
    }
    text.assign("protocol", protocol(shell))?;
    text.assign("asked", &facts.asked)?;
    if shell == Shell::Nu {
        text.assign("changes", &facts.changes)?;
        text.assign("reads", &facts.reads)?;
    }
    if shell == Shell::PowerShell {
        powershell(&mut text);
        return Ok(text.text);
    }
    let files: &[&str] = match shell {
        Shell::Bash => &[
            "__goenvmgr_shell=\"$$\"\n",
            include_str!("../../../shell/core.sh"),
            include_str!("../../../shell/bash.sh"),
        ],
        Shell::Zsh => &[
            "__goenvmgr_shell=\"$$\"\n",
            include_str!("../../../shell/core.sh"),
            include_str!("../../../shell/zsh.zsh"),
        ],
        Shell::Fish => {
            &["set -g __goenvmgr_shell $fish_pid\n", include_str!("../../../shell/fish.fish")]
        }
        Shell::Elvish => &[include_str!("../../../shell/elvish.elv")],
        _ => &[include_str!("../../../shell/complete/nu.nu"), include_str!("../../../shell/nu.nu")],
    };
    files.iter().for_each(|file| text.push(file));
    Ok(text.text)
}

/// What a call needs is a text that the first call evaluates: PowerShell takes long to read.
fn powershell(text: &mut Text) {
    text.push("$global:__goenvmgr_shell = $PID\n");
    text.push(lean(include_str!("../../../shell/powershell.ps1")));
    let words = lean(include_str!("../../../shell/words.ps1")).replace('\'', "''");
    text.push(format!(
        "${{function:global:__goenvmgr_call}} = $null\n$global:__goenvmgr_words = '{words}'\n"
    ));
    text.push(format!("function global:goenvmgr {{\n{}}}\n", lean(SCRIPT)));
}

/// What nushell reads as `init` from a file: it asks at the time and place where it reads.
///
/// # Errors
/// When nushell cannot hold a path.
pub fn init_file(facts: &Facts) -> Result<OsString, Unquotable> {
    init(Shell::Nu, facts, None)
}

/// The answer where this very shell has the directory and the variables that it was computed for; the
/// comparison that follows asks where it has not, and where a file is another by now.
fn guarded(text: &mut Text, seen: &Seen<'_>) -> Result<(), Unquotable> {
    let names = &seen.answer.conditions.vars;
    let value = |name: &String| seen.vars.get(OsStr::new(name)).map(OsString::as_os_str);
    let fish = text.shell == Shell::Fish;
    text.push(if fish { "if test \"$PWD" } else { "if [ \"$PWD" });
    let mut is = seen.cwd.as_os_str().to_owned();
    for name in names {
        text.push(if fish { format!("\n${name}") } else { format!("\n${{{name}-:}}") });
        is.push("\n");
        is.push(value(name).unwrap_or(OsStr::new(if fish { "" } else { ":" })));
    }
    text.push("\" = ");
    text.push(quote(text.shell, &is)?);
    text.push(if fish { "\n" } else { " ]; then\n" });
    text.push(statements(text.shell, seen.answer)?);
    text.push(if fish { "end\n" } else { "fi\n" });
    Ok(())
}

/// The script goes before the function of that name, and where it has gone away the function is left. An alias
/// is for the scope that sets it: this text is read where the user's own start-up file is.
fn first_answer(text: &mut Text, facts: &Facts, seen: Option<&Seen<'_>>) -> Result<(), Unquotable> {
    let script = facts.script.as_deref().unwrap_or(Path::new(""));
    text.assign("script", script)?;
    text.push(match facts.script {
        Some(_) => "${alias:goenvmgr} = $global:__goenvmgr_script\n",
        None => "${alias:goenvmgr} = $null\n",
    });
    // Where it cannot hold a value it asks.
    let said = seen.and_then(|seen| answer::seen(seen.vars, seen.answer).ok());
    text.push("$null = __goenvmgr_first ");
    text.push(said.unwrap_or_else(|| "@{vars=@()} 'ask'".into()));
    text.push("\n");
    Ok(())
}

/// The text of `env.sh` and its kin.
///
/// # Errors
/// When the shell cannot hold a path.
pub fn env_file(shell: Shell, facts: &Facts) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.assign("toolchains", own(shell, &facts.toolchains))?;
    text.assign("tools", own(shell, &facts.tools))?;
    text.assign("shims", own(shell, &facts.shims))?;
    text.push(match shell {
        Shell::Fish => include_str!("../../../shell/env.fish"),
        Shell::PowerShell => include_str!("../../../shell/env.ps1"),
        Shell::Elvish => include_str!("../../../shell/env.elv"),
        Shell::Nu => include_str!("../../../shell/env.nu"),
        _ => include_str!("../../../shell/env.sh"),
    });
    Ok(text.text)
}
