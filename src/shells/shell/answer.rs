//! What the shell function takes from the program: text to evaluate; for shells that evaluate nothing
//! that was not there when they read their files, or do it badly, data.

mod data;
mod fish;
mod posix;
mod powershell;

use std::ffi::OsString;
use std::path::PathBuf;

use super::conditions::Conditions;
use super::text::{MARK, Text};
use super::{Shell, Unquotable, render};
use crate::sys::envdiff::{EnvDiff, Vars};

/// The number of the form of questions and answers, statements or data. A function that speaks another one
/// is replaced with its answer.
pub fn protocol(shell: Shell) -> &'static str {
    if shell.takes_data() { "2" } else { "3" }
}

/// A longer one is not remembered, in bytes.
const LONG: usize = 8 << 10;

/// What one place is to a shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// From the environment as it is to the user's own.
    pub clean: EnvDiff,
    /// From the user's own environment to that of this place.
    pub enter: EnvDiff,
    /// And back.
    pub leave: EnvDiff,
    /// When this stays true.
    pub conditions: Conditions,
    /// Whether a shell may come back to it without a question.
    pub keep: bool,
    /// The file whose time is the last use of the toolchain.
    pub used: Option<PathBuf>,
    /// What this shell has been told by now.
    pub told: String,
}

/// The answer, for a function that speaks this [`protocol`].
///
/// # Errors
/// When the shell cannot hold a value.
pub fn answer(shell: Shell, answer: &Answer) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(MARK);
    text.push(statements(shell, answer)?);
    Ok(text.text)
}

/// The answer as a part of `init` for PowerShell.
pub(super) fn seen(vars: &Vars, answer: &Answer) -> Result<OsString, Unquotable> {
    powershell::seen(vars, answer)
}

/// The answer to a question that could not be answered: all stays as it is until these change.
///
/// # Errors
/// As [`answer`].
pub fn no_answer(shell: Shell, conditions: &Conditions) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(MARK);
    match shell {
        Shell::Fish => {
            text.assign("counts", fish::counts(conditions))?;
            text.assign("test", fish::test(conditions)?)?;
        }
        Shell::PowerShell => text.push(powershell::no_answer(conditions)?),
        _ if shell.takes_data() => text.push(data::no_answer(conditions)),
        _ => {
            text.assign("counts", posix::vars(shell, conditions))?;
            text.assign("otherwise", posix::test(shell, conditions)?)?;
        }
    }
    Ok(text.text)
}

/// What takes the hook off, and ours out of the environment.
///
/// # Errors
/// As [`answer`].
pub fn off(shell: Shell, diff: &EnvDiff) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(MARK);
    if shell.takes_data() {
        text.push(data::off(shell, diff)?);
    } else {
        text.push(render(shell, diff)?);
        text.push("__goenvmgr_off\n");
    }
    Ok(text.text)
}

/// The same as a part of a longer text.
pub(super) fn statements(shell: Shell, answer: &Answer) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    if shell.takes_data() {
        text.push(data::answer(shell, answer)?);
        return Ok(text.text);
    }
    if shell == Shell::PowerShell {
        text.push("__goenvmgr_take ");
        text.push(powershell::answer(answer)?);
        text.push("\n");
        return Ok(text.text);
    }
    text.push(render(shell, &answer.clean)?);
    text.assign("told", &answer.told)?;
    text.push("__goenvmgr_take ");
    let (body, may_keep) = match shell {
        Shell::Fish => (fish::body(answer)?, true),
        _ => {
            text.push(super::quote(shell, &answer.conditions.key())?);
            text.push(" ");
            posix::body(shell, answer)?
        }
    };
    let keep = answer.keep && may_keep && body.len() <= LONG;
    text.push(super::quote(shell, &body)?);
    text.push(if keep { " keep\n" } else { " once\n" });
    Ok(text.text)
}
