//! What the shell function takes from the program: statements to evaluate; for shells that evaluate
//! nothing that was not there when they read their files, or do it badly, data.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use serde::Serialize;

use super::snippets::{MARK, Watch, statements};
use super::{Shell, Unquotable, render};
use crate::envdiff::EnvDiff;

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
    let mut text = OsString::from(MARK);
    if shell.takes_data() {
        text.push(data(shell, diff, watch, then)?);
        text.push("\n");
        return Ok(text);
    }
    text.push(match watch {
        Some(watch) => statements(shell, diff, watch)?,
        None => render(shell, diff)?,
    });
    text.push(match then {
        Then::Nothing => "",
        Then::Mark => "__goenvmgr_mark\n",
        Then::Off => "__goenvmgr_off\n",
    });
    Ok(text)
}

/// The same as one line of JSON.
pub(super) fn data(
    shell: Shell,
    diff: &EnvDiff,
    watch: Option<&Watch>,
    then: Then,
) -> Result<String, Unquotable> {
    let text =
        |value: &'_ OsStr| value.to_str().ok_or(Unquotable::NotUnicode(shell)).map(str::to_owned);
    let mut set = BTreeMap::new();
    for (name, value) in &diff.set {
        set.insert(name.as_str(), value.to_str().ok_or(Unquotable::NotUnicode(shell))?);
    }
    let path = |path: Option<&PathBuf>| match path {
        Some(path) => text(path.as_os_str()),
        None => Ok(String::new()),
    };
    let paths = match watch {
        Some(watch) => Some([
            path(watch.stop.as_ref())?,
            path(watch.has.as_ref())?,
            path(watch.lacks.as_ref())?,
        ]),
        None => None,
    };
    let watch = watch.zip(paths.as_ref()).map(|(watch, [stop, has, lacks])| Watched {
        stop,
        has,
        lacks,
        names: watch.names.word(),
        told: &watch.told,
    });
    let data = Data { set, unset: &diff.unset, watch, then };
    serde_json::to_string(&data).map_err(|_| Unquotable::NotUnicode(shell))
}
