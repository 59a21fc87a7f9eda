//! Go's configuration: where it stands, what it says, and what that does.

pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod common;
mod effective;
pub mod facts;
pub(in crate::doctor) mod messages;
