//! Which shells the user has, and what a new session gives them.

use std::path::{Path, PathBuf};

use super::{Mode, Subject};
use crate::base::visible::Visible as _;
use crate::shells::setup::places::{self, Folders, SHELLS, traces};
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::sys::envdiff::Vars;
use crate::sys::fs::{self, lookup};

/// The login shell, `$SHELL`, and every shell with start-up files; and what could not be taken.
pub(super) fn of(env: &Env) -> (Vec<Subject>, Vec<String>) {
    let (mut subjects, mut notes) = (Vec::new(), Vec::new());
    let own = env.var_os("SHELL").map(PathBuf::from);
    for (program, why) in
        [(Env::login_shell(), "it is your login shell"), (own, "it is your SHELL")]
    {
        let Some(program) = program.filter(|program| lookup::is_program(program)) else {
            continue;
        };
        match Shell::from_program(&program.to_string_lossy()) {
            Some(shell) if answers(shell) => add(&mut subjects, shell, program, why),
            _ => notes.push(format!(
                "{} is not asked: it reads start-up files of goenvmgr's on a terminal only, or none",
                program.visible()
            )),
        }
    }
    let Some(home) = env.home() else { return (subjects, notes) };
    let folders = Folders::find(env, home);
    for shell in SHELLS.into_iter().filter(|shell| answers(*shell)) {
        let there = traces(shell, &folders).into_iter().find(|file| fs::read::exists(file));
        if let (Some(file), Some(program)) = (there, places::program(env, shell)) {
            add(&mut subjects, shell, program, &format!("{} is there", file.visible()));
        }
    }
    notes.dedup();
    (subjects, notes)
}

/// elvish and nu read their files where a person types, and there they take no question.
fn answers(shell: Shell) -> bool {
    !matches!(shell, Shell::Elvish | Shell::Nu)
}

fn add(subjects: &mut Vec<Subject>, shell: Shell, program: PathBuf, why: &str) {
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !subjects.iter().any(|known| known.shell == shell && known.name == name) {
        subjects.push(Subject { shell, name, program, why: why.to_owned() });
    }
}

/// Whether a shell started this way reads any file of the user's. Measured; sh's `$ENV` and
/// bash's `$BASH_ENV` are not set in a new session.
pub(super) fn reads_files(shell: Shell, mode: Mode) -> bool {
    match shell {
        Shell::Bash => mode != Mode::Script,
        Shell::Posix => matches!(mode, Mode::LoginInteractive | Mode::Login),
        _ => true,
    }
}

/// The environment that a new session gives a shell.
pub(super) fn session(env: &Env, subject: &Subject) -> Vars {
    let mut vars = Vars::new();
    let kept = ["HOME", "USER", "LOGNAME", "LANG", "TZ"];
    for (name, value) in &env.vars {
        let text = name.to_str().unwrap_or_default();
        if kept.contains(&text) || text.starts_with("LC_") || text.starts_with("XDG_") {
            vars.insert(name.clone(), value.clone());
        }
    }
    if let Some(home) = env.home() {
        vars.insert("HOME".into(), home.into());
    }
    vars.insert("PATH".into(), first_path().into());
    vars.insert("SHELL".into(), subject.program.clone().into());
    vars.insert("TERM".into(), "dumb".into());
    // Nothing is to be left behind; and a start-up file that wants to know can.
    vars.insert("HISTFILE".into(), "/dev/null".into());
    vars.insert("GOENVMGR_PROBE".into(), "1".into());
    vars
}

/// What login(1) sets: /etc/environment, else /etc/login.defs, else the usual.
fn first_path() -> String {
    let root = Env::is_root();
    let text = |file: &str| {
        let bytes = fs::read::try_bytes(Path::new(file), 1 << 20).ok().flatten();
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    };
    let from_environment = text("/etc/environment").lines().find_map(assigned_path);
    let key = if root { "ENV_SUPATH" } else { "ENV_PATH" };
    let from_login = text("/etc/login.defs").lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(key)?;
        assigned_path(rest.strip_prefix([' ', '\t'])?.trim())
    });
    from_environment.or(from_login).unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".to_owned())
}

fn assigned_path(line: &str) -> Option<String> {
    let value = line.trim().strip_prefix("PATH=")?.trim_matches(['"', '\'']);
    (!value.is_empty() && !value.contains('$')).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_is_changed_by_plain_assignments_alone() {
        for (line, expected) in [
            ("PATH=/a:/b", Some("/a:/b")),
            (" PATH=\"/a\" ", Some("/a")),
            ("PATH=$PATH:/x", None),
            ("MANPATH=/a", None),
            ("PATH=", None),
        ] {
            assert_eq!(assigned_path(line).as_deref(), expected, "{line}");
        }
    }
}
