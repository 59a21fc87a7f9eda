//! What no test can make a system say at will: `GOENVMGR_FAULT_RENAME=32:3:toolchains` lets the next three
//! renames of what has that in its path end with error 32. Programs that are built for use have none of it.

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Error, how often, and where.
type Said = (i32, u32, String);

static LEFT: Mutex<Option<Said>> = Mutex::new(None);

#[expect(clippy::disallowed_methods, reason = "for tests, below all that reads the environment")]
fn said() -> Option<Said> {
    let text = std::env::var("GOENVMGR_FAULT_RENAME").ok().filter(|_| cfg!(debug_assertions))?;
    let mut parts = text.splitn(3, ':');
    let (code, count) = (parts.next()?, parts.next()?);
    Some((code.parse().ok()?, count.parse().ok()?, parts.next()?.to_owned()))
}

/// What the rename of this path is to end with.
pub(in crate::sys) fn at(from: &Path) -> Option<io::Error> {
    let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    let (code, count, place) = left.get_or_insert_with(|| said().unwrap_or_default());
    if !from.to_string_lossy().contains(place.as_str()) {
        return None;
    }
    *count = count.checked_sub(1)?;
    Some(io::Error::from_raw_os_error(*code))
}
