//! The checks.

pub(in crate::doctor) mod cc;
pub(in crate::doctor) mod libc;
