//! How goenvmgr comes to a machine: manual pages, install.sh, the package, the action, workflows.

mod action;
mod container;
mod gitlab;
mod man;
mod managers;
mod placed;
mod recipes;
mod signed;

use std::path::Path;

/// The checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
