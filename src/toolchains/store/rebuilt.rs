//! That a toolchain was built again from its own source, and by which Go.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;

/// A build of a toolchain from its own source that gave the published bytes. The names of the fields are the keys
/// of the JSON, here and below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// The Go that built it.
    pub bootstrap: BuiltBy,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The h1 of what came of it, which is the recorded one.
    pub h1: String,
}

/// A Go that built another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltBy {
    /// Its version.
    pub version: GoVersion,
    /// Its GOROOT, for people.
    pub path: String,
    /// Whether its own files were held against the checksum database just before.
    pub verified: bool,
}

/// `go1.26.8 (verified)`, `go1.26.8 in /usr/local/go (not verified)`.
impl std::fmt::Display for BuiltBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.version.toolchain();
        match self.verified {
            true => write!(f, "{name} (verified)"),
            false => write!(f, "{name} in {} (not verified)", Path::new(&self.path).visible()),
        }
    }
}
