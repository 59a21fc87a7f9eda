//! What shells are told, and what their start-up files say.

pub mod activate;
pub mod ide;
pub mod lost;
pub mod probe;
pub mod setup;
pub mod shell;
