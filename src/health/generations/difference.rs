//! What is another in one generation than in another.

use std::collections::BTreeMap;

use serde::Serialize;

use super::holds::Holds;
use super::shown;
use crate::base::difference::{Hunk, hunks};

/// What is another. Lines that may hold a secret are shown without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Lines of config.toml.
    pub config: Vec<Hunk>,
    /// Whether it is another, in what is shown or in what is not.
    pub settings: bool,
    /// Installed versions.
    pub toolchains: Names,
    /// Shims.
    pub shims: Names,
    /// Pin files.
    pub pins: Names,
    /// Our blocks in start-up files.
    pub blocks: Names,
}

/// Names that came, went, or stand for something else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Names {
    /// In the second alone.
    pub added: Vec<String>,
    /// In the first alone.
    pub removed: Vec<String>,
    /// In both, and not the same.
    pub changed: Vec<String>,
}

impl Difference {
    /// What is another in `after`.
    pub fn between(before: &Holds, after: &Holds) -> Self {
        let text = |holds: &Holds| holds.config.clone().unwrap_or_default();
        let shown = |holds: &Holds| shown::settings(&text(holds)).into_bytes();
        let set = |holds: &Holds| holds.shims.iter().map(|name| (name.clone(), ())).collect();
        Self {
            config: hunks(&shown(before), &shown(after)),
            settings: text(before) != text(after),
            toolchains: Names::between(&before.toolchains, &after.toolchains),
            shims: Names::between(&set(before), &set(after)),
            pins: Names::between(&before.pins, &after.pins),
            blocks: Names::between(&before.blocks, &after.blocks),
        }
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Each kind of name with what happened to it, for people.
    pub fn kinds(&self) -> [(&'static str, &Names); 4] {
        [
            ("toolchain", &self.toolchains),
            ("shim", &self.shims),
            ("pin", &self.pins),
            ("block", &self.blocks),
        ]
    }
}

impl Names {
    fn between<T: PartialEq>(before: &BTreeMap<String, T>, after: &BTreeMap<String, T>) -> Self {
        let missing = |here: &BTreeMap<String, T>, there: &BTreeMap<String, T>| {
            here.keys().filter(|name| !there.contains_key(*name)).cloned().collect()
        };
        let another = |(name, value): &(&String, &T)| {
            before.get(*name).is_some_and(|before| before != *value)
        };
        Self {
            added: missing(after, before),
            removed: missing(before, after),
            changed: after.iter().filter(another).map(|(name, _)| name.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::generations::holds::Toolchain;

    fn holds(config: &str, toolchains: &[(&str, &str)]) -> Holds {
        let of = |(name, h1): &(&str, &str)| {
            ((*name).to_owned(), Toolchain { h1: Some((*h1).to_owned()), verified: true })
        };
        Holds {
            config: Some(config.to_owned()),
            toolchains: toolchains.iter().map(of).collect(),
            ..Holds::default()
        }
    }

    #[test]
    fn difference_names_what_came_went_and_is_another() {
        let before = holds("default = \"1.22\"\n", &[("go1.21.1", "a"), ("go1.22.5", "b")]);
        let after = holds("default = \"1.23\"\n", &[("go1.22.5", "c"), ("go1.23.1", "d")]);
        let difference = Difference::between(&before, &after);
        assert_eq!(difference.config[0].added, ["default = \"1.23\""]);
        assert_eq!(difference.toolchains.added, ["go1.23.1"]);
        assert_eq!(difference.toolchains.removed, ["go1.21.1"]);
        assert_eq!(difference.toolchains.changed, ["go1.22.5"]);
        assert!(Difference::between(&before, &before).is_empty());
    }

    #[test]
    fn difference_of_settings_shows_no_secret() {
        let before = holds("", &[]);
        let after = holds("[health.alert]\nwebhook = \"https://me:word@h/x?token=abc\"\n", &[]);
        let shown = format!("{:?}", Difference::between(&before, &after).config);
        assert!(!shown.contains("word") && !shown.contains("abc"), "{shown}");
    }
}
