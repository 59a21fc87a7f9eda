//! goenvmgr installs, verifies and switches Go toolchains.
//!
//! The wings stand in order: a wing imports only from those before it, and inside a wing files
//! import without circles (`tests/it/tidy.rs` reads every import). ARCHITECTURE.md has the map.

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        reason = "tests build the little worlds that the code acts in"
    )
)]

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
compile_error!("sys/ has no file for this system: see README.md for those that it knows");

pub mod base;

pub mod sys;

pub mod go;

pub mod settings;

pub mod toolchains;

pub mod projects;

pub(crate) mod tools;

#[expect(
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "`pub` is for other wings here; and PowerShell is a name"
)]
pub(crate) mod shells;

pub(crate) mod caches;

pub(crate) mod upkeep;

pub mod doctor;

#[expect(unreachable_pub, reason = "`pub` is for other files of the wing, and for the command")]
pub(crate) mod health;

pub(crate) mod ui;

pub mod cli;

// The workshop: no program has it. It looks into every wing.
#[cfg(any(test, fuzzing))]
#[allow(clippy::disallowed_methods, reason = "fuzzing puts archives into directories of its own")]
pub mod fuzz;
