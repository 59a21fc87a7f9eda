//! What there is to install: the versions that the first source with a list knows of.

use super::Installer;
use super::sources::{self, AvailableVersions};
use crate::base::fault::Result;

pub(super) fn list(installer: &Installer<'_>) -> Result<AvailableVersions> {
    let list = sources::ask_all(installer, |source, patience| source.versions(patience));
    let mut list = list.map_err(|failure| failure.conclude("a list of versions"))?;
    list.versions.sort_by(|a, b| b.cmp(a));
    list.versions.dedup();
    Ok(list)
}
