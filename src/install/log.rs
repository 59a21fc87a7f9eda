//! Asks the checksum database beside the download.

use std::cell::{Cell, OnceCell};
use std::thread::{Scope, ScopedJoinHandle};

use super::{Installer, Log};
use crate::net::Patience;
use crate::platform::TOOLCHAIN_MODULE;
use crate::sumdb::{Client, Evidence, Kind, SumdbError};
use crate::version::GoVersion;

/// What the log said about one version.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// Its record, proved.
    Record(Box<Evidence>),
    /// It was not asked; what says so.
    Off(String),
    /// No record, no answer, or an answer that contradicts itself.
    Failed(SumdbError),
}

/// The place to ask; answers once.
pub(super) struct Desk<'scope, 'a> {
    installer: &'scope Installer<'a>,
    version: GoVersion,
    asked: Cell<Option<ScopedJoinHandle<'scope, Said>>>,
    said: OnceCell<Said>,
}

impl<'scope, 'a> Desk<'scope, 'a> {
    /// Asks on a thread of its own.
    pub(super) fn open<'env>(
        scope: &'scope Scope<'scope, 'env>,
        installer: &'scope Installer<'a>,
        version: &GoVersion,
    ) -> Self {
        let version = version.clone();
        let about = version.clone();
        let asked = scope.spawn(move || ask(installer, &about, Patience::Brief));
        Self { installer, version, asked: Cell::new(Some(asked)), said: OnceCell::new() }
    }

    /// What it said. Where nothing else could vouch (`needed`), a database that missed its two
    /// seconds is asked once more with patience: it is then the last one left.
    pub(super) fn said(&self, needed: bool) -> &Said {
        self.said.get_or_init(|| {
            let first = self.asked.take().and_then(|asked| asked.join().ok());
            match first {
                Some(Said::Failed(error)) if needed && is_late(&error) => {
                    ask(self.installer, &self.version, Patience::Long)
                }
                Some(said) => said,
                None => ask(self.installer, &self.version, Patience::Brief),
            }
        })
    }
}

fn is_late(error: &SumdbError) -> bool {
    error.kind == Kind::NotReached { first_contact: true }
}

fn ask(installer: &Installer<'_>, version: &GoVersion, patience: Patience) -> Said {
    let (database, proxies) = match &installer.upstream.log {
        Log::Off(said) => return Said::Off(said.clone()),
        Log::Ask { database, proxies } => (database, proxies.clone()),
    };
    let client = Client::new(installer.fetch, database, proxies, installer.home.state())
        .cache(installer.home.cache())
        .patience(patience);
    match client.lookup(TOOLCHAIN_MODULE, &installer.platform.module_version(version)) {
        Ok(evidence) => Said::Record(Box::new(evidence)),
        Err(error) => Said::Failed(error),
    }
}
