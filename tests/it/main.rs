//! Everything that a user would miss, in one integration binary.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]
#![cfg_attr(
    not(unix),
    allow(dead_code, unused_imports, reason = "helpers of tests that only Unix has")
)]

mod aliases;
#[expect(unreachable_pub, reason = "helpers shared inside one test binary")]
mod clean;
mod commands;
mod completions;
mod config;
mod dead;
mod env_lines;
mod exec;
mod foreign;
mod goauth;
mod goenv;
mod gomod_strict;
mod goswitch;
mod hostile;
mod install;
mod install_ps1;
mod install_sources;
mod layers;
mod leaks;
mod listing;
mod lookup;
mod manifest;
mod net;
mod offline;
mod pins;
mod proxy_rules;
mod real;
mod resume;
mod scan;
mod setup;
mod sources;
mod sumdb;
mod sumdb_go;
#[expect(unreachable_pub, reason = "a module of helpers shared inside one test binary")]
mod support;
mod tidy;
mod upgrade;
mod verify;
mod version;
mod vulnerabilities;

// What only Unix has, or is asked of. What of the others Windows runs stands in tests/platforms/integration.
#[cfg(unix)]
mod another_home;
#[cfg(unix)]
mod bare;
#[cfg(unix)]
mod beginnings;
#[cfg(unix)]
mod book;
#[cfg(unix)]
mod doctor;
#[cfg(unix)]
mod generations;
#[cfg(unix)]
mod health;
#[cfg(unix)]
mod ide;
#[cfg(unix)]
mod import;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod lock;
#[cfg(unix)]
mod locks;
#[cfg(unix)]
mod mirror;
#[cfg(unix)]
mod modcache;
#[cfg(unix)]
mod modes;
#[cfg(unix)]
mod mounted;
#[cfg(unix)]
mod names;
#[cfg(unix)]
mod output;
#[cfg(unix)]
mod packaging;
#[cfg(unix)]
mod planted;
#[cfg(unix)]
mod promises;
#[cfg(unix)]
mod reads;
#[cfg(unix)]
mod recorded;
#[cfg(unix)]
mod self_uninstall;
#[cfg(unix)]
mod self_update;
#[cfg(unix)]
mod shared_home;
#[cfg(unix)]
mod shells;
#[cfg(unix)]
mod stamp;
#[cfg(unix)]
mod static_link;
#[cfg(unix)]
mod system;
#[cfg(unix)]
mod tools;
#[cfg(unix)]
mod trust;
#[cfg(unix)]
mod unusable;
#[cfg(unix)]
mod user_hooks;
#[cfg(unix)]
mod verbose;

/// The shells that have a hook and run here; the quick tier has fewer.
pub(crate) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];
