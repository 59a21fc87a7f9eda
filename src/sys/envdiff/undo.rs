//! The undo record: what the user's environment was before us, in one exported variable, so that
//! a nested shell (or one that replaced this one) can restore it too.
//!
//! `env.sh` reads two things out of it without starting a process, and the format serves that:
//! the first field is the place of `shims/`, and the user's own GOROOT is the last one, as it is.
//!
//! ```text
//! 0;PATH;GOFLAGS~1b2c3d4e=-mod%3dmod;GOTOOLCHAIN~99aabbcc;GOROOT=/usr/lib/go
//! │ │    │       │        │          └ was not set
//! │ │    │       │        └ the value before us, bytes outside a safe set as %xx
//! │ │    │       └ fingerprint of the value that we set: another one there is the user's own
//! │ │    └ variable
//! │ └ PATH was not set at all
//! └ components of the user's that stood before shims/ when `init` ran; - where it was not there
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;

use super::Vars;
use crate::sys::{record, text};

/// The variable that holds the record.
pub(crate) const RECORD: &str = "__GOENVMGR_UNDO";

/// What the environment was before us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Undo {
    /// Where `shims/` stood before `init`: the number of the user's components in front of it.
    pub shims: Option<usize>,
    /// Whether PATH was not set.
    pub no_path: bool,
    /// Variables that we changed, PATH and GOROOT not among them.
    pub saved: BTreeMap<String, Saved>,
    /// The user's own GOROOT.
    pub goroot: Option<OsString>,
}

/// One variable that we changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The value before us.
    pub before: Option<OsString>,
    /// [`fingerprint`] of what we made it.
    pub applied: u32,
}

/// Tells our value from one that the user has set since. 32 bits: the adversary is an accident.
pub(crate) fn fingerprint(value: Option<&OsStr>) -> u32 {
    let Some(value) = value else { return 0 };
    let fnv = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    text::bytes(value).iter().fold(2_166_136_261, fnv).max(1)
}

/// The variables without what is set in them by a record that they hold, PATH and GOROOT aside. None where none of
/// these names is, as at nearly every start.
pub(crate) fn taken_back(vars: &Vars, names: &[&str]) -> Option<Vars> {
    let undo = record::get(vars, RECORD).and_then(|record| Undo::decode(record))?;
    let is_one = |set: &String| names.iter().any(|name| name.eq_ignore_ascii_case(set));
    undo.saved.keys().any(is_one).then(|| {
        let mut before = vars.clone();
        undo.restore_saved(&mut before);
        before
    })
}

impl Undo {
    /// Gives back the variables that were saved. What was set to something else since is the user's: it stays, and
    /// is named.
    pub(crate) fn restore_saved(&self, vars: &mut Vars) -> BTreeSet<String> {
        let mut since = BTreeSet::new();
        for (name, saved) in &self.saved {
            let key = OsStr::new(name);
            if fingerprint(record::get(vars, key).map(OsString::as_os_str)) != saved.applied {
                since.insert(name.clone());
                continue;
            }
            match &saved.before {
                Some(before) => vars.insert(key.to_owned(), before.clone()),
                None => vars.remove(key),
            };
        }
        since
    }

    /// The record's text.
    pub(crate) fn encode(&self) -> OsString {
        let mut encoded = self.shims.map_or_else(|| "-".to_owned(), |at| at.to_string());
        if self.no_path {
            encoded.push_str(";PATH");
        }
        for (name, saved) in &self.saved {
            let _ = write!(encoded, ";{name}~{:08x}", saved.applied);
            if let Some(before) = &saved.before {
                encoded.push('=');
                escape(text::bytes(before), &mut encoded);
            }
        }
        let mut record = OsString::from(encoded);
        if let Some(goroot) = &self.goroot {
            record.push(";GOROOT=");
            record.push(goroot);
        }
        record
    }

    /// Reads a record. What cannot be read is no record: restoring less is better than restoring
    /// something that never was.
    pub(crate) fn decode(record: &OsStr) -> Option<Self> {
        const GOROOT: &[u8] = b";GOROOT=";
        let bytes = text::bytes(record);
        let goroot_at = bytes.windows(GOROOT.len()).position(|window| window == GOROOT);
        let (fields, goroot) = match goroot_at {
            Some(at) => (&bytes[..at], Some(bytes[at + GOROOT.len()..].to_vec())),
            None => (bytes, None),
        };
        let mut fields = std::str::from_utf8(fields).ok()?.split(';');
        let shims = match fields.next()? {
            "-" => None,
            at => Some(at.parse().ok()?),
        };
        let mut undo = Self { shims, goroot: goroot.map(text::from_bytes), ..Self::default() };
        for field in fields {
            if field == "PATH" {
                undo.no_path = true;
                continue;
            }
            let (key, before) = match field.split_once('=') {
                Some((key, value)) => (key, Some(unescape(value)?)),
                None => (field, None),
            };
            let (name, applied) = key.split_once('~')?;
            let applied = u32::from_str_radix(applied, 16).ok()?;
            undo.saved.insert(name.to_owned(), Saved { before, applied });
        }
        Some(undo)
    }
}

fn escape(bytes: &[u8], text: &mut String) {
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/._,:+@ -".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02x}");
        }
    }
}

fn unescape(text: &str) -> Option<OsString> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = tail;
            continue;
        }
        let (digits, tail) = tail.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = tail;
    }
    Some(text::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = OsString> {
        proptest::collection::vec(1..=255u8, 0..20).prop_map(text::from_bytes)
    }

    fn undo() -> impl Strategy<Value = Undo> {
        let saved = (proptest::option::of(value()), any::<u32>())
            .prop_map(|(before, applied)| Saved { before, applied });
        (
            proptest::option::of(0..99usize),
            any::<bool>(),
            proptest::collection::btree_map("[A-Z_][A-Z0-9_]{0,6}", saved, 0..4),
            proptest::option::of(value()),
        )
            .prop_map(|(shims, no_path, mut saved, goroot)| {
                saved.remove("PATH");
                saved.remove("GOROOT");
                Undo { shims, no_path, saved, goroot }
            })
    }

    proptest! {
        #[test]
        fn record_of_any_kind_reads_back(undo in undo()) {
            prop_assert_eq!(Undo::decode(&undo.encode()), Some(undo));
        }

        #[test]
        fn noise_is_refused_or_read_but_never_a_panic(noise in value()) {
            let _ = Undo::decode(&noise);
        }
    }

    #[test]
    fn goroot_of_the_user_stands_last_and_bare() {
        let undo = Undo { goroot: Some("/o'b\n%;x".into()), ..Undo::default() };
        assert_eq!(undo.encode(), "-;GOROOT=/o'b\n%;x");
    }
}
