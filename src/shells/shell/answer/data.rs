//! An answer as one line of JSON, for shells that take data: they run no text that they get.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use serde::Serialize;

use super::super::conditions::{Condition, Conditions};
use super::super::quote::text;
use super::super::{Shell, Unquotable};
use super::Answer;
use crate::base::envdiff::EnvDiff;

#[derive(Serialize)]
struct Data<'a> {
    /// `answer`, `none` or `off`.
    kind: &'a str,
    clean: Change<'a>,
    enter: Change<'a>,
    leave: Change<'a>,
    #[serde(flatten)]
    conditions: Tested<'a>,
    keep: bool,
    used: &'a str,
    told: &'a str,
}

#[derive(Default, Serialize)]
struct Change<'a> {
    set: BTreeMap<&'a str, &'a str>,
    unset: &'a [String],
}

#[derive(Default, Serialize)]
struct Tested<'a> {
    /// Empty for everywhere.
    base: &'a str,
    names: &'a [&'static str],
    vars: &'a [String],
    /// A word, a path, and what the word asks for.
    files: Vec<Vec<&'a str>>,
}

/// The answer.
pub(super) fn answer(shell: Shell, answer: &Answer) -> Result<String, Unquotable> {
    let path = |path: &'_ Path| -> Result<String, Unquotable> {
        text(shell, path.as_os_str()).map(str::to_owned)
    };
    let used = answer.used.as_deref().map_or(Ok(String::new()), path)?;
    json(
        shell,
        &Data {
            kind: "answer",
            clean: change(shell, &answer.clean)?,
            enter: change(shell, &answer.enter)?,
            leave: change(shell, &answer.leave)?,
            conditions: tested(shell, &answer.conditions)?,
            keep: answer.keep,
            used: &used,
            told: &answer.told,
        },
    )
}

/// That there is none, until these change.
pub(super) fn no_answer(shell: Shell, conditions: &Conditions) -> Result<String, Unquotable> {
    json(shell, &Data { kind: "none", conditions: tested(shell, conditions)?, ..Data::new() })
}

/// What takes the hook off.
pub(super) fn off(shell: Shell, diff: &EnvDiff) -> Result<String, Unquotable> {
    json(shell, &Data { kind: "off", clean: change(shell, diff)?, ..Data::new() })
}

impl Data<'_> {
    fn new() -> Self {
        Self {
            kind: "",
            clean: Change::default(),
            enter: Change::default(),
            leave: Change::default(),
            conditions: Tested::default(),
            keep: false,
            used: "",
            told: "",
        }
    }
}

fn json(shell: Shell, data: &Data<'_>) -> Result<String, Unquotable> {
    let mut text = serde_json::to_string(data).map_err(|_| Unquotable::NotUnicode(shell))?;
    text.push('\n');
    Ok(text)
}

fn change(shell: Shell, diff: &EnvDiff) -> Result<Change<'_>, Unquotable> {
    let set = diff.set.iter().map(|(name, value)| Ok((name.as_str(), text(shell, value)?)));
    Ok(Change { set: set.collect::<Result<_, _>>()?, unset: &diff.unset })
}

fn tested(shell: Shell, conditions: &Conditions) -> Result<Tested<'_>, Unquotable> {
    let base = conditions.base.as_deref().map_or(OsStr::new(""), Path::as_os_str);
    let files = conditions.files.iter().map(|condition| {
        let (word, parts): (&str, Vec<&OsStr>) = match condition {
            Condition::Absent(path) => ("absent", vec![path.as_os_str()]),
            Condition::Stands(path) => ("stands", vec![path.as_os_str()]),
            Condition::Program(path) => ("program", vec![path.as_os_str()]),
            Condition::NoProgram(path) => ("no-program", vec![path.as_os_str()]),
            Condition::Directory(path) => ("directory", vec![path.as_os_str()]),
            Condition::File(path) => ("file", vec![path.as_os_str()]),
            Condition::Unreadable(path) => ("unreadable", vec![path.as_os_str()]),
            Condition::Same(one, other) => ("same", vec![one.as_os_str(), other.as_os_str()]),
            Condition::Unaltered(one, other) => {
                ("unaltered", vec![one.as_os_str(), other.as_os_str()])
            }
            Condition::Says(path, said) => ("says", vec![path.as_os_str(), said]),
            Condition::Begins(path, start, stamp) => {
                ("begins", vec![path.as_os_str(), start, stamp.as_os_str()])
            }
            Condition::Never => ("never", vec![]),
        };
        let parts = parts.into_iter().map(|part| text(shell, part));
        std::iter::once(Ok(word)).chain(parts).collect()
    });
    Ok(Tested {
        base: text(shell, base)?,
        names: &conditions.names,
        vars: &conditions.vars,
        files: files.collect::<Result<_, _>>()?,
    })
}
