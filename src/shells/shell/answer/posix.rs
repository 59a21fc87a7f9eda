//! An answer for bash and zsh: `shell/core.sh` says what each function is for.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::super::conditions::{Condition, Conditions};
use super::super::text::Text;
use super::super::{Shell, Unquotable, quote, render};
use super::Answer;
use crate::sys::envdiff::RECORD;
use crate::sys::text::bytes;

/// The text that a shell remembers.
pub(super) fn body(shell: Shell, answer: &Answer) -> Result<OsString, Unquotable> {
    let Answer { conditions, .. } = answer;
    let mut text = Text::new(shell);
    text.assign("base", conditions.key())?;
    text.assign("used", answer.used.as_deref().unwrap_or(Path::new("")))?;
    text.push(format!("__goenvmgr_vars() {{ __goenvmgr_now=\"{}\"; }}\n", vars(shell, conditions)));
    text.push(clear(conditions));
    let here = if conditions.placed { ". -ef $PWD" } else { "! . -ef $PWD" };
    function(&mut text, "test", &looks(shell, conditions, here)?);
    function(&mut text, "enter", &render(shell, &answer.enter)?);
    function(&mut text, "leave", &render(shell, &answer.leave)?);
    Ok(text.text)
}

/// All that is looked at once no name stands in the way.
pub(super) fn test(shell: Shell, conditions: &Conditions) -> Result<OsString, Unquotable> {
    looks(shell, conditions, "1 == 1")
}

fn looks(shell: Shell, conditions: &Conditions, first: &str) -> Result<OsString, Unquotable> {
    let mut text = Text::new(shell);
    let mut looks = Text::new(shell);
    let mut reads = Text::new(shell);
    for condition in &conditions.files {
        one(&mut looks, &mut reads, condition)?;
    }
    text.push(format!("[[ {first}"));
    text.push(looks.text);
    text.push(" ]]");
    text.push(reads.text);
    text.push("\n");
    Ok(text.text)
}

/// A variable that is not set is not one that is empty: no value is a colon.
fn vars(shell: Shell, conditions: &Conditions) -> String {
    // Attributes of these cost at every prompt, and whoever takes them from `export` has no Go at all.
    let always = ["HOME", "PATH", RECORD];
    let one = |name: &String| match shell {
        _ if always.contains(&name.as_str()) => format!("\n${{{name}-:}}"),
        // One that is not exported is none to the program. `take` knows this form.
        Shell::Bash => format!("\n${{{name}+${{{name}@a}}=${name}}}"),
        _ => format!("\n${{{name}+${{(t){name}}}=${name}}}"),
    };
    conditions.vars.iter().map(one).collect()
}

/// Names are known beforehand and need no quotes. An empty list is none to an old bash under `set -u`.
fn clear(conditions: &Conditions) -> String {
    let tests: Vec<String> =
        conditions.names.iter().map(|name| format!("! -e $__goenvmgr_dir/{name}")).collect();
    if tests.is_empty() {
        return "__goenvmgr_clear() { return 0; }\n".to_owned();
    }
    format!(
        "__goenvmgr_clear() {{\n  for __goenvmgr_dir in ${{__goenvmgr_dirs[@]+\"${{__goenvmgr_dirs[@]}}\"}}; do\n    \
         [[ {} ]] || return 1\n  done\n}}\n",
        tests.join(" && ")
    )
}

fn function(text: &mut Text, name: &str, body: &OsStr) {
    text.push(format!("__goenvmgr_{name}() {{\n"));
    text.push(if body.is_empty() { OsStr::new("return 0\n") } else { body });
    text.push("}\n");
}

/// What one condition adds: to the looks at what there is, or to the reads that come after all of them.
fn one(looks: &mut Text, reads: &mut Text, condition: &Condition) -> Result<(), Unquotable> {
    let shell = looks.shell;
    let word = |path: &Path| plain(shell, path.as_os_str());
    let mut look = |parts: &[&OsStr]| {
        looks.push(" && ");
        parts.iter().for_each(|part| looks.push(part));
    };
    let one_of = |flag: &'static str| OsStr::new(flag);
    match condition {
        Condition::Absent(path) => look(&[one_of("! -e "), &word(path)?]),
        Condition::Stands(path) => look(&[one_of("-e "), &word(path)?]),
        Condition::Directory(path) => look(&[one_of("-d "), &word(path)?]),
        Condition::Program(path) => look(&[one_of("-x "), &word(path)?]),
        Condition::NoProgram(path) => {
            let path = word(path)?;
            look(&[one_of("! ( -f "), &path, one_of(" && -x "), &path, one_of(" )")]);
        }
        Condition::File(path) => {
            look(&[one_of("-e "), &word(path)?]);
            look(&[one_of("! -d "), &word(path)?]);
        }
        Condition::Unreadable(path) => {
            let path = word(path)?;
            look(&[one_of("-e "), &path]);
            look(&[one_of("! ( -f "), &path, one_of(" && -r "), &path, one_of(" )")]);
        }
        Condition::Same(path, other) => look(&[&word(path)?, one_of(" -ef "), &word(other)?]),
        Condition::Unaltered(path, other) => {
            look(&[one_of("! "), &word(path)?, one_of(" -nt "), &word(other)?]);
            look(&[one_of("! "), &word(path)?, one_of(" -ot "), &word(other)?]);
        }
        Condition::Says(path, said) => call(reads, "says", &[path.as_os_str(), said])?,
        Condition::Begins(path, start, stamp) => {
            call(reads, "says", &[path.as_os_str(), start, stamp.as_os_str()])?;
        }
        Condition::Never => look(&[one_of("1 == 2")]),
    }
    Ok(())
}

fn call(text: &mut Text, name: &str, words: &[&OsStr]) -> Result<(), Unquotable> {
    text.push(format!(" && __goenvmgr_{name}"));
    for word in words {
        text.push(" ");
        text.push(plain(text.shell, word)?);
    }
    Ok(())
}

/// As [`quote()`]; what needs no quotes has none, for it is read more quickly.
fn plain(shell: Shell, value: &OsStr) -> Result<OsString, Unquotable> {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    match bytes(value) {
        [b'/', rest @ ..] if rest.iter().all(is_plain) => Ok(value.to_owned()),
        _ => quote(shell, value),
    }
}
