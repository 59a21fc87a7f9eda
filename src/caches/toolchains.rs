//! Toolchains of ours that go.

use crate::fault::Result;
use crate::fs::remove;
use crate::home::Home;
use crate::progress::Progress;

/// Removes an installed toolchain (`go1.22.5`), its receipt and its shim.
///
/// # Errors
/// When it cannot be moved or removed whole (exit 3).
pub(super) fn uninstall(home: &Home, name: &str, progress: &dyn Progress) -> Result<()> {
    let aside = remove::aside(&home.toolchains().join(name), &home.staging(), name)?;
    for rest in [
        home.receipts().join(format!("{name}.json")),
        home.receipts().join(format!("{name}.files")),
        home.shims().join(name),
        home.state().join("used").join(name),
    ] {
        remove::tree(&rest, progress)?;
    }
    remove::tree(&aside, progress).map(drop)
}
