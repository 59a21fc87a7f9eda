//! Which checksum database an install asks.

use crate::base::fault::Result;
use crate::go::sumdb::client::Proxy;
use crate::go::sumdb::gosumdb::Database;
use crate::settings::goenv::DatabaseOff;

/// Which checksum database is asked.
#[derive(Clone, Debug)]
pub(crate) enum ChecksumDatabase {
    /// None.
    Off(DatabaseOff),
    /// This one, through these proxies where they serve it.
    Ask {
        database: Database,
        /// The proxies of GOPROXY.
        proxies: Vec<Proxy>,
    },
}

impl ChecksumDatabase {
    /// Its name, where it is asked.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::Off(_) => None,
            Self::Ask { database, .. } => Some(database.name.clone()),
        }
    }

    /// The database and its proxies, for `what`, which `command` does.
    ///
    /// # Errors
    /// Where none is asked (exit 2).
    pub(crate) fn needed(&self, what: &str, command: &str) -> Result<(&Database, &[Proxy])> {
        match self {
            Self::Off(off) => Err(off.refuse(what, command)),
            Self::Ask { database, proxies } => Ok((database, proxies)),
        }
    }
}
