//! What a build leaks or lacks: targets, race detector, flags, versions.

pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod messages;
