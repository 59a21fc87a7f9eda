//! What editors set.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
