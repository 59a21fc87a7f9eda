//! Values that every wing speaks: no input or output.

pub(crate) mod counted;
pub(crate) mod difference;
pub mod digest;
pub mod fault;
pub(crate) mod json;
pub(crate) mod line_ends;
pub(crate) mod origin;
pub mod progress;
pub(crate) mod quoting;
pub(crate) mod secret;
pub(crate) mod visible;
