//! Go's own configuration: where it stands, what it says, and what that does.

pub(in crate::doctor) mod file;
pub(in crate::doctor) mod flags;
pub(in crate::doctor) mod lines;
pub(in crate::doctor) mod places;
pub(in crate::doctor) mod project;
pub(in crate::doctor) mod target;
pub(in crate::doctor) mod toolchain;
pub(in crate::doctor) mod trust;
pub(in crate::doctor) mod workspace;

use super::{minor, root};
use crate::doctor::model::facts::Facts;

/// Whether the Go at hand is at least this minor release.
pub(in crate::doctor) fn at_least(facts: &Facts, wanted: u32) -> bool {
    let version =
        root(facts).ok().and_then(|root| root.version.clone().or(root.go_version.clone()));
    version.and_then(|version| minor(&version)).is_none_or(|found| found >= (1, wanted))
}
