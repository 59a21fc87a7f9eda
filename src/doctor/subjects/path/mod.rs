//! What PATH finds.

pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod common;
pub mod facts;
pub(in crate::doctor) mod messages;
