//! goenvmgr installs, proves and switches Go toolchains.
//!
//! The modules stand in floor order. A room imports downward only (`tests/it/tidy.rs` reads every
//! `use crate::` line and fails on one that looks upward, or on a circle); rooms on one floor may
//! know each other as long as no circle arises. ARCHITECTURE.md has the map in prose.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests build the little worlds that rooms act in")
)]

#[cfg(not(target_os = "linux"))]
compile_error!("goenvmgr runs on Linux: what it knows of macOS and Windows are rules, not doors");

// Ground floor: words. Pure values, no input or output.
pub mod digest;
pub mod envdiff;
pub mod fault;
pub mod goconfig;
pub mod gomod;
pub mod goswitch;
pub mod json;
pub mod origin;
pub mod platform;
pub mod progress;
pub mod quoting;
pub mod secret;
pub mod tree;
pub mod version;
pub mod visible;

// First floor: doors. The only rooms that touch the machine.
pub mod env;
#[expect(clippy::disallowed_methods, reason = "the door that the others are sent to")]
pub mod fs;
pub mod interrupt;
pub mod net;
pub mod proc;
pub mod replace;
pub mod threads;

// Second floor: languages. Bytes to meaning and back.
pub mod archive;
pub mod buildinfo;
pub mod difference;
pub mod elf;
pub mod godev;
pub mod goproxy;
pub mod shell;
pub mod sources;
pub mod sumdb;

// Third floor: rooms of the product.
pub mod activate;
pub mod caches;
pub mod config;
pub mod doctor;
pub mod goenv;
pub mod home;
pub mod install;
pub mod inventory;
pub mod manifest;
pub mod probe;
pub mod seen;
pub mod select;
pub mod setup;
pub mod store;
pub mod system;
pub mod verify;
pub mod within;

// Roof: faces.
pub mod cli;
pub mod ui;

// The workshop: no program has it. Above the roof, for it looks into every room.
#[cfg(any(test, fuzzing))]
#[allow(clippy::disallowed_methods, reason = "fuzzing puts archives into directories of its own")]
pub mod fuzz;
