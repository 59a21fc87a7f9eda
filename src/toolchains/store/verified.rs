//! What verified a toolchain, in short.

use serde::Serialize;

use super::receipt::Receipt;
use crate::base::digest::Sha256Sum;

/// The value of `verified` in JSON output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// SHA-256 of the archive, where a release index has the same.
    pub sha256: Option<Sha256Sum>,
    /// SHA-256 of the archive, where the user named it.
    pub own_sha256: Option<Sha256Sum>,
    /// h1 of the files, where the checksum database has the same.
    pub h1: Option<String>,
    /// The database that was asked.
    pub transparency: Option<Transparency>,
    /// Why nothing verified it, where `--unverified` installed it.
    pub unverified: Option<String>,
}

/// The checksum database that holds the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transparency {
    /// Its name.
    pub database: String,
    /// How many records it held when it was asked.
    pub tree_size: u64,
}

impl Receipt {
    /// What verified the toolchain, in short.
    pub fn verified(&self) -> Verified {
        Verified {
            sha256: self.sha256.as_ref().map(|index| index.sha256),
            own_sha256: self.own_sha256,
            h1: self.transparency.as_ref().map(|evidence| evidence.h1.clone()),
            transparency: self.transparency.as_ref().map(|evidence| Transparency {
                database: evidence.database.clone(),
                tree_size: evidence.tree_size,
            }),
            unverified: self.unverified.clone(),
        }
    }
}

/// How messages call the hash of `install --sha256`.
pub const OWN_HASH: &str = "the user's own hash";

impl std::fmt::Display for Verified {
    /// For people: `sha256 + sum.golang.org`, `sha256`, `unverified`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let own = self.own_sha256.map(|_| OWN_HASH);
        let log = self.transparency.as_ref().map(|log| log.database.as_str());
        let all: Vec<_> = [self.sha256.map(|_| "sha256"), own, log].into_iter().flatten().collect();
        f.write_str(if all.is_empty() { "unverified" } else { "" })?;
        f.write_str(&all.join(" + "))
    }
}
