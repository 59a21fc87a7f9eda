//! What Windows alone does to Go, and what it does to a Linux below it.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
