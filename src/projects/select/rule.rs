//! Which rule decided, as a value and in words.

use serde::Serialize;

/// The rule that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `GOENVMGR_VERSION` is set.
    Environment,
    /// The nearest pin file.
    Pin,
    /// A pin file above a go.mod or go.work that it meets.
    PinAbove,
    /// The minimum itself is installed.
    MinimumExact,
    /// The newest installed patch of the minimum's minor.
    MinimumPatch,
    /// The user's default meets the minimum.
    MinimumDefault,
    /// The newest installed release meets the minimum.
    MinimumNewest,
    /// The system's Go meets the minimum.
    MinimumSystem,
    /// The system's Go does not say its version: it judges the minimum itself.
    MinimumUnknown,
    /// Nothing installed meets the minimum; Go's own switch finds it on PATH.
    MinimumOnPath,
    /// Nothing meets the minimum; Go will fetch it.
    MinimumFetched,
    /// Nothing meets the minimum.
    MinimumUnmet,
    /// The user's default.
    Default,
    /// Nothing selects: the system's Go.
    System,
}

impl Rule {
    /// The rule in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Environment => "GOENVMGR_VERSION is set",
            Self::Pin => "the nearest pin",
            Self::PinAbove => "a pin further up that meets the minimum",
            Self::MinimumExact => "the minimum itself is installed",
            Self::MinimumPatch => "the newest installed patch of the minimum's minor",
            Self::MinimumDefault => "the default meets the minimum",
            Self::MinimumNewest => "the newest installed release meets the minimum",
            Self::MinimumSystem => "the system's Go meets the minimum",
            Self::MinimumUnknown => {
                "the system's Go, whose version is not known: it judges the minimum itself"
            }
            Self::MinimumOnPath => "nothing installed meets the minimum: Go finds it on PATH",
            Self::MinimumFetched => "nothing installed meets the minimum: Go will fetch it",
            Self::MinimumUnmet => "nothing installed meets the minimum",
            Self::Default => "the default",
            Self::System => "nothing selects a version: the system's Go",
        }
    }
}
