//! One configuration file of Go's, and a value with where it was set.

use std::path::PathBuf;

use crate::base::origin::Origin;
use crate::go::goconfig::EnvText;
use crate::sys::fs::read;

/// A configuration file beyond this size is nobody's.
pub(super) const LIMIT: u64 = 1024 * 1024;

/// One configuration file.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub text: EnvText,
}

/// A value of Go's configuration and where it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoSetting {
    /// The value; may be empty where a file sets it to nothing.
    pub value: String,
    /// The layer, with file and line.
    pub origin: Origin,
}

impl Layer {
    pub(super) fn read(path: PathBuf) -> Option<Self> {
        let text = EnvText::parse(&read::bytes(&path, LIMIT).ok()??);
        Some(Self { path, text })
    }

    pub(crate) fn get(&self, key: &str) -> Option<GoSetting> {
        let (value, line) = self.text.get(key)?;
        Some(GoSetting { value: value.to_owned(), origin: Origin::file(&self.path, line) })
    }
}
