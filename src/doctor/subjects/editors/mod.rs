//! What editors set.

pub(in crate::doctor) mod checks;
pub mod facts;
pub(in crate::doctor) mod messages;
