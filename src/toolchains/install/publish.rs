//! Makes a verified toolchain visible.

use std::time::Instant;

use super::Installer;
use super::slot::Slot;
use super::verify::VerifiedToolchain;
use crate::base::fault::Result;
use crate::settings::toolchain_dir;
use crate::sys::fs::{atomic, publish as disk};

/// Receipt and manifest are written into the tree in staging, all of it is flushed once, then it
/// gets its place (see [`change`](crate::toolchains::store::change)). Returns how many milliseconds
/// the flush took.
pub(super) fn publish(
    installer: &Installer<'_>,
    slot: &Slot,
    verified: VerifiedToolchain,
) -> Result<u64> {
    let dir = &verified.staged().dir;
    atomic::create_dir(&toolchain_dir::ours(dir))?;
    let manifest = verified.staged().tree.to_text();
    atomic::write_cache(&toolchain_dir::manifest(dir), manifest.as_bytes())?;
    let receipt = verified.receipt(installer.platform, installer.now);
    receipt.write(&toolchain_dir::receipt(dir))?;
    atomic::create_dir(&installer.home.toolchains())?;
    atomic::create_dir(&installer.home.receipts())?;
    installer.interrupt.check()?;
    let began = Instant::now();
    disk::flush(dir)?;
    let flushed = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    installer.interrupt.commit(|| slot.change().publish(dir, installer.progress))?;
    if let Some(kept) = verified.into_staged().kept {
        kept.discard();
    }
    Ok(flushed)
}
