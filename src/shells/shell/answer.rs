//! What the shell function takes from the program: statements to evaluate; for shells that evaluate
//! nothing that was not there when they read their files, or do it badly, data.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use serde::Serialize;

use super::quote::text;
use super::text::Text;
use super::watch::{MARK, Watch};
use super::{Shell, Unquotable, render};
use crate::base::envdiff::EnvDiff;

/// What the function does after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// Nothing: it goes on.
    Nothing,
    /// Remembers that this is how things are.
    Mark,
    /// Takes the hook off.
    Off,
}

#[derive(Serialize)]
struct Data<'a> {
    set: BTreeMap<&'a str, &'a str>,
    unset: &'a [String],
    watch: Option<Watched<'a>>,
    then: Then,
}

#[derive(Serialize)]
struct Watched<'a> {
    stop: &'a str,
    has: &'a str,
    lacks: &'a str,
    names: &'a str,
    told: &'a str,
}

/// The answer: with what the hook compares with, unless it is to be taken off.
///
/// # Errors
/// When the shell cannot hold a value.
pub fn answer(
    shell: Shell,
    diff: &EnvDiff,
    watch: Option<&Watch>,
    then: Then,
) -> Result<OsString, Unquotable> {
    let mut told = OsString::from(MARK);
    if shell.takes_data() {
        told.push(data(shell, diff, watch, then)?);
        told.push("\n");
        return Ok(told);
    }
    told.push(match watch {
        Some(watch) => statements(shell, diff, watch)?,
        None => render(shell, diff)?,
    });
    told.push(match then {
        Then::Nothing => "",
        Then::Mark => "__goenvmgr_mark\n",
        Then::Off => "__goenvmgr_off\n",
    });
    Ok(told)
}

/// The statements of one activation: the environment, and what the hook compares with.
///
/// # Errors
/// When the shell cannot hold a value.
pub(super) fn statements(
    shell: Shell,
    diff: &EnvDiff,
    watch: &Watch,
) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    text.push(render(shell, diff)?);
    let path = |path: &Option<PathBuf>| path.clone().unwrap_or_default();
    text.assign("stop", path(&watch.stop))?;
    text.assign("has", path(&watch.has))?;
    text.assign("lacks", path(&watch.lacks))?;
    text.assign("names", watch.names.word())?;
    text.assign("told", &watch.told)?;
    Ok(text.text)
}

/// The same as one line of JSON.
pub(super) fn data(
    shell: Shell,
    diff: &EnvDiff,
    watch: Option<&Watch>,
    then: Then,
) -> Result<String, Unquotable> {
    let mut set = BTreeMap::new();
    for (name, value) in &diff.set {
        set.insert(name.as_str(), text(shell, value)?);
    }
    let watch = match watch {
        Some(watch) => Some(Watched {
            stop: path(shell, watch.stop.as_ref())?,
            has: path(shell, watch.has.as_ref())?,
            lacks: path(shell, watch.lacks.as_ref())?,
            names: watch.names.word(),
            told: &watch.told,
        }),
        None => None,
    };
    let data = Data { set, unset: &diff.unset, watch, then };
    serde_json::to_string(&data).map_err(|_| Unquotable::NotUnicode(shell))
}

/// A path, or nothing.
fn path(shell: Shell, path: Option<&PathBuf>) -> Result<&str, Unquotable> {
    path.map_or(Ok(""), |path| text(shell, path.as_os_str()))
}
