//! The checks.

pub(in crate::doctor) mod goproxy;
pub(in crate::doctor) mod names;
pub(in crate::doctor) mod tls;
pub(in crate::doctor) mod values;
