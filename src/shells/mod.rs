//! What shells are told, and what their start-up files say.

pub mod activate;
pub mod lost;
pub mod probe;
pub mod setup;
pub mod shell;
