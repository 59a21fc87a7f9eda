//! The journal of a toolchain that is emptied or filled where it lies.

use std::path::Path;

use crate::base::fault::Result;
use crate::settings::toolchain_dir;
use crate::sys::fs::{atomic, publish, read};

/// Longest journal that is read, in bytes.
const LIMIT: u64 = 4096;

/// What the journal says.
pub(super) enum JournalStep {
    /// The tree is being removed.
    Removing,
    /// It is being removed to make place for the one in staging of this name.
    Emptying(String),
    /// It is empty, and gets the one in staging of this name, entry by entry.
    Filling(String),
}

/// What is being done to the toolchain at `root`; nothing where it has no journal.
pub(super) fn read(root: &Path) -> Result<Option<JournalStep>> {
    let text = read::text(&toolchain_dir::journal(root), LIMIT)?;
    Ok(text.map(|text| match text.trim_end().split_once(' ') {
        Some(("emptying", new)) => JournalStep::Emptying(new.to_owned()),
        Some(("filling", new)) => JournalStep::Filling(new.to_owned()),
        // An emptied directory is no toolchain, whatever was meant.
        _ => JournalStep::Removing,
    }))
}

/// On disk before the first file goes.
pub(super) fn write(root: &Path, step: &JournalStep) -> Result<()> {
    let text = match step {
        JournalStep::Removing => "removing\n".to_owned(),
        JournalStep::Emptying(new) => format!("emptying {new}\n"),
        JournalStep::Filling(new) => format!("filling {new}\n"),
    };
    atomic::write(&toolchain_dir::journal(root), text.as_bytes())?;
    publish::flush(root)
}
