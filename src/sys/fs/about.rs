//! What a look at a file says: times, mode, owner, names. Each system keeps them in its own form.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

pub(super) use os::{accessed, changed, group, id, id_at, mode, modified, names, owner};

use std::time::{Duration, SystemTime};

/// A time of so many seconds and nanoseconds since 1970.
pub(super) fn time(seconds: i64, nanoseconds: i64) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let part = Duration::from_nanos(nanoseconds.unsigned_abs());
    match seconds < 0 {
        true => SystemTime::UNIX_EPOCH - whole + part,
        false => SystemTime::UNIX_EPOCH + whole + part,
    }
}
