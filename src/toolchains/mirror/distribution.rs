//! A toolchain as it is published: one version for one platform.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::go::platform::Platform;
use crate::go::version::GoVersion;

/// One version for one platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Distribution {
    /// The version.
    pub version: GoVersion,
    /// For which machines.
    pub platform: Platform,
}

impl Distribution {
    /// The version of the toolchain's module that holds it.
    pub(super) fn module_version(&self) -> String {
        self.platform.module_version(&self.version)
    }

    /// What such a version holds.
    pub(super) fn of_module_version(text: &str) -> Option<Self> {
        let (version, platform) = Platform::of_module_version(text)?;
        Some(Self { version, platform })
    }

    /// By version, then by platform.
    pub(super) fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        let name = |one: &Self| one.platform.to_string();
        a.version.compare(&b.version).then_with(|| name(a).cmp(&name(b)))
    }
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {}", self.version.toolchain(), self.platform)
    }
}

/// `{"version": "1.22.5", "platform": "linux/amd64"}`
impl Serialize for Distribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut both = serializer.serialize_struct("Distribution", 2)?;
        both.serialize_field("version", &self.version)?;
        both.serialize_field("platform", &self.platform.to_string())?;
        both.end()
    }
}
