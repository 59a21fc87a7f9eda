//! Changes of an environment as plain data: set, unset, PATH edits, and the record that undoes them.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

mod undo;

pub(crate) use undo::{RECORD, Saved, Undo, fingerprint, taken_back};

/// Environment variables.
pub(crate) type Vars = BTreeMap<OsString, OsString>;

/// What has to change so that one environment becomes another. `PATH` is one of the variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EnvDiff {
    /// Variables to set and export, sorted by name.
    pub set: Vec<(String, OsString)>,
    /// Variables to remove, sorted by name.
    pub unset: Vec<String>,
}

impl EnvDiff {
    /// What turns `before` into `after`. Names that are not UTF-8 are left out: nothing of ours
    /// ever has one, and no shell can name them.
    pub(crate) fn between(before: &Vars, after: &Vars) -> Self {
        let name = |name: &OsStr| name.to_str().map(str::to_owned);
        let set = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
        let unset = before.keys().filter(|key| !after.contains_key(*key));
        Self {
            set: set.filter_map(|(key, value)| Some((name(key)?, value.clone()))).collect(),
            unset: unset.filter_map(|key| name(key)).collect(),
        }
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
        fn diff_gives_the_other_environment(before in vars(), after in vars()) {
            let diff = EnvDiff::between(&before, &after);
            let mut reached = before;
            reached.retain(|name, _| !diff.unset.iter().any(|unset| name == &**unset));
            reached.extend(diff.set.into_iter().map(|(name, value)| (name.into(), value)));
            prop_assert_eq!(reached, after);
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
