//! Whether a version that stands in the store is whole: names, sizes and exec bits against its
//! manifest. Contents are `verify`'s.

use crate::base::fault::Result;
use crate::go::tree::{Tree, TreeFile};
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::settings::home::Home;
use crate::sys::fs::mode::is_as_executable;
use crate::sys::fs::read;
use crate::sys::fs::walk::{self, FileKind, WalkEntry};
use crate::toolchains::store::{Receipt, Store};

/// What stands in the store.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InstalledState {
    /// Nothing.
    Absent,
    /// A whole toolchain that the policy is content with.
    Whole,
    /// Something else; why, as "go1.22.5 is installed, but …".
    Damaged(String),
}

/// What stands in the store in the place of this version.
pub(super) fn read(home: &Home, version: &GoVersion, policy: Policy) -> Result<InstalledState> {
    let store = Store::new(home);
    let Some(installed) = store.find(version) else {
        return Ok(match read::is_taken(&store.root(version)) {
            true => InstalledState::Damaged("what stands there is no toolchain".to_owned()),
            false => InstalledState::Absent,
        });
    };
    let (receipt, manifest) = (store.receipt(version), Receipt::manifest(home, version));
    let (Some(receipt), Ok(Some(manifest))) = (receipt, manifest) else {
        return Ok(InstalledState::Damaged("its receipt is missing or damaged".to_owned()));
    };
    if let Some(path) = difference(&manifest, &walk::list(&installed.root)?) {
        return Ok(InstalledState::Damaged(format!("damaged ({path})")));
    }
    Ok(match policy {
        Policy::Transparency if receipt.transparency.is_none() => {
            InstalledState::Damaged("no record of a checksum database attests it".to_owned())
        }
        _ => InstalledState::Whole,
    })
}

/// The first file that is not as the manifest says, and how many more are not.
fn difference(manifest: &Tree, found: &[WalkEntry]) -> Option<String> {
    let mut wrong = manifest.files.iter().filter(|file| !is_there(file, found));
    let first = &wrong.next()?.path;
    Some(match wrong.count() {
        0 => first.clone(),
        more => format!("{first} and {more} more"),
    })
}

fn is_there(file: &TreeFile, found: &[WalkEntry]) -> bool {
    let at =
        found.binary_search_by(|f| f.path.as_os_str().as_encoded_bytes().cmp(file.path.as_bytes()));
    at.ok().and_then(|at| found.get(at)).is_some_and(|f| {
        f.kind == FileKind::File && f.size == file.size && is_as_executable(f.mode, file.executable)
    })
}
