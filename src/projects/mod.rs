//! What a directory asks for.

pub mod manifest;
pub mod scan;
pub mod seen;
pub mod select;
