//! Where a value was set: what every message about a setting names.

use crate::base::visible::Visible as _;
use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere: it is built in.
    Default,
    /// In a file, at a line (from 1; 0 speaks of the file as a whole).
    File {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
    /// In an environment variable, by name.
    Environment(Cow<'static, str>),
    /// With an option on the command line, by name.
    Flag(&'static str),
}

impl Origin {
    /// A line of a file.
    pub fn file(path: impl Into<PathBuf>, line: usize) -> Self {
        Self::File { path: path.into(), line }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("built in"),
            Self::File { path, line: 0 } => write!(f, "{}", path.visible()),
            Self::File { path, line } => write!(f, "{}:{line}", path.visible()),
            Self::Environment(name) => write!(f, "{name} in the environment"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// `{"kind": "file", "path": …, "line": …}`, `{"kind": "environment", "name": …}`,
/// `{"kind": "flag", "name": …}` or `{"kind": "default"}`.
impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Default => map.serialize_entry("kind", "default")?,
            Self::File { path, line } => {
                map.serialize_entry("kind", "file")?;
                map.serialize_entry("path", &path.to_string_lossy())?;
                map.serialize_entry("line", &(*line > 0).then_some(*line))?;
            }
            Self::Environment(name) => {
                map.serialize_entry("kind", "environment")?;
                map.serialize_entry("name", name)?;
            }
            Self::Flag(name) => {
                map.serialize_entry("kind", "flag")?;
                map.serialize_entry("name", name)?;
            }
        }
        map.end()
    }
}
