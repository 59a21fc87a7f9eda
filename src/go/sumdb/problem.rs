//! What can go wrong with a checksum database, told apart by what it means for an install.

use std::path::PathBuf;

use crate::base::fault::{Exit, Fault};
use crate::base::visible::Visible as _;

/// A lookup failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct SumdbError {
    /// What it means.
    pub kind: SumdbErrorKind,
    /// What happened, and to which database, module and address (without credentials).
    pub what: String,
    /// Where proof of a fork was kept.
    pub evidence: Option<PathBuf>,
}

/// What a [`SumdbError`] means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumdbErrorKind {
    /// No usable answer: network, 403, 5xx, a web page. Nothing is known about the record.
    NotReached {
        /// Missed the two seconds of a first contact: may be asked again with more patience.
        first_contact: bool,
    },
    /// The database answered 404 or 410: it says that it has no such record.
    NotFound,
    /// An answer that contradicts its signature, its proof, or what was signed before.
    Misbehaving,
    /// The lookup cannot even be asked: names, addresses, GOSUMDB.
    Misconfigured,
    /// Our own disk: the remembered head cannot be read or written.
    Local,
}

impl SumdbError {
    pub(super) fn new(kind: SumdbErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), evidence: None }
    }

    pub(super) fn misbehaving(what: impl Into<String>) -> Self {
        Self::new(SumdbErrorKind::Misbehaving, what)
    }
}

impl From<SumdbError> for Fault {
    fn from(error: SumdbError) -> Self {
        let exit = match error.kind {
            SumdbErrorKind::NotReached { .. } | SumdbErrorKind::Local => Exit::Unfinished,
            SumdbErrorKind::NotFound => Exit::No,
            SumdbErrorKind::Misbehaving => Exit::Integrity,
            SumdbErrorKind::Misconfigured => Exit::Usage,
        };
        let fault = Self::new(exit, error.what);
        match error.evidence {
            None => fault,
            Some(path) => fault
                .because(format!("proof, with both signed heads: {}", path.visible()))
                .hint("keep that file and report it to the database's operators; for sum.golang.org: https://go.dev/issue/new"),
        }
    }
}
