//! An answer for fish: `shell/fish.fish` says what each function is for.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::super::conditions::{Condition, Conditions};
use super::super::text::Text;
use super::super::{Shell, Unquotable, quote, render};
use super::Answer;

/// The text that a shell remembers.
pub(super) fn body(answer: &Answer) -> Result<OsString, Unquotable> {
    let Answer { conditions, .. } = answer;
    let mut text = Text::new(Shell::Fish);
    text.assign("base", conditions.key())?;
    text.assign("used", answer.used.as_deref().unwrap_or(Path::new("")))?;
    text.push(format!("set -g __goenvmgr_names {}\n", conditions.names.join(" ")));
    let (count, now) = looked(conditions);
    text.push(format!("function __goenvmgr_vars\n{count}set -g __goenvmgr_now \"{now}\"\nend\n"));
    // One function for comparison and event: a call costs as much as a look at two files.
    text.push(format!("function __goenvmgr_prompt $__goenvmgr_event\n{count}"));
    // Of two long texts `contains` says it in half the time that `test` takes.
    text.push(format!("builtin contains -- \"$PWD{now}\" \"$__goenvmgr_key\"; and "));
    text.push(looks(conditions, if conditions.placed { ". -ef $PWD" } else { "! . -ef $PWD" })?);
    text.push("; or $__goenvmgr_otherwise\nend\n");
    function(&mut text, "enter", &render(Shell::Fish, &answer.enter)?);
    function(&mut text, "leave", &render(Shell::Fish, &answer.leave)?);
    Ok(text.text)
}

/// What counts beside that which counted before.
pub(super) fn counts(conditions: &Conditions) -> String {
    let (count, now) = looked(conditions);
    format!("{count}set -g __goenvmgr_now \"$__goenvmgr_now{now}\"")
}

/// The variables that count: a command whose status is a part of their text, and the text.
fn looked(conditions: &Conditions) -> (String, String) {
    let vars: String = conditions.vars.iter().map(|name| format!("\n${name}")).collect();
    // How many are not exported: a value that is nobody's business may become the program's.
    (format!("set -qx {}\n", conditions.vars.join(" ")), format!("\n$status{vars}"))
}

/// All that is looked at.
pub(super) fn test(conditions: &Conditions) -> Result<OsString, Unquotable> {
    looks(conditions, "1 = 1")
}

/// What is not there in one look, and what is there in another.
fn looks(conditions: &Conditions, first: &str) -> Result<OsString, Unquotable> {
    let mut test = Test::default();
    conditions.files.iter().try_for_each(|condition| test.add(condition))?;
    let mut text = OsString::from("not builtin path filter -q -- $__goenvmgr_way ''");
    text.push(test.absent);
    text.push(format!("; and test {first}"));
    text.push(test.looks);
    text.push(test.others);
    if test.count > 0 {
        // The limit is for these reads alone: it holds for command substitutions as well.
        text.push("; and begin; set -l fish_read_limit 4097");
        text.push(test.reads);
        text.push(test.said);
        text.push("; end");
    }
    Ok(text)
}

#[derive(Default)]
struct Test {
    /// Paths of one look.
    absent: OsString,
    /// Parts of one `test`.
    looks: OsString,
    /// What takes a command of its own.
    others: OsString,
    /// All files are read, and then compared.
    reads: OsString,
    said: OsString,
    count: usize,
}

impl Test {
    fn add(&mut self, condition: &Condition) -> Result<(), Unquotable> {
        let word = |path: &Path| quote(Shell::Fish, path.as_os_str());
        match condition {
            Condition::Absent(path) => push(&mut self.absent, " ", &word(path)?),
            Condition::Stands(path) => self.look(" -a -e ", &word(path)?),
            Condition::Directory(path) => self.look(" -a -d ", &word(path)?),
            Condition::Program(path) => self.look(" -a -x ", &word(path)?),
            Condition::NoProgram(path) => self.neither(&word(path)?, " -a -x "),
            Condition::File(path) => self.both(" -a -e ", &word(path)?, " -a ! -d ", &word(path)?),
            Condition::Unreadable(path) => {
                self.look(" -a -e ", &word(path)?);
                self.neither(&word(path)?, " -a -r ");
            }
            Condition::Same(one, other) => self.both(" -a ", &word(one)?, " -ef ", &word(other)?),
            // What one read does not hold it does not give at all.
            Condition::Unaltered(one, other) | Condition::Begins(one, _, other) => {
                self.both(" -a ! ", &word(one)?, " -nt ", &word(other)?);
                self.both(" -a ! ", &word(one)?, " -ot ", &word(other)?);
            }
            Condition::Says(path, said) => self.says(&word(path)?, said)?,
            Condition::Never => self.others.push("; and builtin false"),
        }
        Ok(())
    }

    /// A file is never opened before it is known to be one: a FIFO would hang.
    fn says(&mut self, path: &OsStr, said: &OsStr) -> Result<(), Unquotable> {
        self.both(" -a -f ", path, " -a -r ", path);
        if said.is_empty() {
            self.look(" -a ! -s ", path);
            return Ok(());
        }
        self.count += 1;
        push(&mut self.reads, &format!("; read -z -l got{} <", self.count), path);
        let joint = if self.count == 1 { "; test" } else { "; and test" };
        let compared = format!("{joint} \"$got{}\" = ", self.count);
        push(&mut self.said, &compared, &quote(Shell::Fish, said)?);
        Ok(())
    }

    fn look(&mut self, test: &str, path: &OsStr) {
        push(&mut self.looks, test, path);
    }

    fn both(&mut self, test: &str, one: &OsStr, between: &str, other: &OsStr) {
        self.look(test, one);
        self.look(between, other);
    }

    /// No regular file of this kind.
    fn neither(&mut self, path: &OsStr, kind: &str) {
        push(&mut self.others, "; and not test -f ", path);
        push(&mut self.others, kind, path);
    }
}

fn push(text: &mut OsString, before: &str, word: &OsStr) {
    text.push(before);
    text.push(word);
}

fn function(text: &mut Text, name: &str, body: &OsStr) {
    text.push(format!("function __goenvmgr_{name}\n"));
    text.push(if body.is_empty() { OsStr::new("builtin true\n") } else { body });
    text.push("end\n");
}
