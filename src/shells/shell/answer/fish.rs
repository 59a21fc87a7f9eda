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
    let base = conditions.base.as_deref();
    text.assign("base", base.map_or("none".into(), |base| key(base)))?;
    text.assign("used", answer.used.as_deref().unwrap_or(Path::new("")))?;
    text.push(format!("set -g __goenvmgr_names {}\n", conditions.names.join(" ")));
    let vars: String = conditions.vars.iter().map(|name| format!("\n${name}")).collect();
    text.push(format!("function __goenvmgr_vars\nset -g __goenvmgr_now \"{vars}\"\nend\n"));
    // One function for comparison and event: a call costs as much as a look at two files.
    text.push("function __goenvmgr_prompt $__goenvmgr_event\ntest \"$PWD");
    text.push(vars);
    text.push("\" = \"$__goenvmgr_key\"; and ");
    text.push(test(conditions)?);
    text.push("; or $__goenvmgr_otherwise\nend\n");
    function(&mut text, "enter", render(Shell::Fish, &answer.enter)?);
    function(&mut text, "leave", render(Shell::Fish, &answer.leave)?);
    Ok(text.text)
}

/// All that is looked at; in one look as far as it can be.
pub(super) fn test(conditions: &Conditions) -> Result<OsString, Unquotable> {
    let mut absent = OsString::from("not path filter -q -- $__goenvmgr_dirs/$__goenvmgr_names ''");
    let mut looks = OsString::new();
    let mut reads = OsString::new();
    let mut said = OsString::new();
    for (at, condition) in conditions.files.iter().enumerate() {
        let word = |path: &Path| quote(Shell::Fish, path.as_os_str());
        let mut look = |flag: &str, path: &Path| -> Result<(), Unquotable> {
            push(&mut looks, &["; and test ".as_ref(), flag.as_ref(), " ".as_ref(), &word(path)?]);
            Ok(())
        };
        match condition {
            Condition::Absent(path) => push(&mut absent, &[" ".as_ref(), &word(path)?]),
            Condition::Stands(path) => look("-e", path)?,
            Condition::Directory(path) => look("-d", path)?,
            Condition::Program(path) => {
                look("-f", path)?;
                look("-x", path)?;
            }
            Condition::NoProgram(path) => {
                let path = word(path)?;
                let parts =
                    ["; and not test -f ".as_ref(), path.as_os_str(), " -a -x ".as_ref(), &path];
                push(&mut looks, &parts);
            }
            Condition::File(path) => {
                look("-e", path)?;
                look("! -d", path)?;
            }
            Condition::Unreadable(path) => {
                look("-e", path)?;
                let path = word(path)?;
                let parts =
                    ["; and not test -f ".as_ref(), path.as_os_str(), " -a -r ".as_ref(), &path];
                push(&mut looks, &parts);
            }
            Condition::Same(one, other) => {
                let parts = [
                    "; and test ".as_ref(),
                    word(one)?.as_os_str(),
                    " -ef ".as_ref(),
                    &word(other)?,
                ]
                .map(OsStr::to_owned);
                push(&mut looks, &parts.each_ref().map(OsString::as_os_str));
            }
            Condition::Unaltered(one, other) | Condition::Begins(one, _, other) => {
                for flag in [" -nt ", " -ot "] {
                    let (one, other) = (word(one)?, word(other)?);
                    push(&mut looks, &["; and not test ".as_ref(), &one, flag.as_ref(), &other]);
                }
            }
            // Never opened before it is known to be a file: a FIFO would hang.
            Condition::Says(path, text) => {
                look("-f", path)?;
                look("-r", path)?;
                if text.is_empty() {
                    look("! -s", path)?;
                    continue;
                }
                let got = format!("got{at}");
                let path = word(path)?;
                push(
                    &mut reads,
                    &["read -z -l ".as_ref(), got.as_ref(), " <".as_ref(), &path, "; ".as_ref()],
                );
                let text = quote(Shell::Fish, text)?;
                let joint = if said.is_empty() { "test \"$" } else { "; and test \"$" };
                push(&mut said, &[joint.as_ref(), got.as_ref(), "\" = ".as_ref(), &text]);
            }
            Condition::Never => push(&mut looks, &["; and false".as_ref()]),
        }
    }
    let mut test = absent;
    test.push(looks);
    if !said.is_empty() {
        // The limit is for these reads alone: it holds for command substitutions as well.
        test.push("; and begin; set -l fish_read_limit 4097; ");
        test.push(reads);
        test.push(said);
        test.push("; end");
    }
    Ok(test)
}

/// `=/the/directory`, and `=` for the root.
fn key(base: &Path) -> OsString {
    let mut word = OsString::from("=");
    word.push(if base == Path::new("/") { Path::new("") } else { base });
    word
}

fn push(text: &mut OsString, parts: &[&OsStr]) {
    parts.iter().for_each(|part| text.push(part));
}

fn function(text: &mut Text, name: &str, body: OsString) {
    text.push(format!("function __goenvmgr_{name}\n"));
    text.push(if body.is_empty() { "true\n".into() } else { body });
    text.push("end\n");
}
