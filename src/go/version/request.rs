//! What a user may ask for: a version, a line of versions, or a word.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::quoting::word;

use super::GoVersion;
use super::name::Name;
use super::range::{Range, is_range};
use super::told::{characters, looks_like_a_version};

/// A version request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `1.22.5`, `go1.22.5`, `v1.22.5`, `1.22rc1`: this one.
    Exact(GoVersion),
    /// `1.22` or `1.22.x`: the newest of this minor; `1`: of this major.
    Line(GoVersion),
    /// `>=1.21 <1.24`, `~1.22.3`, `^1.22`: the newest that lies in it.
    Range(Range),
    /// `latest` or `stable`: the newest release.
    Latest,
    /// `oldstable`: the newest release of the minor before that of `latest`.
    OldStable,
    /// `rc`: the newest release candidate or beta.
    Rc,
    /// `system`: none of ours, whatever Go the machine has.
    System,
    /// `mygo`: a linked toolchain, or an alias; which, and whether there is one, is the store's and the
    /// configuration's to say.
    Named(Name),
}

const WANTED: &str = "1.22.5, 1.22, '>=1.21 <1.24', 1.22rc1, latest, oldstable, rc or system";

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
            Self::Range(range) => range.matches(version),
            Self::Latest | Self::OldStable => !version.is_prerelease() && !version.is_language(),
            Self::Rc => version.is_prerelease(),
            Self::System | Self::Named(_) => false,
        }
    }

    /// Whether what it would install can be `minimum` or later.
    pub fn may_meet(&self, minimum: &GoVersion) -> bool {
        match self {
            Self::Exact(version) => version.meets(minimum),
            Self::Line(line) => line.meets(minimum) || self.matches(&minimum.as_toolchain()),
            Self::Range(range) => range.may_meet(minimum),
            Self::Latest | Self::OldStable | Self::Rc | Self::Named(_) => true,
            Self::System => false,
        }
    }

    /// As a word of a line that a person is to type.
    pub fn typed(&self) -> String {
        word(self.to_string())
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

/// What a user may ask for: names of their own, too.
impl FromStr for Request {
    type Err = NotARequest;

    fn from_str(text: &str) -> Result<Self, NotARequest> {
        Self::published(text).or_else(|refused| text.parse().map(Self::Named).map_err(|_| refused))
    }
}

impl Request {
    /// What a file of a project or of another program may ask for: a name of the user's means nothing there.
    ///
    /// # Errors
    /// When the text is no request.
    pub fn published(text: &str) -> Result<Self, NotARequest> {
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
        if is_range(text) {
            return Range::parse(text).map(Self::Range).ok_or_else(|| refuse(""));
        }
        let bare = text.strip_prefix("go").or_else(|| text.strip_prefix('v')).unwrap_or(text);
        if let Some(line) = bare.strip_suffix(".x").or_else(|| bare.strip_suffix(".*")) {
            let version = GoVersion::parse(line).filter(|v| v.names_a_line(line));
            return version.map(Self::Line).ok_or_else(|| refuse(""));
        }
        let version = GoVersion::parse(bare).ok_or_else(|| refuse(why_not(bare)))?;
        Ok(if version.names_a_line(bare) { Self::Line(version) } else { Self::Exact(version) })
    }
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
            Self::Exact(version) => f.pad(&version.exactly()),
            Self::Line(version) => version.fmt(f),
            Self::Range(range) => range.fmt(f),
            Self::Latest => f.pad("latest"),
            Self::OldStable => f.pad("oldstable"),
            Self::Rc => f.pad("rc"),
            Self::System => f.pad("system"),
            Self::Named(name) => name.fmt(f),
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
