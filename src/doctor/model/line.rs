//! A line for a POSIX shell, ready to paste. Its text stands in the program; whatever comes from a
//! file, a variable or a server enters it as a word, and is quoted on its way in and nowhere else.

use std::ffi::OsStr;

use crate::base::quoting;
use crate::base::visible::is_hidden;

/// A line to type. There is no way to make one of a text that was put together at run time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// For a shell.
    typed: String,
    /// What the shell would start.
    argv: Vec<String>,
    /// Whether what comes next belongs to the last word.
    open: bool,
    /// Whether only a shell can make sense of it.
    shell: bool,
}

/// Words that a shell does by itself.
const BUILTINS: [&str; 10] =
    [".", "cd", "eval", "exec", "export", "hash", "set", "source", "ulimit", "unset"];

impl Line {
    /// Begins with this text, as it stands.
    pub fn of(text: &'static str) -> Self {
        Self::default().text(text)
    }

    /// Goes on with this text, as it stands.
    #[must_use]
    pub fn text(mut self, text: &'static str) -> Self {
        self.typed.push_str(text);
        self.shell |= !text.chars().all(|c| c == ' ' || quoting::is_plain(c));
        for (number, part) in text.split(' ').enumerate() {
            self.open &= number == 0;
            if !part.is_empty() {
                self.add(part);
            }
        }
        self
    }

    /// One more word.
    #[must_use]
    pub fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        self.typed.push(' ');
        self.open = false;
        self.end(word)
    }

    /// The rest of a word that the text has begun: `NAME=`.
    #[must_use]
    pub fn end(mut self, rest: impl AsRef<OsStr>) -> Self {
        self.typed.push_str(&quoting::word(&rest));
        self.add(&rest.as_ref().to_string_lossy());
        self
    }

    fn add(&mut self, part: &str) {
        match self.argv.last_mut().filter(|_| self.open) {
            Some(word) => word.push_str(part),
            None => self.argv.push(part.to_owned()),
        }
        self.open = true;
    }

    /// The same as a program and its arguments, where no shell is needed for it.
    pub(super) fn argv(&self) -> Option<Vec<String>> {
        let first = self.argv.first()?;
        let program = !BUILTINS.contains(&first.as_str()) && !first.contains('=');
        (program && !self.shell).then(|| self.argv.clone())
    }

    /// What is typed; nothing where a terminal would not show it as it is, or a byte of it is none
    /// of a text: such a line is not to be pasted.
    pub(super) fn typed(self) -> Option<String> {
        let hidden = |c: char| {
            // A line break would end the line. U+FFFD: what was not UTF-8. The last three turn the
            // order of what stands beside them around.
            is_hidden(c)
                || matches!(c, '\n' | '\t' | '\u{fffd}' | '\u{200e}' | '\u{200f}' | '\u{061c}')
        };
        (!self.typed.contains(hidden)).then_some(self.typed)
    }
}

impl From<&'static str> for Line {
    fn from(text: &'static str) -> Self {
        Self::of(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shell_reads_every_word_as_it_was_given() {
        for hostile in [
            "$(touch pwned)",
            "a b",
            "'; id; '",
            "`id`",
            "\\",
            "a'b\"c",
            "",
            "~",
            "*",
            "#",
            "=x",
            "!",
        ] {
            let line =
                Line::of("printf %s").word(hostile).text(" x=").end(hostile).typed().unwrap();
            for shell in ["bash", "zsh", "dash"] {
                let said = std::process::Command::new(shell).args(["-c", &line]).output().unwrap();
                let said = String::from_utf8_lossy(&said.stdout).into_owned();
                assert_eq!(said, format!("{hostile}x={hostile}"), "{shell}: {line}");
            }
        }
    }

    #[test]
    fn line_that_a_terminal_would_not_show_is_not_typed() {
        for hidden in ["a\nid", "a\u{1b}[2K", "a\r", "\u{202e}x", "not \u{fffd}"] {
            assert_eq!(Line::of("rm").word(hidden).typed(), None, "{hidden:?}");
        }
    }

    #[test]
    fn command_without_a_shell_has_the_words_that_the_shell_would_make() {
        let split = |line: Line| line.argv().map(|argv| argv.join("|"));
        for (line, argv) in [
            (Line::of("go mod vendor"), Some("go|mod|vendor")),
            (Line::of("").text("chown").word("0").word("/a b"), Some("chown|0|/a b")),
            (Line::of("sudo ").text("rm").word("$x"), Some("sudo|rm|$x")),
            (
                Line::of("go mod edit -dropuse=").end("./a'b").word("w"),
                Some("go|mod|edit|-dropuse=./a'b|w"),
            ),
            (Line::of("mv").word("a b").word("a b").text(".away"), Some("mv|a b|a b.away")),
            (Line::of("unset").word("GOROOT"), None),
            (Line::of("export GOTMPDIR=").end("/a b"), None),
            (Line::of("GOOS=plan9 go build"), None),
            (Line::of("eval \"$(goenvmgr init)\" && goenvmgr use").word("1.22"), None),
        ] {
            assert_eq!(split(line.clone()).as_deref(), argv, "{line:?}");
        }
    }
}
