//! The checks.

pub(in crate::doctor) mod answers;
pub(in crate::doctor) mod places;
