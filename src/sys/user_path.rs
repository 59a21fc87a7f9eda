//! The PATH that every program of this user starts with, where the system keeps one beside the variables
//! of a process.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::sys::envdiff::Vars;
use crate::sys::path_list::SEPARATOR;

/// Where it is kept, in words; nothing where the system keeps none.
pub(crate) const PLACE: Option<&str> = os::PLACE;

/// What is kept, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UserPath {
    /// Whether variables in it are filled in, as a number of the system's.
    kind: u32,
    /// Its text in the system's own units.
    units: Vec<u16>,
}

impl UserPath {
    /// What it is made as where there is none.
    fn new() -> Self {
        Self { kind: os::EXPANDED, units: vec![0] }
    }

    /// The entries as they are written.
    pub(crate) fn entries(&self) -> Vec<String> {
        let text = String::from_utf16_lossy(self.text());
        text.split(SEPARATOR).map(str::to_owned).collect()
    }

    /// The same with an entry in front of all others.
    pub(crate) fn with(before: Option<&Self>, entry: &str) -> Self {
        let mut with = before.cloned().unwrap_or_else(Self::new);
        let separator = SEPARATOR.to_string();
        let glue = if with.text().is_empty() { "" } else { &separator };
        with.units.splice(0..0, entry.encode_utf16().chain(glue.encode_utf16()));
        with
    }

    /// The same without an entry, wherever it stands.
    pub(crate) fn without(&self, entry: &str) -> Self {
        let separator = SEPARATOR.to_string();
        let (entry, separator): (Vec<u16>, Vec<u16>) =
            (entry.encode_utf16().collect(), separator.encode_utf16().collect());
        let kept: Vec<&[u16]> = self
            .text()
            .split(|unit| separator.contains(unit))
            .filter(|one| *one != entry.as_slice())
            .collect();
        let end = self.units.get(self.text().len()..).unwrap_or_default();
        Self { kind: self.kind, units: [kept.join(&separator[..]).as_slice(), end].concat() }
    }

    /// What stands before the 0 that ends it.
    fn text(&self) -> &[u16] {
        self.units.split(|unit| *unit == 0).next().unwrap_or_default()
    }
}

/// What is kept now; nothing where it was never set.
///
/// # Errors
/// As the system says, or where it is no text.
pub(crate) fn read() -> io::Result<Option<UserPath>> {
    os::read()
}

/// Keeps it; nothing takes it away.
///
/// # Errors
/// As the system says.
pub(crate) fn write(path: Option<&UserPath>) -> io::Result<()> {
    os::write(path)
}

/// Tells the programs that start others of it. They may not listen: the next session reads it anyhow.
/// Whether they were told.
pub(crate) fn announce(vars: &Vars, dir: &Path) -> bool {
    os::announce(vars, dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> UserPath {
        UserPath { kind: 2, units: text.encode_utf16().collect() }
    }

    #[test]
    fn entry_comes_first_and_goes_again_unit_for_unit() {
        let separator = SEPARATOR;
        for before in ["a\0", "a", "", "\0", "%A%\u{fc}~b~~\0"] {
            let before = kept(&before.replace('~', &separator.to_string()));
            let with = UserPath::with(Some(&before), "ours");
            assert_eq!(with.entries().first().map(String::as_str), Some("ours"));
            assert_eq!(with.without("ours"), before, "{before:?}");
        }
        let alone = UserPath::with(None, "ours");
        assert_eq!(alone.entries(), ["ours"]);
    }
}
