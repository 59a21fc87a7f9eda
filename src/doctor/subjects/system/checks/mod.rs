//! The checks.

pub(in crate::doctor) mod clock;
pub(in crate::doctor) mod limits;
