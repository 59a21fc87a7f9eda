//! Installed toolchains: stored, installed, verified, counted.

pub(crate) mod build;
pub(crate) mod import;
pub(crate) mod install;
pub mod inventory;
pub(crate) mod links;
pub(crate) mod mirror;
pub mod store;
pub(crate) mod upgrade;
pub(crate) mod verify;
pub(crate) mod vulnerabilities;
