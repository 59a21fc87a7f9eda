//! Evidence: all that is needed to check, offline and from scratch, that the log holds a record.

use serde::{Deserialize, Serialize};

use super::head::SignedHead;
use super::key::VerifierKey;
use super::{record, tlog};
use crate::base::digest::Sha256Sum;

/// One record of the log with its proof; stands in a toolchain's receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The database's name.
    pub database: String,
    /// Its verifier key, `name+hash+key`.
    pub key: String,
    /// The module.
    pub module: String,
    /// The module's version.
    pub version: String,
    /// What the record says: `h1:…`.
    pub h1: String,
    /// The record's place in the log, from 0.
    pub record_id: u64,
    /// The record as the log has it.
    pub record: String,
    /// The signed head under which it was verified, signatures included.
    pub head: String,
    /// How many records the log had then.
    pub tree_size: u64,
    /// The inclusion proof, leaf to root.
    pub proof: Vec<Sha256Sum>,
    /// Which address answered, without credentials.
    pub asked: String,
}

/// Why evidence proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record of {module}@{version} in {database}: {why}")]
pub struct EvidenceError {
    database: String,
    module: String,
    version: String,
    why: String,
}

impl Evidence {
    /// Checks signature, proof and record again, and says what the log has for this module
    /// version. Which key may be believed is the caller's to decide: see [`Evidence::key`].
    ///
    /// # Errors
    /// [`EvidenceError`]: the first thing that does not hold.
    pub fn check(&self) -> Result<Sha256Sum, EvidenceError> {
        self.recheck().map_err(|why| EvidenceError {
            database: self.database.clone(),
            module: self.module.clone(),
            version: self.version.clone(),
            why,
        })
    }

    fn recheck(&self) -> Result<Sha256Sum, String> {
        let key = VerifierKey::parse(&self.key).map_err(|error| error.to_string())?;
        if key.name() != self.database {
            return Err(format!("the key is that of {}", key.name()));
        }
        let head = SignedHead::open(self.head.as_bytes(), &key).map_err(|e| e.to_string())?.head;
        if head.size != self.tree_size {
            return Err(format!("the head is of {} records, not {}", head.size, self.tree_size));
        }
        let leaf = tlog::record_hash(self.record.as_bytes());
        let root = tlog::root_by_inclusion(self.record_id, head.size, leaf, &self.proof);
        if root != Some(head.root) {
            return Err("the proof does not lead to the signed root".to_owned());
        }
        let h1 = record::h1_of(&self.record, &self.module, &self.version)?;
        if h1.to_h1() != self.h1 {
            return Err(format!("the log has {}, not {}", h1.to_h1(), self.h1));
        }
        Ok(h1)
    }
}
