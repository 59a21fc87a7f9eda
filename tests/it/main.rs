//! Everything that a user would miss, in one integration binary.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

mod aliases;
mod another_home;
mod bare;
mod beginnings;
mod book;
#[expect(unreachable_pub, reason = "helpers shared inside one test binary")]
mod clean;
mod commands;
mod completions;
mod config;
mod dead;
mod doctor;
mod env_lines;
mod exec;
mod foreign;
mod generations;
mod goauth;
mod goenv;
mod gomod_strict;
mod goswitch;
mod health;
mod hostile;
mod ide;
mod import;
mod install;
mod install_ps1;
mod install_sources;
mod kills;
mod layers;
mod leaks;
mod limits;
mod links;
mod listing;
mod lock;
mod locks;
mod lookup;
mod manifest;
mod mirror;
mod modcache;
mod modes;
mod mounted;
mod names;
mod net;
mod offline;
mod output;
mod packaging;
mod pins;
mod planted;
mod promises;
mod proxy_rules;
mod real;
mod recorded;
mod resume;
mod scan;
mod self_uninstall;
mod self_update;
mod setup;
mod shared_home;
mod shells;
mod sources;
mod stamp;
mod static_link;
mod sumdb;
mod sumdb_go;
#[expect(unreachable_pub, reason = "a module of helpers shared inside one test binary")]
mod support;
mod system;
mod tidy;
mod tools;
mod trust;
mod unusable;
mod upgrade;
mod user_hooks;
mod verbose;
mod verify;
mod version;
mod vulnerabilities;

/// The shells that have a hook and run here; the quick tier has fewer.
pub(crate) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];
