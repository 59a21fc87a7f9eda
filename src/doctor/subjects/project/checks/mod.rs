//! The checks.

pub(in crate::doctor) mod main_module;
pub(in crate::doctor) mod module;
pub(in crate::doctor) mod refused;
