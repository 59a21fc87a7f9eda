//! What PATH finds.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod first;
pub(in crate::doctor) mod messages;
