//! Installed toolchains: stored, installed, verified, counted.

pub mod install;
pub mod inventory;
pub mod store;
pub mod verify;
