//! Our paths and configuration, and Go's effective settings on this machine.

pub mod config;
pub mod goenv;
pub mod home;
pub mod own;
pub mod stamp;
pub(crate) mod system;
pub mod toolchain_dir;

/// The version for one shell, before any pin: `use` exports it, `use` without a version takes it away.
pub const GOENVMGR_VERSION: &str = "GOENVMGR_VERSION";
