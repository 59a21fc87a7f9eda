//! What became of one version.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::fault::Fault;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::toolchains::store::verified::Verified;
use crate::toolchains::store::{Receipt, Store};

/// What happened to one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    Installed,
    /// It stood there, whole.
    Present,
    /// It stood there, damaged or unverified, and was replaced.
    Repaired,
    /// It stood there and was replaced because that was asked for.
    Reinstalled,
}

/// One version, installed. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Installation {
    pub version: GoVersion,
    /// Its GOROOT.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    pub path: PathBuf,
    /// What happened.
    pub status: Status,
    /// Why it was replaced, where it was repaired.
    pub reason: Option<String>,
    /// `go.dev`, `goproxy` or `local`; null where no receipt says.
    pub source: Option<String>,
    /// The URL without credentials, or the path, that the bytes came from.
    pub origin: Option<String>,
    /// Regular files.
    pub files: Option<u64>,
    /// Sum of their sizes in bytes.
    pub size_bytes: Option<u64>,
    /// What verified it; null where no receipt says.
    pub verified: Option<Verified>,
    /// Directories that a release archive has and this toolchain has not.
    pub absent: Vec<String>,
    /// What could not be checked, and why.
    pub notes: Vec<String>,
    /// Milliseconds that flushing to disk took before it became visible.
    pub flush_ms: u64,
}

/// Why a version was not installed, and which, as far as it was known by then.
#[derive(Clone, Debug)]
pub struct Failure {
    pub version: Option<GoVersion>,
    /// What happened.
    pub fault: Fault,
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        failure.fault
    }
}

impl Installation {
    /// What stands in the store now, by its receipt.
    pub(super) fn read(home: &Home, version: &GoVersion, status: Status) -> Self {
        let store = Store::new(home);
        let receipt = store.receipt(version);
        let known = receipt.as_ref();
        Self {
            version: version.clone(),
            path: store.root(version),
            status,
            reason: None,
            source: known.map(|r| r.source.clone()),
            origin: known.map(|r| r.origin.clone()),
            files: known.map(|r| r.files),
            size_bytes: known.map(|r| r.size_bytes),
            verified: known.map(Receipt::verified),
            absent: known.map(|r| r.absent.clone()).unwrap_or_default(),
            notes: known.map(|r| r.notes.clone()).unwrap_or_default(),
            flush_ms: 0,
        }
    }
}
