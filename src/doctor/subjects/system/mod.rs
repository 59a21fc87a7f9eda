//! Limits, memory, what the kernel counted.

pub mod cgroup;
pub(in crate::doctor) mod checks;
pub mod facts;
pub(in crate::doctor) mod messages;
