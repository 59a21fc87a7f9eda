//! The project around the working directory: go.mod, go.work, vendor.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
