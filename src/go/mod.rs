//! What Go defines: bytes to meaning and back.

pub mod archive;
pub(crate) mod buildinfo;
pub(crate) mod escape;
pub mod goconfig;
pub mod godev;
pub mod gomod;
pub mod goproxy;
pub mod goswitch;
pub mod platform;
pub(crate) mod quoted;
pub(crate) mod semver;
pub mod sources;
pub mod sumdb;
pub(crate) mod tree;
pub mod version;
pub mod vulnerabilities;
