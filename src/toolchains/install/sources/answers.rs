//! What a source says of its versions.

use serde::Serialize;

use crate::go::version::GoVersion;

/// A request that has become a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Resolved {
    pub(in super::super) version: GoVersion,
    /// Who says that it is the newest, where that was asked.
    pub(in super::super) note: Option<String>,
}

/// A source's list. The names of the fields are keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AvailableVersions {
    /// Versions for this platform, newest first.
    pub versions: Vec<GoVersion>,
    /// Who has this list.
    pub source: String,
    /// What a reader should know of it.
    pub note: Option<String>,
}
