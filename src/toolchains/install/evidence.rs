//! Keeps what was refused, so that it can be shown to somebody.

use std::path::Path;

use super::Installer;
use super::kept_download::KeptDownload;
use super::staged::LOCAL;
use super::verify::Refused;
use crate::base::fault::{Exit, Fault};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::sys::fs::{atomic, read};

/// The refusal as a fault; where bytes disagree, they are kept and named.
pub(super) fn refuse(installer: &Installer<'_>, version: &GoVersion, refused: Refused) -> Fault {
    let Refused { staged, refusal } = refused;
    let fault = refusal.fault(version, &staged.origin);
    let fault = match (fault.exit, staged.kept) {
        (Exit::Integrity, kept) => {
            let archive = kept.and_then(KeptDownload::refuse);
            keep(installer, version, archive.as_deref(), fault)
        }
        (_, kept) => {
            if let Some(kept) = kept {
                kept.discard();
            }
            fault
        }
    };
    if staged.source == LOCAL { local_hints(fault, &staged.origin) } else { fault }
}

/// Writes down what was found, beside the archive where there is one.
pub(super) fn keep(
    installer: &Installer<'_>,
    version: &GoVersion,
    archive: Option<&Path>,
    fault: Fault,
) -> Fault {
    let name = format!("{}-{}.json", version.toolchain(), installer.now);
    let path = installer.home.state().join("evidence").join(name);
    let report = serde_json::json!({
        "version": version,
        "platform": installer.platform,
        "time": installer.now,
        "what": fault.what,
        "why": fault.causes,
        "archive": archive,
    });
    let text = format!("{report:#}\n");
    let fault = match archive {
        Some(archive) => fault.because(format!("kept as evidence: {}", archive.visible())),
        None => fault,
    };
    match atomic::write(&path, text.as_bytes()) {
        Ok(()) => fault.because(format!("written down in {}", path.visible())),
        Err(_) => fault,
    }
}

/// What to type where local bytes were refused.
pub(super) fn local_hints(fault: Fault, origin: &str) -> Fault {
    let fault = match (fault.exit, read::is_dir(Path::new(origin))) {
        (Exit::Integrity, true) => {
            let dir = word(origin);
            fault.hint(format!("goenvmgr verify {dir} --against-source names the files"))
        }
        _ => fault,
    };
    fault.hint("--unverified installs local bytes as they are, and marks them so")
}
