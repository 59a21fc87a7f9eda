//! What doctor looks at, one folder a subject: its facts, its checks.

pub mod build;
pub mod compiler;
pub mod editors;
pub mod filesystem;
pub mod install;
pub mod modules;
pub mod network;
pub mod path;
pub mod project;
pub mod proxy;
pub mod security;
pub mod settings;
pub mod startup;
pub mod sumdb;
pub mod system;
pub mod toolchain;

#[cfg(test)]
mod tests;
