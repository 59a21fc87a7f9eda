//! The checks.

pub(in crate::doctor) mod env;
pub(in crate::doctor) mod reach;
pub(in crate::doctor) mod value;
