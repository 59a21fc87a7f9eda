//! A line for a POSIX shell, ready to paste. Its text stands in the program; whatever comes from a
//! file, a variable or a server enters it as a word, and is quoted on its way in and nowhere else.

use std::ffi::OsStr;

use crate::shell;
use crate::visible::is_hidden;

/// A line to type. There is no way to make one of a text that was put together at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    /// Begins with this text, as it stands.
    pub fn of(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// Goes on with this text, as it stands.
    #[must_use]
    pub fn text(mut self, text: &'static str) -> Self {
        self.0.push_str(text);
        self
    }

    /// One more word.
    #[must_use]
    pub fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        self.0.push(' ');
        self.end(word)
    }

    /// The rest of a word that the text has begun: `NAME=`.
    #[must_use]
    pub fn end(mut self, rest: impl AsRef<OsStr>) -> Self {
        self.0.push_str(&shell::word(rest));
        self
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
        (!self.0.contains(hidden)).then_some(self.0)
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
    fn a_shell_reads_every_word_as_it_was_given() {
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
    fn what_a_terminal_would_not_show_is_not_typed() {
        for hidden in ["a\nid", "a\u{1b}[2K", "a\r", "\u{202e}x", "not \u{fffd}"] {
            assert_eq!(Line::of("rm").word(hidden).typed(), None, "{hidden:?}");
        }
    }
}
