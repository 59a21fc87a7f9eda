//! The checksum database.

pub(in crate::doctor) mod checks;
