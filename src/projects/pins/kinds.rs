//! The kinds of pin file: a row for each, in the order in which one directory is asked. A new kind is a
//! row here, with what reads it and what writes it; nothing else names one.

use std::fmt;

use super::edit::Edit;
use super::requests::{PinError, PinLine};
use super::{manifest_pin, mise, words};
use crate::base::fault::Result as OrFault;
use crate::projects::manifest;
use crate::projects::scan::Level;

/// A kind of pin file: everything that there is to know about one.
pub struct PinFile {
    /// The file's name.
    pub name: &'static str,
    /// When it pins, in a few words; empty where it always does.
    pub when: &'static str,
    /// The most that is read of it, in bytes: a hostile one costs no time.
    pub(super) limit: u64,
    /// What it asks for; `None` where it is about other things.
    pub(super) read: Read,
    /// Its text with another first request.
    pub(super) write: fn(&Edit<'_>) -> OrFault<String>,
}

/// How a kind is read.
pub(super) enum Read {
    /// From its text.
    Text(fn(&[u8]) -> Result<Option<PinLine>, PinError>),
    /// From what is known of the directory: a manifest is parsed once, for its variables too.
    Level(fn(&Level, &[u8]) -> Result<Option<PinLine>, PinError>),
}

/// A line or two.
const SHORT: u64 = 4096;

/// All, in order. Of mise's names the dotted one goes before the other, as in mise
/// (`src/config/mod.rs`, `LOCAL_CONFIG_FILENAMES`: later wins).
pub static KINDS: [PinFile; 5] = [
    PinFile {
        name: manifest::FILE,
        when: "with a version",
        limit: manifest::LIMIT,
        read: Read::Level(manifest_pin::read),
        write: manifest_pin::write,
    },
    PinFile {
        name: ".go-version",
        when: "",
        limit: SHORT,
        read: Read::Text(words::go_version),
        write: words::write_go_version,
    },
    PinFile {
        name: ".tool-versions",
        when: "with a golang or go line",
        limit: SHORT,
        read: Read::Text(words::tool_versions),
        write: words::write_tool_versions,
    },
    PinFile {
        name: ".mise.toml",
        when: "with [tools] go or golang",
        limit: mise::LIMIT,
        read: Read::Text(mise::read),
        write: mise::write,
    },
    PinFile {
        name: "mise.toml",
        when: "with [tools] go or golang",
        limit: mise::LIMIT,
        read: Read::Text(mise::read),
        write: mise::write,
    },
];

/// The kind that `pin` makes where no file of a directory pins: most tools read it.
pub(super) static NEW: &PinFile = &KINDS[1];

impl PinFile {
    /// The kind of files of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// What the bytes of such a file ask for: nothing where its kind is not read from its text alone.
    ///
    /// # Errors
    /// When a line asks for what is no request.
    pub fn parse(&self, file: &[u8]) -> Result<Option<PinLine>, PinError> {
        match self.read {
            Read::Text(read) => read(file),
            Read::Level(_) => Ok(None),
        }
    }
}

impl PartialEq for PinFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for PinFile {}

impl fmt::Debug for PinFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names_of_their_own_and_the_new_one_is_go_version() {
        let mut names: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(NEW.name, ".go-version");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KINDS.len());
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_panic(text in "[\\x00-\\x7fé\\[\\]=\"'\n#.:a-z]{0,60}") {
            for kind in &KINDS {
                let _ = kind.parse(text.as_bytes());
                let _ = kind.parse(format!("tools.go = {text}").as_bytes());
                let _ = kind.parse(format!("golang {text}").as_bytes());
            }
        }
    }
}
