//! An answer for PowerShell: one call with a table of literals. Its parser reads them in a tenth of the time
//! that a reader of data written in PowerShell takes when it runs for the first time.
//!
//! ```text
//! kind      answer; or none: stay as it is until these change
//! clean     names and values by turns, in this order: from the environment as it is to the user's own
//! enter     the same, from the user's own to that of this place; leave: and back
//! base      empty for everywhere
//! names, vars, absent, stands
//! unaltered two paths each
//! files     any other condition, three texts each: its word, its path, and what the word asks for
//! keep      how long it is, where it may be remembered; else 0
//! used, told
//! ```

use std::ffi::{OsStr, OsString};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::conditions::{Condition, Conditions};
use super::super::{Shell, Unquotable};
use super::{Answer, LONG};
use crate::sys::envdiff::{EnvDiff, RECORD, Vars};

/// The table.
pub(super) fn answer(answer: &Answer) -> Result<OsString, Unquotable> {
    let mut kept = OsString::new();
    entry(&mut kept, "enter", steps(&answer.enter)?);
    entry(&mut kept, "leave", steps(&answer.leave)?);
    // Where the path is no text there is no note of the last use either.
    let used = answer.used.as_deref().and_then(Path::to_str).unwrap_or_default();
    entry(&mut kept, "used", word(used)?);
    kept.push(tested(&answer.conditions)?);
    let may_keep = answer.keep && kept.len() <= LONG;
    let mut text = OsString::from("@{kind='answer'\n");
    entry(&mut text, "clean", steps(&answer.clean)?);
    entry(&mut text, "told", word(&answer.told)?);
    entry(&mut text, "keep", if may_keep { kept.len().to_string() } else { "0".to_owned() });
    text.push(kept);
    text.push("}");
    Ok(text)
}

/// The table for a shell that reads `init`, and the values of the variables that it is for.
pub(super) fn seen(vars: &Vars, it: &Answer) -> Result<OsString, Unquotable> {
    let value = |name: &String| match vars.get(OsStr::new(name)) {
        Some(value) => word(value),
        None => Ok("$null".into()),
    };
    let values: Vec<OsString> = it.conditions.vars.iter().map(value).collect::<Result<_, _>>()?;
    let mut text = answer(it)?;
    text.push(" ");
    text.push(array(&values));
    Ok(text)
}

/// That there is none, until these change.
pub(super) fn no_answer(conditions: &Conditions) -> Result<OsString, Unquotable> {
    let mut text = OsString::from("__goenvmgr_stay @{kind='none'\n");
    text.push(tested(conditions)?);
    text.push("}\n");
    Ok(text)
}

fn entry(text: &mut OsString, name: &str, value: impl AsRef<OsStr>) {
    text.push(name);
    text.push("=");
    text.push(value);
    text.push("\n");
}

fn word(value: impl AsRef<OsStr>) -> Result<OsString, Unquotable> {
    super::super::quote(Shell::PowerShell, value.as_ref())
}

fn list(values: impl Iterator<Item = impl AsRef<OsStr>>) -> Result<OsString, Unquotable> {
    let words: Vec<OsString> = values.map(word).collect::<Result<_, _>>()?;
    Ok(array(&words))
}

fn array(words: &[OsString]) -> OsString {
    let mut text = OsString::from("@(");
    text.push(words.join(OsStr::new(",")));
    text.push(")");
    text
}

/// As in statements, the record comes first and goes last.
fn steps(diff: &EnvDiff) -> Result<OsString, Unquotable> {
    let (first, set): (Vec<_>, Vec<_>) = diff.set.iter().partition(|(name, _)| name == RECORD);
    let (last, unset): (Vec<_>, Vec<_>) = diff.unset.iter().partition(|name| *name == RECORD);
    let mut words = Vec::new();
    for name in unset {
        words.extend([word(name)?, "$null".into()]);
    }
    for (name, value) in first.into_iter().chain(set) {
        words.extend([word(name)?, word(value)?]);
    }
    for name in last {
        words.extend([word(name)?, "$null".into()]);
    }
    Ok(array(&words))
}

/// What cannot be compared for want of words is `never`.
fn tested(conditions: &Conditions) -> Result<OsString, Unquotable> {
    let base = conditions.base.as_deref().map_or(Some(""), Path::to_str);
    let mut lists = Lists::default();
    if base.is_none() {
        lists.never();
    }
    for condition in &conditions.files {
        lists.add(condition).unwrap_or_else(|| lists.never());
    }
    let mut text = OsString::new();
    entry(&mut text, "base", word(base.unwrap_or_default())?);
    entry(&mut text, "names", list(conditions.names.iter())?);
    entry(&mut text, "vars", list(conditions.vars.iter())?);
    entry(&mut text, "absent", list(lists.absent.iter())?);
    entry(&mut text, "stands", list(lists.stands.iter())?);
    entry(&mut text, "unaltered", list(lists.unaltered.iter())?);
    entry(&mut text, "files", list(lists.files.iter())?);
    Ok(text)
}

/// What is common has a list of its own: those are compared without a call.
#[derive(Default)]
struct Lists {
    absent: Vec<String>,
    stands: Vec<String>,
    unaltered: Vec<String>,
    files: Vec<String>,
}

impl Lists {
    /// `None` for a path that is no text.
    fn add(&mut self, condition: &Condition) -> Option<()> {
        let text = |path: &Path| path.to_str().map(str::to_owned);
        match condition {
            Condition::Absent(path) => self.absent.push(text(path)?),
            Condition::Stands(path) => self.stands.push(text(path)?),
            Condition::Unaltered(one, other) => self.unaltered(text(one)?, text(other)?),
            Condition::Program(path) => self.file("program", text(path)?, ""),
            Condition::NoProgram(path) => self.file("no-program", text(path)?, ""),
            Condition::Directory(path) => self.file("directory", text(path)?, ""),
            Condition::File(path) => self.file("file", text(path)?, ""),
            Condition::Unreadable(path) => self.file("unreadable", text(path)?, ""),
            Condition::Same(one, other) => self.file("same", text(one)?, other.to_str()?),
            Condition::Says(path, said) => match said.to_str() {
                Some(said) => self.file("says", text(path)?, said),
                None => self.file("bytes", text(path)?, &BASE64.encode(said.as_encoded_bytes())),
            },
            Condition::Begins(path, start, stamp) => {
                self.unaltered(text(path)?, text(stamp)?);
                self.file("begins", text(path)?, start.to_str()?);
            }
            Condition::Never => self.never(),
        }
        Some(())
    }

    /// What is not there has a time too, that of nothing.
    fn unaltered(&mut self, one: String, other: String) {
        self.stands.push(one.clone());
        self.unaltered.extend([one, other]);
    }

    fn file(&mut self, word: &str, path: String, said: &str) {
        self.files.extend([word.to_owned(), path, said.to_owned()]);
    }

    fn never(&mut self) {
        self.file("never", String::new(), "");
    }
}
