//! Who could change a toolchain, or what is recorded about it, besides its keeper.

use std::path::Path;

use crate::base::fault::Result;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::fs::exposed::Exposed;
use crate::sys::fs::{self, probe};
use crate::toolchains::store::{Installed, Receipt};

/// Who could change an installed toolchain, or what is recorded about it, besides its keeper.
///
/// # Errors
/// When a directory of it cannot be read (exit 3).
pub(crate) fn installed(home: &Home, installed: &Installed) -> Result<Vec<Exposed>> {
    let around = around(home, &installed.version).into_iter();
    Ok(around.chain(below(&installed.root)?).collect())
}

/// Who could put other files in the place of these, or of what is recorded about them.
pub(super) fn around(home: &Home, version: &GoVersion) -> Vec<Exposed> {
    let keeper = probe::see(&home.toolchains()).map_or(0, |seen| seen.uid);
    let records = [Receipt::path(home, version), Receipt::manifest_path(home, version)];
    [home.toolchains(), home.receipts()]
        .iter()
        .chain(&records)
        .flat_map(|path| fs::exposed::itself(path, keeper))
        .collect()
}

/// What others could change of a toolchain of ours: it is rightly that of whoever owns `toolchains/`.
pub(super) fn below(root: &Path) -> Result<Vec<Exposed>> {
    tree(root, root.parent().unwrap_or(root))
}

/// What others could change of a tree. It is rightly its keeper's: whoever owns `keeper`, or root.
pub(super) fn tree(root: &Path, keeper: &Path) -> Result<Vec<Exposed>> {
    let owner = probe::see(keeper).map_or(0, |seen| seen.uid);
    fs::exposed::by_others(root, owner)
}
