//! What changes in a text, line by line: what comes and what goes, and nothing that stays. These are
//! files that people keep secrets in, so the values of what sounds like one are left out.

use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::base::secret::redact;
use crate::base::visible::visible;

/// Lines that go and lines that come, at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Hunk {
    /// The first of them, counted from 1: in the file as it will be or, where lines only go, as it is.
    pub line: usize,
    /// Lines that go.
    pub removed: Vec<String>,
    /// Lines that come.
    pub added: Vec<String>,
}

/// What changes. A line break that only the end of the text lacks is no change.
pub(crate) fn hunks(before: &[u8], after: &[u8]) -> Vec<Hunk> {
    let (old, new) = (lines(before), lines(after));
    let shown = |lines: &[&[u8]], range: Range<usize>| -> Vec<String> {
        lines[range].iter().map(|line| shown(line)).collect()
    };
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter();
    let changes = operations.filter(|one| !matches!(one, DiffOp::Equal { .. }));
    let hunk = |change: DiffOp| {
        let (gone, come) = (change.old_range(), change.new_range());
        Hunk {
            line: 1 + if come.is_empty() { gone.start } else { come.start },
            removed: shown(&old, gone),
            added: shown(&new, come),
        }
    };
    changes.map(hunk).collect()
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\n").unwrap_or(line)).collect()
}

/// A line as it may be shown: without credentials, and without what a reader would not see.
pub(crate) fn shown(line: &[u8]) -> String {
    let line = String::from_utf8_lossy(line);
    let line = redact(line.trim_end_matches(['\n', '\r']));
    let kept = secret(&line).map_or(line.as_str(), |end| &line[..end]);
    let mut shown = visible(kept).into_owned();
    if kept.len() < line.len() {
        shown.push('…');
    }
    shown
}

/// Parts of the names that people give to secrets.
const SECRETS: [&str; 8] =
    ["TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL", "APIKEY", "_KEY", "AUTHORIZATION"];

/// Where the value of what sounds like a secret begins: after its name and what assigns it.
fn secret(line: &str) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut from = 0;
    while let Some(start) = line[from..].find(is_name).map(|at| from + at) {
        let end = line[start..].find(|c| !is_name(c)).map_or(line.len(), |at| start + at);
        let name = line[start..end].to_ascii_uppercase();
        let in_path = line[..start].ends_with(['/', '.', '-']);
        let value = line[end..].trim_start_matches([' ', '\t', '=', ':', '"', '\'']);
        let assigned = value.len() < line.len() - end && !value.is_empty();
        if !in_path && assigned && SECRETS.iter().any(|word| name.contains(word)) {
            return Some(line.len() - value.len());
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let hunks = hunks(before.as_bytes(), after.as_bytes());
        let hunk = |hunk: &Hunk| format!("{}-{:?}+{:?}", hunk.line, hunk.removed, hunk.added);
        hunks.iter().map(hunk).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn difference_shows_what_changes_and_nothing_that_stays() {
        for (before, after, expected) in [
            ("a\nb\nc\n", "a\nb\nc\n", ""),
            ("a\nTOKEN=1\nc\nd\n", "b\nTOKEN=1\nc\n", r#"1-["a"]+["b"] 4-["d"]+[]"#),
            ("a\nsecret\n", "new\na\nsecret\nend\n", r#"1-[]+["new"] 4-[]+["end"]"#),
            ("a", "a\nb\n", r#"2-[]+["b"]"#),
            ("a\r\nb\n", "a\nb\n", r#"1-["a"]+["a"]"#),
            ("", "x", r#"1-[]+["x"]"#),
        ] {
            assert_eq!(told(before, after), expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn difference_leaves_out_the_values_of_secrets_and_no_others() {
        for (line, expected) in [
            ("export GITHUB_TOKEN=ghp_x y", "export GITHUB_TOKEN=…"),
            ("set -gx npm_token 'abc'", "set -gx npm_token '…"),
            ("$env:AWS_SECRET_ACCESS_KEY = \"abc\"", "$env:AWS_SECRET_ACCESS_KEY = \"…"),
            ("curl -H \"Authorization: Bearer x\"", "curl -H \"Authorization: …"),
            ("GOPROXY=https://me:pw@host/x", "GOPROXY=https://host/x"),
            ("export PASSWORD=", "export PASSWORD="),
            (". '/home/token/env.sh'", ". '/home/token/env.sh'"),
            ("KEYMAP=de TERM=dumb", "KEYMAP=de TERM=dumb"),
            ("A=\u{1b}[0m", "A=\\u{1b}[0m"),
        ] {
            let shown = shown(line.as_bytes());
            assert!(!shown.contains("pw"), "{shown}");
            if !line.starts_with("GOPROXY") {
                assert_eq!(shown, expected);
            }
        }
    }
}
