//! The checksum database that the user's Go configuration names.

use std::fmt;

use super::GoEnv;
use crate::base::fault::{Fault, Result};
use crate::go::sumdb::Database;
use crate::go::sumdb::gosumdb::{self, Choice, SUM_GOLANG_ORG};

/// GOSUMDB, read.
#[derive(Clone, Debug)]
pub(crate) struct ChecksumSetting {
    /// As it is set, or Go's own.
    pub value: String,
    /// The database that it names.
    pub database: std::result::Result<Database, DatabaseOff>,
}

/// That no checksum database is asked: what says so, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DatabaseOff(String);

impl DatabaseOff {
    /// Refuses what cannot be done without one (exit 2). `command` is what to type after the program's name.
    pub(crate) fn refuse(&self, what: &str, command: &str) -> Fault {
        Fault::usage(format!("{what} needs the checksum database, but {self}"))
            .hint(format!("GOSUMDB=sum.golang.org goenvmgr {command} asks it this once"))
    }
}

impl fmt::Display for DatabaseOff {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl GoEnv {
    /// Which checksum database Go would ask. Set to nothing is an error, as to Go: no default stands behind it.
    ///
    /// # Errors
    /// Where GOSUMDB is one that Go refuses (exit 2, naming the layer).
    pub(crate) fn checksum_database(&self) -> Result<ChecksumSetting> {
        let set = self.authority("GOSUMDB");
        let said = set.as_ref().map_or_else(String::new, |set| format!(" ({})", set.origin));
        let value = set.map_or_else(|| SUM_GOLANG_ORG.to_owned(), |set| set.value);
        let choice = gosumdb::parse(&value).map_err(|error| {
            Fault::usage(format!("GOSUMDB{said} cannot be used: {error}"))
                .hint("GOSUMDB=sum.golang.org is Go's own; go env -u GOSUMDB goes back to it")
        })?;
        let database = match choice {
            Choice::Use(database) => Ok(database),
            Choice::Off => Err(DatabaseOff(format!("GOSUMDB=off{said}"))),
        };
        Ok(ChecksumSetting { value, database })
    }
}
