//! What the release index of the settings says.

use super::Installer;
use crate::go::godev::{self, Fetched, IndexFile};
use crate::go::sources::Answer;
use crate::go::version::GoVersion;
use crate::sys::net::Patience;

/// The index, or what came in place of one.
pub(super) fn fetch(installer: &Installer<'_>, patience: Patience) -> Result<Fetched, Answer> {
    let (url, cache) = (&installer.upstream.index_url, installer.home.cache());
    godev::fetch_index(installer.fetch, url, cache, patience, installer.now)
}

/// What it says of the archive of this version, where it can be asked.
pub(super) fn file(installer: &Installer<'_>, version: &GoVersion) -> Option<IndexFile> {
    fetch(installer, Patience::Brief).ok()?.index.file(version, installer.platform)
}
