//! Asks the checksum database beside the download.

use std::cell::{Cell, OnceCell};
use std::thread::Scope;

use super::{ChecksumDatabase, Installer};
use crate::base::fault::Result;
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::{Client, Evidence, SumdbError, SumdbErrorKind};
use crate::go::version::GoVersion;
use crate::settings::goenv::DatabaseOff;
use crate::sys::net::Patience;
use crate::sys::threads::{self, Beside};

/// What the checksum database says of one version.
#[derive(Clone, Debug)]
pub(super) enum LookupAnswer {
    /// Its record, verified.
    Record(Box<Evidence>),
    /// It was not asked; what says so.
    Off(DatabaseOff),
    /// No record, no answer, or an answer that contradicts itself.
    Failed(SumdbError),
}

/// A question to the checksum database; asked once, and once more for who can wait.
pub(super) struct ChecksumLookup<'scope> {
    installer: &'scope Installer<'scope>,
    version: GoVersion,
    asked: Cell<Option<Beside<'scope, LookupAnswer>>>,
    brief: OnceCell<LookupAnswer>,
    patient: OnceCell<LookupAnswer>,
}

impl<'scope> ChecksumLookup<'scope> {
    /// Asks on a thread of its own.
    pub(super) fn begin<'env>(
        scope: &'scope Scope<'scope, 'env>,
        installer: &'scope Installer<'scope>,
        version: &GoVersion,
    ) -> Self {
        let about = version.clone();
        let asked = threads::beside(scope, move || ask(installer, &about, Patience::Brief));
        Self {
            installer,
            version: version.clone(),
            asked: Cell::new(Some(asked)),
            brief: OnceCell::new(),
            patient: OnceCell::new(),
        }
    }

    /// What it said. A database that missed its two seconds is asked once more only by who has
    /// nothing else left (`patient`).
    pub(super) fn answer(&self, patient: bool) -> &LookupAnswer {
        let first = self.brief.get_or_init(|| {
            let asked = self.asked.take().and_then(Beside::join);
            asked.unwrap_or_else(|| ask(self.installer, &self.version, Patience::Brief))
        });
        match first {
            LookupAnswer::Failed(error) if patient && is_late(error) => {
                self.patient.get_or_init(|| ask(self.installer, &self.version, Patience::Long))
            }
            said => said,
        }
    }
}

/// The h1 that the checksum database has of a version for the installer's platform; `None` where it has none.
///
/// # Errors
/// When no database is asked (exit 2), or it gives no answer, or one that contradicts itself (exit 3, 6).
pub(crate) fn recorded(installer: &Installer<'_>, version: &GoVersion) -> Result<Option<String>> {
    match ask(installer, version, Patience::Long) {
        LookupAnswer::Record(evidence) => Ok(Some(evidence.h1)),
        LookupAnswer::Failed(error) if error.kind == SumdbErrorKind::NotFound => Ok(None),
        LookupAnswer::Failed(error) => Err(error.into()),
        LookupAnswer::Off(off) => Err(off.refuse("this", "…")),
    }
}

fn is_late(error: &SumdbError) -> bool {
    error.kind == SumdbErrorKind::NotReached { first_contact: true }
}

fn ask(installer: &Installer<'_>, version: &GoVersion, patience: Patience) -> LookupAnswer {
    let (database, proxies) = match &installer.upstream.checksum_database {
        ChecksumDatabase::Off(said) => return LookupAnswer::Off(said.clone()),
        ChecksumDatabase::Ask { database, proxies } => (database, proxies.clone()),
    };
    let client = Client::new(installer.fetch, database, proxies, installer.home.state())
        .cache(installer.home.cache())
        .telling(installer.progress)
        .patience(patience);
    match client.lookup(TOOLCHAIN_MODULE, &installer.platform.module_version(version)) {
        Ok(evidence) => LookupAnswer::Record(Box::new(evidence)),
        Err(error) => LookupAnswer::Failed(error),
    }
}
