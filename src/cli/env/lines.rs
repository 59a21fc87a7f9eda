//! An environment as lines of a file, for what reads such files in place of a shell. They cannot take a
//! variable away: it becomes empty, which Go takes for not set.

use std::ffi::OsString;

use crate::base::fault::{Fault, Result};
use crate::sys::envdiff::{EnvDiff, RECORD};

/// As GitHub reads the file of `GITHUB_ENV`: `NAME=value`, or a heredoc where the value has several lines
/// (docs.github.com, workflow commands).
pub(super) fn github(diff: &EnvDiff) -> Result<String> {
    let line = |name: &str, value: &str| match value.contains('\n') {
        false => format!("{name}={value}\n"),
        true => {
            let end = end_of(value);
            format!("{name}<<{end}\n{value}\n{end}\n")
        }
    };
    all(diff, line)
}

/// `NAME="value"`, as programs that read `.env` files agree on.
pub(super) fn dotenv(diff: &EnvDiff) -> Result<String> {
    let quoted = |value: &str| {
        let mut out = String::from("\"");
        for c in value.chars() {
            match c {
                '"' | '\\' | '$' | '`' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                _ => out.push(c),
            }
        }
        out + "\""
    };
    all(diff, |name, value| format!("{name}={}\n", quoted(value)))
}

fn all(diff: &EnvDiff, line: impl Fn(&str, &str) -> String) -> Result<String> {
    let set = diff.set.iter().filter(|(name, _)| name != RECORD);
    let mut text = String::new();
    for (name, value) in set {
        text += &line(name, unicode(name, value)?);
    }
    diff.unset.iter().filter(|name| *name != RECORD).for_each(|name| text += &line(name, ""));
    Ok(text)
}

fn unicode<'a>(name: &str, value: &'a OsString) -> Result<&'a str> {
    value.to_str().ok_or_else(|| {
        Fault::usage(format!("{name} is not Unicode, and such a file holds nothing else"))
            .hint("eval \"$(goenvmgr env --shell bash)\"")
    })
}

/// A line that the value has not.
fn end_of(value: &str) -> String {
    let mut end = "END".to_owned();
    while value.lines().any(|line| line == end) {
        end.push('_');
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff() -> EnvDiff {
        EnvDiff {
            set: vec![
                ("A".into(), "x y$z\"`".into()),
                ("B".into(), "1\nEND\n2".into()),
                ("__GOENVMGR_UNDO".into(), "ours".into()),
            ],
            unset: vec!["GOROOT".into()],
        }
    }

    #[test]
    fn lines_for_github_say_values_of_several_lines_too() {
        let text = github(&diff()).unwrap();
        assert_eq!(text, "A=x y$z\"`\nB<<END_\n1\nEND\n2\nEND_\nGOROOT=\n");
    }

    #[test]
    fn lines_of_a_dotenv_file_are_quoted() {
        let text = dotenv(&diff()).unwrap();
        assert_eq!(text, "A=\"x y\\$z\\\"\\`\"\nB=\"1\\nEND\\n2\"\nGOROOT=\"\"\n");
    }
}
