//! What a directory asks for.

pub(crate) mod lock;
pub mod manifest;
pub mod other_defaults;
pub mod pins;
pub mod scan;
pub mod seen;
pub mod select;
pub(crate) mod toml_text;
