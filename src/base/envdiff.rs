//! Changes of an environment as plain data: set, unset, PATH edits, and the record that undoes them.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

mod path;
mod undo;

pub use path::{join, split, without};
pub use undo::{RECORD, Saved, Undo, fingerprint};

/// Environment variables.
pub type Vars = BTreeMap<OsString, OsString>;

/// What has to change so that one environment becomes another. `PATH` is one of the variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvDiff {
    /// Variables to set and export, sorted by name.
    pub set: Vec<(String, OsString)>,
    /// Variables to remove, sorted by name.
    pub unset: Vec<String>,
}

impl EnvDiff {
    /// What turns `before` into `after`. Names that are not UTF-8 are left out: nothing of ours
    /// ever has one, and no shell can name them.
    pub fn between(before: &Vars, after: &Vars) -> Self {
        let name = |name: &OsStr| name.to_str().map(str::to_owned);
        let set = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
        let unset = before.keys().filter(|key| !after.contains_key(*key));
        Self {
            set: set.filter_map(|(key, value)| Some((name(key)?, value.clone()))).collect(),
            unset: unset.filter_map(|key| name(key)).collect(),
        }
    }

    /// Whether nothing has to change.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.unset.is_empty()
    }

    /// Carries the changes out on a copy of an environment.
    pub fn apply(&self, vars: &mut Vars) {
        for name in &self.unset {
            vars.remove(OsStr::new(name));
        }
        for (name, value) in &self.set {
            vars.insert(name.into(), value.clone());
        }
    }

    /// What takes these changes back in the environment that they were made for.
    #[must_use]
    pub fn inverse(&self, before: &Vars) -> Self {
        let mut after = before.clone();
        self.apply(&mut after);
        Self::between(&after, before)
    }
}

/// Bytes that are not UTF-8 show as U+FFFD: JSON has no way to say them.
impl Serialize for EnvDiff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Set<'a>(&'a [(String, OsString)]);
        impl Serialize for Set<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(self.0.len()))?;
                for (name, value) in self.0 {
                    map.serialize_entry(name, &value.to_string_lossy())?;
                }
                map.end()
            }
        }
        let mut value = serializer.serialize_struct("EnvDiff", 2)?;
        value.serialize_field("set", &Set(&self.set))?;
        value.serialize_field("unset", &self.unset)?;
        value.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vars() -> impl Strategy<Value = Vars> {
        proptest::collection::btree_map(
            "[A-D]".prop_map(OsString::from),
            "[a-c:;=%\n']{0,4}".prop_map(OsString::from),
            0..4,
        )
    }

    proptest! {
        #[test]
        fn applying_a_diff_gives_the_other_environment(before in vars(), after in vars()) {
            let mut reached = before.clone();
            let diff = EnvDiff::between(&before, &after);
            diff.apply(&mut reached);
            prop_assert_eq!(&reached, &after);
            diff.inverse(&before).apply(&mut reached);
            prop_assert_eq!(reached, before);
        }
    }

    #[test]
    fn json_names_what_is_set_and_unset() {
        let diff = EnvDiff {
            set: vec![("GOROOT".into(), "/g".into())],
            unset: vec!["GOTOOLCHAIN".into()],
        };
        let json = serde_json::to_string(&diff).unwrap();
        assert_eq!(json, r#"{"set":{"GOROOT":"/g"},"unset":["GOTOOLCHAIN"]}"#);
    }
}
