//! Which facts, in what order, how long; and what the checks say to them.

mod decide;
mod gather;

pub(crate) use decide::{decide, with_required};
pub(super) use decide::{is_bad, milliseconds};
pub(crate) use gather::gather;
