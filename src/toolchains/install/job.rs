//! What the steps of an installation hand on to each other.

use super::Installer;
use super::checksum_lookup::ChecksumLookup;
use super::slot::Slot;
use super::sources::ToolchainSource;
use crate::go::version::GoVersion;
use crate::sys::net::Patience;

/// The installation of one version.
#[derive(Clone, Copy)]
pub(super) struct Job<'a, 'scope> {
    pub(super) installer: &'a Installer<'a>,
    /// The right to change the version.
    pub(super) slot: &'a Slot,
    pub(super) version: &'a GoVersion,
    /// The question to the checksum database, asked beside the download.
    pub(super) lookup: &'a ChecksumLookup<'scope>,
}

/// One try to download it from one source.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a, 'scope> {
    pub(super) job: Job<'a, 'scope>,
    pub(super) source: &'a dyn ToolchainSource,
    pub(super) patience: Patience,
    /// Whether it may go on from what an earlier run left.
    pub(super) resume: bool,
}
