//! Files of a project as text → facts: go.mod, go.work and go.sum.

mod module;
pub mod strict;
mod sum;

use crate::go::version::{GoVersion, looks_like_a_version, told};

pub use module::{Directive, ModFile, ModuleVersion, Replace, directives, modules};
pub use sum::sums;

/// The least version that a go.mod or go.work asks for, and the line that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// The `toolchain` line's version, or the `go` line's where that is greater or alone.
    pub version: GoVersion,
    /// The line, counted from 1.
    pub line: usize,
    /// The line as it stands, without its comment and what else stands behind: `go 1.22.5`.
    pub text: String,
    /// The `go` line's version: what the go command cannot do without.
    pub required: Option<GoVersion>,
}

/// Why a go.mod or go.work says nothing usable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct BadLine {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// Reads the `go` and `toolchain` lines; `None` where neither stands there.
///
/// Go chooses its toolchain by a plain search for the first line that starts with the word
/// (`cmd/go/internal/gover/mod.go`), before it parses the file. So do we: a file with a mistake
/// further down, or a directive of a later Go, still says which version it wants.
///
/// # Errors
/// When the line that counts names no version.
pub fn minimum(file: &[u8]) -> Result<Option<Minimum>, BadLine> {
    let go = first_line(file, "go")
        .map(|found| found.minimum(GoVersion::parse(&found.word), "a Go version (1.22.5)"))
        .transpose()?;
    let toolchain = first_line(file, "toolchain")
        .filter(|found| !matches!(found.word.as_str(), "" | "default"))
        .map(|found| found.minimum(toolchain_version(&found.word), "a toolchain (go1.22.5)"))
        .transpose()?;
    let required = go.as_ref().map(|go| go.version.clone());
    let counts = match (go, toolchain) {
        (Some(go), Some(toolchain)) if toolchain.version.meets(&go.version) => Some(toolchain),
        (Some(go), _) => Some(go),
        (None, toolchain) => toolchain,
    };
    Ok(counts.map(|minimum| Minimum { required, ..minimum }))
}

/// What follows `go` or `toolchain` at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The rest of the line, without its comment.
    pub text: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// The `go` and the `toolchain` line as Go's search for them finds them, whatever they say.
pub fn asked(file: &[u8]) -> (Option<Word>, Option<Word>) {
    let word =
        |key| first_line(file, key).map(|Found { word, line, .. }| Word { text: word, line });
    (word("go"), word("toolchain"))
}

/// What follows a word at the start of a line.
struct Found {
    key: &'static str,
    word: String,
    line: usize,
}

impl Found {
    fn minimum(&self, version: Option<GoVersion>, wanted: &str) -> Result<Minimum, BadLine> {
        let key = self.key;
        let Some(version) = version else {
            let what = match looks_like_a_version(&self.word) {
                true => format!("\"{key} {}\" does not name {wanted}", self.word),
                false => format!("{} behind `{key}` do not name {wanted}", told(&self.word)),
            };
            return Err(BadLine { line: self.line, what });
        };
        let word = self.word.split_whitespace().next().unwrap_or_default();
        Ok(Minimum { version, line: self.line, text: format!("{key} {word}"), required: None })
    }
}

/// The first line that starts with `key` and a blank; its rest without comment and blanks.
fn first_line(file: &[u8], key: &'static str) -> Option<Found> {
    for (number, line) in file.split(|byte| *byte == b'\n').enumerate() {
        let Some(rest) = line.trim_ascii().strip_prefix(key.as_bytes()) else { continue };
        if !rest.starts_with(b" ") && !rest.starts_with(b"\t") {
            continue;
        }
        let rest = String::from_utf8_lossy(rest);
        let word = rest.split("//").next().unwrap_or_default().trim().to_owned();
        return Some(Found { key, word, line: number + 1 });
    }
    None
}

/// As Go reads a toolchain's name: a suffix may follow `-`, a blank or a tab, and counts for
/// nothing in comparisons.
fn toolchain_version(name: &str) -> Option<GoVersion> {
    GoVersion::from_toolchain(name.split([' ', '\t']).next()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn go_mod_is_read_by_the_line_that_counts() {
        for (file, wanted) in [
            ("module m\n\ngo 1.22.5\n", Some(("1.22.5", 3, "go 1.22.5"))),
            ("go 1.22\ntoolchain go1.22.7\n", Some(("1.22.7", 2, "toolchain go1.22.7"))),
            (
                "go 1.22\n\ttoolchain\tgo1.22.7-acme // why",
                Some(("1.22.7-acme", 2, "toolchain go1.22.7-acme")),
            ),
            ("go 1.23.1\ntoolchain go1.22.7\n", Some(("1.23.1", 1, "go 1.23.1"))),
            ("go 1.22\ntoolchain default\n", Some(("1.22", 1, "go 1.22"))),
            ("toolchain go1.22.7\n", Some(("1.22.7", 1, "toolchain go1.22.7"))),
            ("module m\r\ngo 1.21 // x\r\n", Some(("1.21", 2, "go 1.21"))),
            ("// go 1.9\ngopher 1\ngo\t1.22rc1", Some(("1.22rc1", 3, "go 1.22rc1"))),
            ("go 1.22\ngo 1.23\n", Some(("1.22", 1, "go 1.22"))),
            ("go 1.22\n<<<<<<< broken (\n", Some(("1.22", 1, "go 1.22"))),
            ("module m\n", None),
            ("go1.22\n", None),
            ("", None),
        ] {
            let read = minimum(file.as_bytes()).unwrap();
            let read = read.as_ref().map(|m| (m.version.to_string(), m.line, m.text.as_str()));
            let wanted = wanted.map(|(version, line, text)| (version.to_owned(), line, text));
            assert_eq!(read, wanted, "{file:?}");
        }
    }

    #[test]
    fn line_that_names_no_version_is_an_error_with_its_number() {
        for (file, line, word) in [
            ("module m\ngo 1.22.x\n", 2, "go 1.22.x"),
            ("go 1.22 1.23\n", 1, "1.22 1.23"),
            ("go 1.22\ntoolchain 1.22.5\n", 2, "go1.22.5"),
            ("go 1.22\ntoolchain go1/2\n", 2, "5 characters behind `toolchain`"),
            ("go \u{1b}[2J\n", 1, "4 characters behind `go`"),
        ] {
            let bad = minimum(file.as_bytes()).unwrap_err();
            assert_eq!(bad.line, line, "{file:?}");
            assert!(bad.what.contains(word), "{file:?}: {}", bad.what);
        }
    }

    #[test]
    fn go_line_is_what_go_cannot_do_without() {
        let both = minimum(b"go 1.22\ntoolchain go1.23.1\n").unwrap().unwrap();
        assert_eq!(both.required.unwrap().to_string(), "1.22");
    }

    proptest! {
        #[test]
        fn gomod_of_any_bytes_is_read_or_refused(
            noise in prop::collection::vec(any::<u8>(), 0..300),
            text in "(go|toolchain|\\PC)[ \t\n](go)?[0-9.a-z\\-/]{0,12}",
        ) {
            let _ = minimum(&noise);
            let _ = minimum(text.as_bytes());
        }
    }
}
