//! Values that every wing speaks: no input or output.

pub mod difference;
pub mod digest;
pub mod envdiff;
pub mod fault;
pub mod json;
pub mod origin;
pub mod progress;
pub mod quoting;
pub mod secret;
pub mod visible;
