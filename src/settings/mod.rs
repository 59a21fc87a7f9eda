//! Our paths and configuration, and Go's effective settings on this machine.

pub mod config;
pub mod goenv;
pub mod home;
pub mod stamp;
pub mod system;
pub mod toolchain_dir;
