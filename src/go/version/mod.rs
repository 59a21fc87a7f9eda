//! Go versions: what Go's own `go/version` accepts, in the order that it gives them.
//!
//! `major[.minor[.patch | kind[pre]]][-suffix]`, numbers without leading zeros and of any length.
//! `1.20` is the same version as `1.20.0`; from 1.21 on a version without a patch names the
//! *language* and stands before its release candidates.

mod name;
mod parts;
mod range;
mod request;
pub mod support;
mod told;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use name::{Name, NotAName};
use parts::Parts;
pub use range::is_range;
pub use request::{NotARequest, Request};
pub use told::{looks_like_a_version, told};

/// A well-formed Go version.
///
/// Its order is that of `go/version`; where that sees no difference (`1.22.5` and `1.22.5-acme`)
/// the plain version comes first, so that two toolchains are never taken for one.
#[derive(Clone)]
pub struct GoVersion(String);

impl GoVersion {
    /// Reads `1.22.5`, `1.22rc1`, `1.22`, `1.22.5-acme`: no `go` in front.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = Parts::of(text)?;
        // "1.20.0" was published as go1.20: one version has one spelling.
        let short = parts.patch == "0" && parts.kind.is_empty() && parts.has_implied_patch();
        let kept = if short && text.split('.').count() > 2 {
            let suffix = &text[parts.base_len..];
            format!("{}.{}{suffix}", parts.major, parts.minor)
        } else {
            text.to_owned()
        };
        Some(Self(kept))
    }

    /// Reads a toolchain's name: `go1.22.5`.
    pub fn from_toolchain(name: &str) -> Option<Self> {
        Self::parse(name.strip_prefix("go")?)
    }

    /// Reads a GOROOT's VERSION as Go's own build does: the name on the first line, and below it
    /// at most the time of the release. Rule: `findgoversion` in `cmd/dist/build.go`.
    ///
    /// # Errors
    /// What is wrong with it, as "VERSION …".
    pub fn from_version_file(text: &str) -> Result<Self, String> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let name = first.trim_end_matches([' ', '\t', '\r']);
        if name.is_empty() {
            return Err("does not begin with a version".to_owned());
        }
        let odd = |line: &str| format!("holds {}, which name no release", told(line));
        for line in rest.lines() {
            match line.split_ascii_whitespace().collect::<Vec<_>>().as_slice() {
                [] => {}
                ["time", time] if is_time(time) => {}
                _ => return Err(odd(line)),
            }
        }
        Self::from_toolchain(name).ok_or_else(|| odd(first))
    }

    /// The toolchain's name: `go1.22.5`.
    pub fn toolchain(&self) -> String {
        // The one release whose name has no minor.
        if self.0 == "1.0" { "go1".to_owned() } else { format!("go{}", self.0) }
    }

    /// Whether it is an alpha, beta or release candidate.
    pub fn is_prerelease(&self) -> bool {
        !self.parts().kind.is_empty()
    }

    /// Whether it names a language version and no toolchain (`1.22`; but `1.20` is a toolchain).
    pub fn is_language(&self) -> bool {
        let parts = self.parts();
        parts.patch.is_empty() && parts.kind.is_empty()
    }

    /// Whether it has a suffix (`1.22.5-acme`): somebody's own build.
    pub fn has_suffix(&self) -> bool {
        !self.parts().suffix.is_empty()
    }

    /// The language version: `1.22` of `1.22.5`.
    #[must_use]
    pub fn language(&self) -> Self {
        let parts = self.parts();
        if (parts.major, parts.minor) == ("1", "0") {
            return Self(parts.major.to_owned());
        }
        Self(format!("{}.{}", parts.major, parts.minor))
    }

    /// The toolchain that Go asks for when this is a minimum: `1.22.0` for `1.22`, else itself.
    #[must_use]
    pub fn as_toolchain(&self) -> Self {
        if !self.is_language() {
            return self.clone();
        }
        let parts = self.parts();
        Self(format!("{}.{}.0{}", parts.major, parts.minor, parts.suffix))
    }

    /// The published toolchain that does the same work: `1.22.5` for `1.22.5-1.el9`, which nobody
    /// but its maker has.
    #[must_use]
    pub fn published(&self) -> Self {
        let toolchain = self.as_toolchain();
        let base_len = toolchain.parts().base_len;
        Self(toolchain.0[..base_len].to_owned())
    }

    /// Compares as `go/version` does: suffixes count for nothing.
    pub fn compare(&self, other: &Self) -> Ordering {
        self.parts().compare(&other.parts())
    }

    /// Whether it is `minimum` or later, as Go sees it.
    pub fn meets(&self, minimum: &Self) -> bool {
        self.compare(minimum).is_ge()
    }

    /// As [`GoVersion::meets`], for a version that stands in our own text: `1.23`.
    pub fn is_at_least(&self, minimum: &str) -> bool {
        Self::parse(minimum).is_none_or(|minimum| self.meets(&minimum))
    }

    /// Whether both are releases of one minor: `1.22.5` and `1.22rc1`.
    pub fn same_line(&self, other: &Self) -> bool {
        let (a, b) = (self.parts(), other.parts());
        (a.major, a.minor) == (b.major, b.minor)
    }

    /// Whether the text, which this was read from, means a line: `1.22`, and `1.20` too, since whoever writes it
    /// means the newest of that minor, not `1.20.0`.
    fn names_a_line(&self, text: &str) -> bool {
        text.split('.').count() <= 2 && !self.is_prerelease() && !self.has_suffix()
    }

    /// As no line is written: "1.20" would be read as one again.
    fn exactly(&self) -> String {
        match self.names_a_line(&self.0) {
            true => format!("{}.{}.0", self.parts().major, self.parts().minor),
            false => self.to_string(),
        }
    }

    fn is_major_only(&self) -> bool {
        !self.0.contains('.')
    }

    fn parts(&self) -> Parts<'_> {
        // A value of this type is well-formed: `parse` let it in.
        Parts::of(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for GoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for GoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for GoVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        a.compare(&b).then_with(|| a.suffix.cmp(b.suffix))
    }
}

impl PartialOrd for GoVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for GoVersion {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for GoVersion {}

impl Hash for GoVersion {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.parts();
        (parts.major, parts.minor, parts.patch, parts.kind, parts.pre, parts.suffix).hash(state);
    }
}

impl Serialize for GoVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for GoVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{} where a Go version stands", told(&text)))
        })
    }
}

/// As Go's release tool writes it: `2024-06-27T20:11:12Z`.
fn is_time(text: &str) -> bool {
    text.as_bytes().get(10) == Some(&b'T') && text.parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests;
