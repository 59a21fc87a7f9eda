//! The checks.

pub(in crate::doctor) mod file;
pub(in crate::doctor) mod flags;
pub(in crate::doctor) mod lines;
pub(in crate::doctor) mod places;
pub(in crate::doctor) mod project;
pub(in crate::doctor) mod target;
pub(in crate::doctor) mod toolchain;
pub(in crate::doctor) mod trust;
pub(in crate::doctor) mod workspace;
