//! Lines of other managers that the user let be silenced: each stays where it is, behind a mark, and
//! `setup --undo` takes the mark away. A line that is not in one of their own forms, or is a part of something
//! longer, is left alone.

use std::collections::BTreeMap;
use std::path::Path;

use super::forms::is_theirs;
use super::old::OldLine;
use super::open::{Words, open_before};
use super::{Action, FilePlan, LIMIT, SetupPlan, Step, mark};
use crate::base::difference::hunks;
use crate::base::fault::Result;
use crate::sys::fs::dotfile::about;
use crate::sys::fs::in_place::contents;

/// What silencing these lines would do; with it, those that are left alone.
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
    let Some(words) = words(path) else { return (text.to_owned(), lines.to_vec()) };
    let open = open_before(text, words);
    let (mut after, mut left) = (Vec::new(), Vec::new());
    for (index, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let whole = || !open[index] && is_theirs(&String::from_utf8_lossy(line), words);
        match lines.iter().find(|old| old.line == index + 1) {
            Some(_) if whole() => after.extend(mark::put(line)),
            asked => {
                left.extend(asked);
                after.extend_from_slice(line);
            }
        }
    }
    (after, left)
}

/// No instructions of theirs are in the words of another shell.
fn words(path: &Path) -> Option<Words> {
    match path.extension().and_then(|it| it.to_str()) {
        Some("fish") => Some(Words::Fish),
        Some("ps1" | "elv" | "nu") => None,
        _ => Some(Words::Posix),
    }
}

/// The text as it was before lines of it were silenced.
pub(super) fn restored(text: &[u8]) -> Vec<u8> {
    text.split_inclusive(|byte| *byte == b'\n').flat_map(mark::taken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, lines: &[usize], expected: &str) {
        let old = |line: &usize| {
            let (text, what) = (String::new(), "");
            OldLine { file: path.into(), line: *line, text, what, manager: Some("goenv") }
        };
        let lines: Vec<_> = lines.iter().map(old).collect();
        let asked: Vec<_> = lines.iter().collect();
        let (after, left) = silence(text.as_bytes(), &asked, Path::new(path));
        assert_eq!(String::from_utf8_lossy(&after), expected);
        let marked = expected.matches(": # goenvmgr silenced: ").count();
        assert_eq!(left.len(), lines.len() - marked, "{text}");
        assert_eq!(restored(&after), text.as_bytes());
    }

    #[test]
    fn silenced_lines_do_nothing_and_come_back_byte_for_byte() {
        let text = "a\nif x; then\n\teval \"$(goenv init -)\"\nfi\nexport GOENV_ROOT=1 # mine";
        let expected = "a\nif x; then\n\t: # goenvmgr silenced: eval \"$(goenv init -)\"\nfi\n\
                        : # goenvmgr silenced: export GOENV_ROOT=1 # mine";
        check("/h/.bashrc", text, &[3, 5], expected);
        let (text, expected) =
            ("set -gx GOENV_ROOT 1\r\n", ": # goenvmgr silenced: set -gx GOENV_ROOT 1\r\n");
        check("/h/config.fish", text, &[1], expected);
    }

    #[test]
    fn silenced_are_no_lines_that_are_parts_of_others_or_in_words_unknown() {
        for (path, text) in [
            ("/h/.bashrc", "x() {\n  export A=1 \\\nexport GOENV_ROOT=2\n}"),
            ("/h/.bashrc", "x='\n\nexport GOENV_ROOT=2\n'"),
            ("/h/.bashrc", "cat <<E\n\nexport GOENV_ROOT=2\nE\n"),
            ("/h/.bashrc", "\n\nalias go='GOENV_ROOT=2 go'\n"),
            ("/h/rc.elv", "\n\nexport GOENV_ROOT=2\n"),
        ] {
            check(path, text, &[3], text);
        }
    }
}
