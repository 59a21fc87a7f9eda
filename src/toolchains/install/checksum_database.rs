//! Which checksum database an install asks.

use crate::go::sumdb::client::Proxy;
use crate::go::sumdb::gosumdb::Database;

/// Which checksum database is asked.
#[derive(Clone, Debug)]
pub(crate) enum ChecksumDatabase {
    /// None: what says so, and where.
    Off(String),
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
}
