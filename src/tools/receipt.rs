//! What is recorded of a set: `set.json` in its directory.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::key::BuildKey;
use crate::base::fault::{Fault, Result};
use crate::sys::fs::{atomic, read};

const FILE: &str = "set.json";
/// More than any set has, in bytes.
const LIMIT: u64 = 1 << 20;

/// What was built, by which toolchain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// `go1.22.5`.
    pub toolchain: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Who built them, and under which variables.
    pub key: BuildKey,
    pub tools: Vec<Built>,
}

/// One tool, as it was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Built {
    pub name: String,
    pub package: String,
    pub version: String,
    /// The module that holds the package; `None` of a program that does not say.
    pub module: Option<String>,
    /// The hash of that module's files, as the go command had it verified: `h1:…`.
    pub sum: Option<String>,
    /// The Go that the program says it was built by.
    pub go: Option<String>,
    /// The other modules that it was built of, by their paths.
    #[serde(default)]
    pub dependencies: Vec<String>,
    /// The checksum database that verified all of them; `None` where settings exempt one.
    pub database: Option<String>,
    /// The program's length in bytes.
    pub size: u64,
}

impl Built {
    /// The modules that it was built of; its package, where it does not say which has it.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &str> {
        let own = self.module.as_deref().unwrap_or(&self.package);
        [own].into_iter().chain(self.dependencies.iter().map(String::as_str))
    }
}

impl Receipt {
    /// That of a set; `None` where there is none, or none that can be read.
    pub(crate) fn of(set: &Path) -> Option<Self> {
        Self::parse(&read::bytes(&set.join(FILE), LIMIT).ok()??)
    }

    /// Any bytes; `None` for what is none.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// Writes it into a set.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub(crate) fn write(&self, set: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| {
            Fault::unfinished(format!("could not write down what was built: {error}"))
        })?;
        atomic::write(&set.join(FILE), &text)
    }

    /// What it says of a program.
    pub(crate) fn get(&self, name: &str, package: &str, version: &str) -> Option<&Built> {
        let same = |built: &&Built| {
            built.name == name && built.package == package && built.version == version
        };
        self.tools.iter().find(same)
    }
}
