//! From facts to plans, one file per part of a clean. Nothing here touches the machine.

pub(crate) mod builds;
pub(crate) mod downloads;
pub(crate) mod interrupted;
pub(crate) mod modules;
pub(crate) mod stale;
pub(crate) mod vendor;

use crate::base::counted::counted;

/// An age for people: `3 days`, `5 hours`.
pub(crate) fn age(now: i64, then: i64) -> String {
    let seconds = (now - then).max(0);
    let (number, unit) = match seconds {
        0..3600 => return "less than an hour".to_owned(),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    counted(number, unit)
}
