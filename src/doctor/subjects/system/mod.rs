//! Limits, memory, what the kernel counted.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
