//! What a POSIX shell of Windows is told: its own form of PATH and of all that it looks at. Other variables are for
//! programs of Windows, and stay.

use std::path::PathBuf;

use super::conditions::Condition;
use super::{Answer, Shell};
use crate::sys::envdiff::EnvDiff;
use crate::sys::unix_form::UnixForm;

/// Set by the function of such a shell: its root, as Windows names it.
pub const ROOT: &str = "__GOENVMGR_ROOT";

/// The form that this shell wants, where it is another than this program's own.
pub fn form(shell: Shell, root: Option<&str>) -> Option<UnixForm> {
    let is_posix = matches!(shell, Shell::Bash | Shell::Zsh | Shell::Posix);
    UnixForm::needed(root).filter(|_| is_posix)
}

impl UnixForm {
    /// Changes of an environment.
    pub fn diff(&self, mut diff: EnvDiff) -> EnvDiff {
        for (_, value) in diff.set.iter_mut().filter(|(name, _)| name == "PATH") {
            *value = self.list(value);
        }
        diff
    }

    /// What one place is to a shell.
    pub fn answer(&self, mut answer: Answer) -> Answer {
        for diff in [&mut answer.clean, &mut answer.enter, &mut answer.leave] {
            *diff = self.diff(std::mem::take(diff));
        }
        let conditions = &mut answer.conditions;
        let files = conditions.files.iter_mut().flat_map(paths);
        for path in files.chain(&mut conditions.base).chain(&mut answer.used) {
            *path = self.path(path);
        }
        answer
    }
}

fn paths(condition: &mut Condition) -> Vec<&mut PathBuf> {
    match condition {
        Condition::Absent(path)
        | Condition::Stands(path)
        | Condition::Program(path)
        | Condition::NoProgram(path)
        | Condition::Directory(path)
        | Condition::File(path)
        | Condition::Unreadable(path)
        | Condition::Says(path, _) => vec![path],
        Condition::Same(one, other)
        | Condition::Unaltered(one, other)
        | Condition::Begins(one, _, other) => vec![one, other],
        Condition::Never => Vec::new(),
    }
}
