//! Lines of other managers that the user let be silenced: each stays where it is, behind a mark, and
//! `setup --undo` takes the mark away.
//!
//! In front of the mark stands a command that does nothing, where a shell has one in one word: a branch of an
//! `if` must not become empty. Whoever's lines go on over several of them is left alone.

use std::collections::BTreeMap;
use std::path::Path;

use super::old::OldLine;
use super::{Action, FilePlan, LIMIT, SetupPlan, Step};
use crate::base::difference::hunks;
use crate::base::fault::Result;
use crate::sys::fs::dotfile::about;
use crate::sys::fs::in_place::contents;

/// What stands in front of a silenced line.
const MARK: &str = "# goenvmgr silenced: ";
/// Before the mark, where `:` is a command.
const NOTHING: &str = ": ";

/// What silencing these lines would do; with it, those that cannot be silenced by themselves.
///
/// # Errors
/// When a file cannot be read (exit 3).
pub fn plan(lines: &[OldLine]) -> Result<(SetupPlan, Vec<OldLine>)> {
    let mut by_file: BTreeMap<&Path, Vec<&OldLine>> = BTreeMap::new();
    for line in lines {
        by_file.entry(&line.file).or_default().push(line);
    }
    let (mut files, mut left) = (Vec::new(), Vec::new());
    for (path, lines) in by_file {
        let now = contents(path, LIMIT)?;
        let Some(before) = now.bytes else { continue };
        let (after, kept) = silence(&before, &lines, path);
        left.extend(kept.into_iter().cloned());
        if after != before {
            files.push(file(path, before, after));
        }
    }
    let plan = SetupPlan {
        action: Action::Setup,
        shells: Vec::new(),
        files,
        generated: Vec::new(),
        user_path: None,
        old_lines: Vec::new(),
        notes: Vec::new(),
    };
    Ok((plan, left))
}

fn file(path: &Path, before: Vec<u8>, after: Vec<u8>) -> FilePlan {
    let about = about(path);
    FilePlan {
        path: path.to_owned(),
        link_target: about.is_link.then(|| about.target.clone()),
        names: about.names,
        step: Step::Change,
        refused: about.refusal,
        blocks: Vec::new(),
        diff: hunks(&before, &after),
        before: Some(before),
        after,
    }
}

fn silence<'a>(text: &[u8], lines: &[&'a OldLine], path: &Path) -> (Vec<u8>, Vec<&'a OldLine>) {
    let mark = match has_colon(path) {
        true => format!("{NOTHING}{MARK}"),
        false => MARK.to_owned(),
    };
    let (mut after, mut left) = (Vec::new(), Vec::new());
    let mut goes_on = false;
    for (index, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let asked = lines.iter().find(|old| old.line == index + 1);
        match asked {
            Some(_) if !goes_on && stands_alone(&String::from_utf8_lossy(line)) => {
                let code = line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                after.extend_from_slice(&line[..code]);
                after.extend_from_slice(mark.as_bytes());
                after.extend_from_slice(&line[code..]);
            }
            Some(old) => {
                left.push(*old);
                after.extend_from_slice(line);
            }
            None => after.extend_from_slice(line),
        }
        goes_on = String::from_utf8_lossy(line).trim_end().ends_with('\\');
    }
    (after, left)
}

fn has_colon(path: &Path) -> bool {
    !matches!(path.extension().and_then(|it| it.to_str()), Some("ps1" | "elv" | "nu"))
}

/// Whether a line is a command by itself, whatever stands around it.
fn stands_alone(line: &str) -> bool {
    const BEGINS: [&str; 9] = ["fi", "done", "esac", "else", "elif", "end", "}", "&&", "||"];
    const ENDS: [&str; 9] = ["\\", "{", "(", "then", "do", "else", "&&", "||", "|"];
    const BLOCKS: [(&str, [&str; 2]); 4] = [
        ("if", ["fi", "end"]),
        ("for", ["done", "end"]),
        ("while", ["done", "end"]),
        ("case", ["esac", "end"]),
    ];
    let code = line.trim();
    let words: Vec<&str> = code.split(|c: char| c.is_whitespace() || c == ';').collect();
    let ends = |end: &str| words.last().is_some_and(|word| *word == end) || code.ends_with(end);
    let open = |(begin, ends): &(&str, [&str; 2])| {
        words.contains(begin) && !ends.iter().any(|end| words.contains(end))
    };
    let count = |one: char| code.matches(one).count();
    !BEGINS.iter().any(|word| words.first() == Some(word))
        && !ENDS.iter().any(|end| ends(end))
        && !BLOCKS.iter().any(open)
        && count('"') % 2 == 0
        && count('\'') % 2 == 0
        && count('`') % 2 == 0
        && count('(') == count(')')
        && count('{') == count('}')
        && !code.contains("<<")
}

/// The text as it was before lines of it were silenced.
pub(super) fn restored(text: &[u8]) -> Vec<u8> {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| unmarked(line).unwrap_or_else(|| line.to_owned())).collect()
}

fn unmarked(line: &[u8]) -> Option<Vec<u8>> {
    let code = line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (blanks, rest) = line.split_at(code);
    let rest = rest.strip_prefix(NOTHING.as_bytes()).unwrap_or(rest);
    Some([blanks, rest.strip_prefix(MARK.as_bytes())?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(line: usize) -> OldLine {
        let (text, what) = (String::new(), "");
        OldLine { file: "/h/.bashrc".into(), line, text, what, manager: Some("goenv") }
    }

    #[test]
    fn silenced_lines_do_nothing_and_come_back_byte_for_byte() {
        let text = "a\nif x; then\n\teval \"$(goenv init -)\"\nfi\nexport GOENV_ROOT=1 # mine";
        let lines = [old(3), old(5)];
        let (after, left) =
            silence(text.as_bytes(), &lines.iter().collect::<Vec<_>>(), Path::new("/h/.bashrc"));
        assert!(left.is_empty());
        assert_eq!(
            String::from_utf8_lossy(&after),
            "a\nif x; then\n\t: # goenvmgr silenced: eval \"$(goenv init -)\"\nfi\n\
             : # goenvmgr silenced: export GOENV_ROOT=1 # mine"
        );
        assert_eq!(restored(&after), text.as_bytes());
        assert_eq!(restored(text.as_bytes()), text.as_bytes());
    }

    #[test]
    fn lines_that_are_parts_of_others_are_left_alone() {
        for (line, alone) in [
            ("eval \"$(goenv init -)\"", true),
            ("export PATH=\"$GOENV_ROOT/bin:$PATH\"", true),
            ("[[ -s \"$HOME/.gvm/scripts/gvm\" ]] && source \"$HOME/.gvm/scripts/gvm\"", true),
            ("if [ -d ~/.goenv ]; then export GOENV_ROOT=~/.goenv; fi", true),
            ("if test -d ~/.goenv; set -gx GOENV_ROOT ~/.goenv; end", true),
            ("if [ -d \"$HOME/.goenv/bin\" ]; then", false),
            ("export PATH=\"$GOENV_ROOT/bin:\\", false),
            ("command -v goenv && eval \"$(goenv init -)\" ||", false),
            ("fi && eval \"$(goenv init -)\"", false),
            ("for d in ~/.goenv/*; do", false),
            ("x=\"$GOENV_ROOT", false),
            ("load() { . ~/.gvm/scripts/gvm", false),
            ("cat <<E >~/.goenv/x", false),
        ] {
            assert_eq!(stands_alone(line), alone, "{line}");
        }
        let text = b"export A=1 \\\nGOENV_ROOT=2\n";
        let line = old(2);
        let (after, left) = silence(text, &[&line], Path::new("/h/.bashrc"));
        assert_eq!((after.as_slice(), left.len()), (&text[..], 1));
    }
}
