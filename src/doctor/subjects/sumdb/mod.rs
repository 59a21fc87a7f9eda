//! The checksum database.

pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod messages;
