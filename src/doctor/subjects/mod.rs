//! What doctor looks at, one folder a subject: its facts, its checks.

pub(crate) mod build;
pub(crate) mod compiler;
pub(crate) mod editors;
pub(crate) mod filesystem;
pub(crate) mod install;
pub(crate) mod modules;
pub(crate) mod network;
pub(crate) mod path;
pub(crate) mod project;
pub(crate) mod proxy;
pub(crate) mod security;
pub(crate) mod settings;
pub(crate) mod startup;
pub(crate) mod sumdb;
pub(crate) mod system;
pub(crate) mod toolchain;
pub(crate) mod windows;

#[cfg(test)]
mod tests;
