//! What a user may ask for: a version, a line of versions, or a word.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::GoVersion;
use super::told::{characters, looks_like_a_version};

/// A version request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `1.22.5`, `go1.22.5`, `v1.22.5`, `1.22rc1`: this one.
    Exact(GoVersion),
    /// `1.22` or `1.22.x`: the newest of this minor; `1`: of this major.
    Line(GoVersion),
    /// `latest` or `stable`: the newest release.
    Latest,
    /// `oldstable`: the newest release of the minor before that of `latest`.
    OldStable,
    /// `rc`: the newest release candidate or beta.
    Rc,
    /// `system`: none of ours, whatever Go the machine has.
    System,
}

const WANTED: &str = "1.22.5, 1.22, 1.22rc1, latest, oldstable, rc or system";

/// The text asks for nothing that exists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a Go version{why}; write {WANTED}")]
pub struct NotARequest {
    text: String,
    why: &'static str,
    length: usize,
}

impl NotARequest {
    /// The message where the text comes from a file: what does not look like a version is not quoted.
    pub fn in_a_file(&self) -> String {
        if looks_like_a_version(&self.text) {
            return self.to_string();
        }
        format!("{} that are no Go version; write {WANTED}", characters(self.length))
    }
}

impl Request {
    /// Whether this version is one that the request may mean, whatever else there is.
    pub fn matches(&self, version: &GoVersion) -> bool {
        match self {
            Self::Exact(wanted) => wanted == version,
            Self::Line(line) if line.is_major_only() => {
                line.parts().major == version.parts().major && !version.is_language()
            }
            Self::Line(line) => line.same_line(version) && !version.is_language(),
            Self::Latest | Self::OldStable => !version.is_prerelease() && !version.is_language(),
            Self::Rc => version.is_prerelease(),
            Self::System => false,
        }
    }

    /// The newest release, where it is newer than what `rc` means among these: a candidate that
    /// has become a release is no news.
    pub fn overtaken_by<'a>(
        &self,
        versions: impl IntoIterator<Item = &'a GoVersion> + Clone,
    ) -> Option<&'a GoVersion> {
        let candidate = self.newest(versions.clone()).filter(|_| *self == Self::Rc)?;
        let release = Self::Latest.newest(versions)?;
        (release.compare(candidate).is_gt()).then_some(release)
    }

    /// Those of these versions that a list for the request has: every one of a line, and the one
    /// that a word stands for.
    pub fn among<'a>(&self, versions: &'a [GoVersion]) -> Vec<&'a GoVersion> {
        match self {
            Self::Latest | Self::OldStable | Self::Rc => {
                self.newest(versions).into_iter().collect()
            }
            _ => versions.iter().filter(|version| self.matches(version)).collect(),
        }
    }

    /// The version that the request means where these are all there are. Releases go before
    /// prereleases, and a plain version before somebody's own build of it.
    pub fn newest<'a>(
        &self,
        versions: impl IntoIterator<Item = &'a GoVersion>,
    ) -> Option<&'a GoVersion> {
        let matching: Vec<_> = versions.into_iter().filter(|v| self.matches(v)).collect();
        let newest = newest_of(matching.iter().copied())?;
        if *self != Self::OldStable {
            return Some(newest);
        }
        newest_of(matching.into_iter().filter(|v| !v.same_line(newest)))
    }
}

fn newest_of<'a>(versions: impl Iterator<Item = &'a GoVersion>) -> Option<&'a GoVersion> {
    versions.max_by(|a, b| {
        let release = (!a.is_prerelease()).cmp(&!b.is_prerelease());
        release.then_with(|| a.compare(b)).then_with(|| b.cmp(a))
    })
}

impl FromStr for Request {
    type Err = NotARequest;

    fn from_str(text: &str) -> Result<Self, NotARequest> {
        let length = text.chars().count();
        let refuse = |why| NotARequest { text: text.chars().take(64).collect(), why, length };
        match text {
            "latest" | "stable" => return Ok(Self::Latest),
            "oldstable" => return Ok(Self::OldStable),
            "rc" => return Ok(Self::Rc),
            "system" => return Ok(Self::System),
            "tip" | "gotip" => return Err(refuse(": development builds are not published")),
            _ => {}
        }
        let bare = text.strip_prefix("go").or_else(|| text.strip_prefix('v')).unwrap_or(text);
        if let Some(line) = bare.strip_suffix(".x").or_else(|| bare.strip_suffix(".*")) {
            let version = GoVersion::parse(line).filter(|v| names_a_line(v, line));
            return version.map(Self::Line).ok_or_else(|| refuse(""));
        }
        let version = GoVersion::parse(bare).ok_or_else(|| refuse(why_not(bare)))?;
        Ok(if names_a_line(&version, bare) { Self::Line(version) } else { Self::Exact(version) })
    }
}

/// `1.22`, and `1.20` too: whoever writes it means the newest of that minor, not `1.20.0`.
fn names_a_line(version: &GoVersion, text: &str) -> bool {
    text.split('.').count() <= 2 && !version.is_prerelease() && !version.has_suffix()
}

fn why_not(bare: &str) -> &'static str {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if bare.split('.').any(|part| number(part) && part.len() > 1 && part.starts_with('0')) {
        return " (a number has a leading zero)";
    }
    if bare.split('.').count() == 3 && (bare.contains("rc") || bare.contains("beta")) {
        return " (only a minor has release candidates: 1.22rc1)";
    }
    ""
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // "1.20" would be read as the line again.
            Self::Exact(version) if names_a_line(version, &version.0) => {
                f.pad(&format!("{}.{}.0", version.parts().major, version.parts().minor))
            }
            Self::Exact(version) | Self::Line(version) => version.fmt(f),
            Self::Latest => f.pad("latest"),
            Self::OldStable => f.pad("oldstable"),
            Self::Rc => f.pad("rc"),
            Self::System => f.pad("system"),
        }
    }
}

impl Serialize for Request {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
