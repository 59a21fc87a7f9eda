//! What the h1 of a toolchain must be: somebody has written it down.

use super::Options;
use crate::base::fault::{Fault, Result};
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::toolchains::store::Receipt;

/// An h1, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExpectedH1 {
    /// `h1:…`.
    pub(crate) h1: String,
    /// A file, or a generation.
    pub(crate) by: String,
}

/// Holds what has come, or stands in the store, against it.
///
/// # Errors
/// When it has another (exit 6).
pub(super) fn hold(options: &Options, version: &GoVersion, found: &str) -> Result<()> {
    let Some(ExpectedH1 { h1, by }) = options.h1.as_ref().filter(|it| it.h1 != found) else {
        return Ok(());
    };
    let name = version.toolchain();
    Err(Fault::integrity(format!("{name} is not what it was: {h1} in {by}, {found} now"))
        .hint(format!("goenvmgr verify --online {version}")))
}

/// The same for what stands in the store whole.
///
/// # Errors
/// When it has another (exit 6), or no receipt that can be read (exit 3).
pub(super) fn hold_installed(home: &Home, options: &Options, version: &GoVersion) -> Result<()> {
    match Receipt::load(home, version)? {
        Some(receipt) => hold(options, version, &receipt.h1),
        None => Ok(()),
    }
}
