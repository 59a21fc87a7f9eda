//! What a directory asks for.

pub mod manifest;
pub mod pins;
pub mod scan;
pub mod seen;
pub mod select;
mod toml_text;
