//! The checks.

pub(in crate::doctor) mod readers;
pub(in crate::doctor) mod settings;
