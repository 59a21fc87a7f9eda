//! An answer for bash and zsh: `shell/core.sh` says what each function is for.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::super::conditions::{Condition, Conditions};
use super::super::text::Text;
use super::super::{Shell, Unquotable, quote, render};
use super::Answer;
use crate::sys::envdiff::RECORD;
use crate::sys::text::bytes;

/// How the names of an answer's functions end before the shell gives it a number.
const NUMBER: &str = "_N()";

/// The base of an answer, and its text. One that says the end of our names elsewhere too cannot be given a number
/// but the one of those that are not remembered.
pub(super) fn body(shell: Shell, answer: &Answer) -> Result<(OsString, bool), Unquotable> {
    let text = numbered(shell, answer, NUMBER)?;
    if bytes(&text).windows(NUMBER.len()).filter(|at| *at == NUMBER.as_bytes()).count() == 4 {
        return Ok((text, true));
    }
    Ok((numbered(shell, answer, "_1()")?, false))
}

fn numbered(shell: Shell, answer: &Answer, number: &str) -> Result<OsString, Unquotable> {
    let Answer { conditions, .. } = answer;
    let mut text = Text::new(shell);
    let now = now(shell, conditions);
    text.push(format!("__goenvmgr_vars{number} {{\n{now}}}\n__goenvmgr_look{number} {{\n{now}"));
    // What `[[` says depends on options of bash's; in zsh it does not, and `[` is dear there.
    text.push(match shell {
        Shell::Zsh => "[[ \"$PWD$__goenvmgr_now\" == \"$__goenvmgr_key\" ]] || return 1\n",
        _ => "[ \"$PWD$__goenvmgr_now\" = \"$__goenvmgr_key\" ] || return 1\n",
    });
    text.push(clear(conditions));
    let here = if conditions.placed { ". -ef $PWD" } else { "! . -ef $PWD" };
    text.push(looks(shell, conditions, here)?);
    text.push("}\n");
    text.push(format!("__goenvmgr_enter{number} {{\n"));
    text.assign("used", answer.used.as_deref().unwrap_or(Path::new("")))?;
    text.push(render(shell, &answer.enter)?);
    text.push(format!("}}\n__goenvmgr_leave{number} {{\n"));
    let leave = render(shell, &answer.leave)?;
    text.push(if leave.is_empty() { OsStr::new("return 0\n") } else { &leave });
    text.push("}\n");
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

/// What puts the variables that count into a text. Those that nobody has are asked for together, and one by
/// one where somebody has got one of them since.
fn now(shell: Shell, conditions: &Conditions) -> String {
    let (unset, set): (Vec<&String>, Vec<&String>) =
        conditions.vars.iter().partition(|name| conditions.unset.contains(*name));
    let each: String = set.iter().map(|name| value(shell, name)).collect();
    let mut text = match shell {
        // In an assignment bash splits nothing, and takes what stands in no quotes as it is: far quicker.
        Shell::Bash => format!("__goenvmgr_now={}\n", each.replace('\n', "$'\\n'")),
        _ => format!("__goenvmgr_now=\"{each}\"\n"),
    };
    if !unset.is_empty() {
        let any: String = unset.iter().map(|name| format!("${{{name}+1}}")).collect();
        let names: String = unset.iter().map(|name| format!(" {name}")).collect();
        text += &format!("[[ -z {any} ]] || __goenvmgr_also{names}\n");
    }
    text
}

/// The variables that count, as they stand in a text between double quotes.
pub(super) fn vars(shell: Shell, conditions: &Conditions) -> String {
    conditions.vars.iter().map(|name| value(shell, name)).collect()
}

/// A variable that is not set is not one that is empty: no value is a colon.
fn value(shell: Shell, name: &str) -> String {
    // Attributes of these cost at every prompt, and whoever takes them from `export` has no Go at all.
    let always = ["HOME", "PATH", RECORD];
    match shell {
        _ if always.contains(&name) => format!("\n${{{name}-:}}"),
        // One that is not exported is none to the program. `__goenvmgr_form` is this too, and
        // `__goenvmgr_blunt` a part of it.
        Shell::Bash => format!("\n${{{name}+${{{name}@a}}=${name}}}"),
        _ => format!("\n${{{name}+${{(t){name}}}=${name}}}"),
    }
}

/// Names are known beforehand and need no quotes. An empty list is none to an old bash under `set -u`.
fn clear(conditions: &Conditions) -> String {
    let tests: Vec<String> =
        conditions.names.iter().map(|name| format!("! -e $__goenvmgr_dir/{name}")).collect();
    if tests.is_empty() {
        return String::new();
    }
    format!(
        "for __goenvmgr_dir in ${{__goenvmgr_dirs[@]+\"${{__goenvmgr_dirs[@]}}\"}}; do\n  [[ {} ]] || return 3\ndone\n",
        tests.join(" && ")
    )
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
        Condition::Says(path, said) => {
            read(looks, reads, path)?;
            let [before, after] = match shell {
                Shell::Zsh => ["[[ \"$REPLY\" == ", " ]]; }"],
                _ => ["[ \"$REPLY\" = ", " ]; }"],
            };
            reads.push(before);
            reads.push(quote(shell, said)?);
            reads.push(after);
        }
        Condition::Begins(path, start, stamp) => {
            read(looks, reads, path)?;
            reads.push("__goenvmgr_begins ");
            reads.push(plain(shell, path.as_os_str())?);
            reads.push(" ");
            reads.push(quote(shell, start)?);
            reads.push(" ");
            reads.push(plain(shell, stamp.as_os_str())?);
            reads.push("; }");
        }
        Condition::Never => look(&[one_of("1 == 2")]),
    }
    Ok(())
}

/// One read of a file, no more than that, of what is known to be one: a FIFO would hang. In bash a NUL ends
/// it, and without a name for it nothing is taken off its ends; its status says nothing there.
fn read(looks: &mut Text, reads: &mut Text, path: &Path) -> Result<(), Unquotable> {
    let shell = looks.shell;
    let path = plain(shell, path.as_os_str())?;
    for part in [" && -f ", " && -r "] {
        looks.push(part);
        looks.push(&path);
    }
    reads.push(match shell {
        Shell::Bash => " && { REPLY=''; \\builtin read -r -d '' -n 4097 <",
        _ => " && { \\builtin sysread -s 4097 REPLY <",
    });
    reads.push(&path);
    reads.push(match shell {
        Shell::Bash => "; ",
        _ => " || REPLY=''; ",
    });
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
