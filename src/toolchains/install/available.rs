//! What there is to install: the versions that the first source with a list knows of.

use serde::Serialize;

use super::{Installer, sources};
use crate::base::fault::Result;
use crate::go::version::GoVersion;

/// A source's list. The names of the fields are keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct AvailableVersions {
    /// Versions for this platform, newest first.
    pub versions: Vec<GoVersion>,
    /// Who has this list.
    pub source: String,
    /// What a reader should know of it.
    pub note: Option<String>,
}

pub(super) fn list(installer: &Installer<'_>) -> Result<AvailableVersions> {
    let list = sources::ask_all(installer, |source, patience| source.versions(patience));
    let mut list = list.map_err(|failure| failure.conclude("a list of versions"))?;
    list.versions.sort_by(|a, b| b.cmp(a));
    list.versions.dedup();
    Ok(list)
}
