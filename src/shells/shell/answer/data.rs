//! An answer as data, for shells that run no text that they get: lines of JSON, each a list of texts of
//! which the first says what the others are.
//!
//! ```text
//! ["kind","answer"]              or none: stay as it is until these change; or off: take the hook off
//! ["clean","NAME","VALUE"]       to set, in this order: from the environment as it is to the user's own
//! ["clean","NAME"]               to unset
//! ["enter",…] ["leave",…]        the same, from the user's own to that of this place, and back
//! ["base","/dir"]                empty for everywhere
//! ["names",…] ["vars",…]
//! ["file","says","/path","…"]    a condition: its word, its path, and what the word asks for
//! ["keep"]                       it may be remembered
//! ["used","/path"] ["told","…"]
//! ```
//! All of it is ASCII, whatever encoding a shell reads programs in.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::conditions::{Condition, Conditions};
use super::super::quote::text;
use super::super::{Shell, Unquotable};
use super::{Answer, LONG};
use crate::sys::envdiff::{EnvDiff, RECORD};

/// The answer.
pub(super) fn answer(shell: Shell, answer: &Answer) -> Result<String, Unquotable> {
    let mut lines = row(&["kind", "answer"]);
    lines += &steps(shell, "clean", &answer.clean)?;
    lines += &row(&["told", &answer.told]);
    let mut kept = steps(shell, "enter", &answer.enter)?;
    kept += &steps(shell, "leave", &answer.leave)?;
    kept += &tested(&answer.conditions);
    // Where the path is no text there is no note of the last use either.
    kept += &row(&["used", answer.used.as_deref().and_then(Path::to_str).unwrap_or_default()]);
    if answer.keep && kept.len() <= LONG {
        kept += &row(&["keep"]);
    }
    Ok(lines + &kept)
}

/// That there is none, until these change.
pub(super) fn no_answer(conditions: &Conditions) -> String {
    row(&["kind", "none"]) + &tested(conditions)
}

/// What takes the hook off.
pub(super) fn off(shell: Shell, diff: &EnvDiff) -> Result<String, Unquotable> {
    Ok(row(&["kind", "off"]) + &steps(shell, "clean", diff)?)
}

fn row(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| json(text)).collect();
    format!("[{}]\n", texts.join(","))
}

/// Escapes are those that JSON shares with other notations: `\"`, `\\` and `\u` with four digits.
fn json(text: &str) -> String {
    let mut word = String::from("\"");
    for unit in text.encode_utf16() {
        match char::from_u32(unit.into()) {
            Some(c @ ('"' | '\\')) => word.extend(['\\', c]),
            Some(c @ ' '..='~') => word.push(c),
            _ => _ = write!(word, "\\u{unit:04x}"),
        }
    }
    word + "\""
}

/// As in statements, the record comes first and goes last.
fn steps(shell: Shell, word: &str, diff: &EnvDiff) -> Result<String, Unquotable> {
    let (first, set): (Vec<_>, Vec<_>) = diff.set.iter().partition(|(name, _)| name == RECORD);
    let (last, unset): (Vec<_>, Vec<_>) = diff.unset.iter().partition(|name| *name == RECORD);
    let mut lines: String = unset.iter().map(|name| row(&[word, name])).collect();
    for (name, value) in first.into_iter().chain(set) {
        lines += &row(&[word, name, text(shell, value)?]);
    }
    lines.extend(last.iter().map(|name| row(&[word, name])));
    Ok(lines)
}

/// What cannot be compared for want of words is `never`.
fn tested(conditions: &Conditions) -> String {
    let base = conditions.base.as_deref().map_or(Some(""), Path::to_str);
    let vars: Vec<&str> = conditions.vars.iter().map(String::as_str).collect();
    let mut lines = row(&["base", base.unwrap_or_default()]);
    lines += &row(&[&["names"], &*conditions.names].concat());
    lines += &row(&[&["vars"], &*vars].concat());
    let never = || row(&["file", "never"]);
    lines.extend(base.is_none().then(never));
    lines.extend(conditions.files.iter().map(|file| condition(file).unwrap_or_else(never)));
    lines
}

/// `None` for a path that is no text. Contents that are none have a word of their own.
fn condition(condition: &Condition) -> Option<String> {
    let (word, parts): (&str, Vec<&OsStr>) = match condition {
        Condition::Absent(path) => ("absent", vec![path.as_os_str()]),
        Condition::Stands(path) => ("stands", vec![path.as_os_str()]),
        Condition::Program(path) => ("program", vec![path.as_os_str()]),
        Condition::NoProgram(path) => ("no-program", vec![path.as_os_str()]),
        Condition::Directory(path) => ("directory", vec![path.as_os_str()]),
        Condition::File(path) => ("file", vec![path.as_os_str()]),
        Condition::Unreadable(path) => ("unreadable", vec![path.as_os_str()]),
        Condition::Same(one, other) => ("same", vec![one.as_os_str(), other.as_os_str()]),
        Condition::Unaltered(one, other) => ("unaltered", vec![one.as_os_str(), other.as_os_str()]),
        Condition::Says(path, said) if said.to_str().is_none() => {
            let said = BASE64.encode(said.as_encoded_bytes());
            return Some(row(&["file", "bytes", path.to_str()?, &said]));
        }
        Condition::Says(path, said) => ("says", vec![path.as_os_str(), said]),
        Condition::Begins(path, start, stamp) => {
            ("begins", vec![path.as_os_str(), stamp.as_os_str(), start])
        }
        Condition::Never => ("never", vec![]),
    };
    let parts: Vec<&str> = parts.into_iter().map(OsStr::to_str).collect::<Option<_>>()?;
    Some(row(&[&["file", word], &*parts].concat()))
}
