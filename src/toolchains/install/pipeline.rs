//! One version, from a choice to the store.

use super::checksum_lookup::ChecksumLookup;
use super::choice::Choice;
use super::expected;
use super::installed_state::{self, InstalledState};
use super::job::Job;
use super::publish::publish;
use super::search::search;
use super::slot::Slot;
use super::usable::make_usable;
use super::{Installation, Installer, Options, Status, local, permission};
use crate::base::fault::Result;

/// Installs it, where it does not stand there whole.
pub(super) fn install(
    installer: &Installer<'_>,
    choice: &Choice,
    options: &Options,
) -> Result<Installation> {
    let Installer { home, policy, progress, .. } = *installer;
    let version = &choice.version;
    // What is there and whole takes no lock and writes nothing: the store may be another's.
    if !options.reinstall
        && installed_state::read(home, version, policy)? == InstalledState::Whole
        && !permission::has_leftovers(home, version)
    {
        expected::hold_installed(home, options, version)?;
        return Ok(Installation::read(home, version, Status::Present));
    }
    permission::may_install(home, version)?;
    let slot = Slot::acquire(home, version, progress)?;
    slot.change().settle(progress)?;
    match installed_state::read(home, version, policy)? {
        InstalledState::Whole if !options.reinstall => {
            slot.sweep();
            expected::hold_installed(home, options, version)?;
            Ok(Installation::read(home, version, Status::Present))
        }
        before => replace(installer, &slot, choice, options, before),
    }
}

/// Puts it in the place of what stood there before.
fn replace(
    installer: &Installer<'_>,
    slot: &Slot,
    choice: &Choice,
    options: &Options,
    before: InstalledState,
) -> Result<Installation> {
    let version = &choice.version;
    tracing::debug!(%version, sources = ?installer.upstream.sources, "to install");
    slot.change().make_sure_it_can_come()?;
    installer.upstream.may_be_verified(installer.policy, options.unverified)?;
    if let InstalledState::Damaged(why) = &before {
        let name = version.toolchain();
        installer.progress.note(&format!("{name} is installed, but {why}: reinstalling it"));
    }
    let published = run(installer, slot, choice, options);
    // Last, so that nothing is deleted before the new tree stands: ext4 is slow to create files for
    // minutes after many were deleted.
    slot.sweep();
    let flush_ms = published?;
    tracing::debug!(%version, flush_ms, "published");
    let (status, reason) = match before {
        InstalledState::Absent => (Status::Installed, None),
        InstalledState::Whole => (Status::Reinstalled, None),
        InstalledState::Damaged(why) => (Status::Repaired, Some(why)),
    };
    Ok(Installation { reason, flush_ms, ..Installation::read(installer.home, version, status) })
}

/// The pipeline: fetch, unpack into staging and verify, from the first source whose bytes can be
/// verified; then publish. Archives are unpacked as they come, because the checksum database attests
/// files and not archives. Returns how many milliseconds the flush to disk took.
fn run(installer: &Installer<'_>, slot: &Slot, choice: &Choice, options: &Options) -> Result<u64> {
    let version = &choice.version;
    let verified = std::thread::scope(|scope| {
        // The checksum database is asked while bytes are on their way.
        let lookup = ChecksumLookup::begin(scope, installer, version);
        let job = Job { installer, slot, version, lookup: &lookup };
        match &choice.from {
            Some(from) => local::take(&job, from, options),
            None => search(&job),
        }
    })?;
    expected::hold(options, version, &verified.h1())?;
    let usable = make_usable(installer, verified)?;
    publish(installer, slot, usable)
}
