//! Which releases have a known vulnerability of the standard library or the toolchain: the Go vulnerability
//! database, as it was on a day (table.txt; `.ci/vulnerabilities` makes it), or as it was read since. Whether a
//! program is reached by one is for govulncheck to say.

mod database;
mod osv;
mod table;

use std::sync::LazyLock;

use serde::Serialize;

use super::version::GoVersion;

pub use database::newer;
pub use table::Known;

static BUILT_IN: LazyLock<Known> = LazyLock::new(|| Known::read(include_str!("table.txt")));

/// What is known against a release. The names of the fields are keys of the JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Identifiers in the Go vulnerability database, the oldest first.
    pub ids: Vec<String>,
    /// The first release of its line that has none of them; null where there is no such one, or none of them.
    pub fixed_in: Option<GoVersion>,
}

impl Exposure {
    /// The same in words: `2 known vulnerabilities`, or none.
    pub fn count(&self) -> Option<String> {
        match self.ids.len() {
            0 => None,
            1 => Some("1 known vulnerability".to_owned()),
            many => Some(format!("{many} known vulnerabilities")),
        }
    }

    /// What is known against this version, and which release of its line has none of it.
    pub fn told(&self, version: &GoVersion) -> Option<String> {
        let line = version.language();
        let cured = match &self.fixed_in {
            Some(fixed) => format!("fixed in {fixed}"),
            None => format!("no {line} is without them"),
        };
        Some(format!("{version} has {}; {cured}", self.count()?))
    }
}
