//! Names that a user gives: to a toolchain that is linked, to a request that is typed often.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::told::{WORDS, looks_like_a_version, told};

/// Longer than any name that is typed.
const LONGEST: usize = 40;

/// Words that mean something to goenvmgr, to Go, or to other managers; and what Windows has devices by.
const TAKEN: [&str; 11] =
    ["all", "aux", "con", "go", "goenvmgr", "gofmt", "nul", "prn", "ref", "self", "version"];

/// Words that are requests. All other requests begin with a digit or a sign, behind `go` or `v` or not.
const REQUESTS: [&str; 5] = ["latest", "oldstable", "rc", "stable", "system"];

/// Development builds have no release: who links one may call it so.
const FREE: [&str; 2] = ["gotip", "tip"];

/// A name: small letters, digits and dashes behind a letter, and no version request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAName(String);

impl Name {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words that have the form of a name and are none, besides requests and what looks like one.
    pub fn taken() -> impl Iterator<Item = &'static str> {
        let words =
            WORDS.into_iter().filter(|word| !FREE.contains(word) && !REQUESTS.contains(word));
        words.chain(TAKEN)
    }

    /// What is wrong with a text whose letters are those of a name.
    fn is_taken(text: &str) -> bool {
        let digit = |rest: Option<&str>| {
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        // COM1, LPT1: Windows takes them for devices, whatever the directory.
        let port = ["com", "lpt"]
            .iter()
            .any(|port| text.strip_prefix(port).is_some_and(|n| n.len() == 1 && digit(Some(n))));
        let version = digit(text.strip_prefix("go")) || digit(text.strip_prefix('v'));
        !FREE.contains(&text)
            && (looks_like_a_version(text) || TAKEN.contains(&text) || version || port)
    }
}

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let has_form =
            text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_letter);
        if !has_form || text.len() > LONGEST {
            let wanted = "a name begins with a small letter; small letters, digits and dashes follow, 40 at most";
            return Err(NotAName(wanted.to_owned()));
        }
        match Self::is_taken(text) {
            true => Err(NotAName(format!("{} means something else already", told(text)))),
            false => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
