//! goenvmgr's own installation.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
mod open;
