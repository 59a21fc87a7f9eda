//! What others than its owner could change: modes and owners below a directory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use super::probe::{self, Kind};
use super::walk;
use crate::fault::Result;

const SET_ID: u32 = 0o6000;

/// Who could change a tree besides root and `owner`, one sentence for each reason: how many files and
/// directories, and the first of them. Empty where nobody can.
///
/// A group of the owner's own number is the owner (user-private groups), and so is group 0.
///
/// # Errors
/// The first directory that cannot be read (exit 3).
pub fn by_others(root: &Path, owner: u32) -> Result<Vec<String>> {
    let found: Mutex<BTreeMap<String, (usize, String)>> = Mutex::default();
    let note = |reason: String, path: String| {
        if let Ok(mut found) = found.lock() {
            let (count, first) = found.entry(reason).or_insert_with(|| (0, path.clone()));
            *count += 1;
            if path < *first {
                *first = path;
            }
        }
    };
    if let Ok(seen) = probe::see(root) {
        let own = Held { uid: seen.uid, gid: seen.gid, mode: seen.mode, kind: seen.kind };
        own.reasons(owner, &mut |reason| note(reason, ".".to_owned()));
    }
    walk::each(root, &|entry| {
        let kind = match entry.kind {
            walk::Kind::File => Kind::File,
            walk::Kind::Dir => Kind::Dir,
            // The mode of a link says nothing, and Go publishes no special files.
            walk::Kind::Link | walk::Kind::Other => return,
        };
        let held = Held { uid: entry.uid(), gid: entry.gid(), mode: entry.mode(), kind };
        held.reasons(owner, &mut |reason| note(reason, entry.path().display().to_string()));
    })?;
    let found = found.into_inner().unwrap_or_default();
    Ok(found.into_iter().map(|(reason, (count, first))| sentence(&reason, count, &first)).collect())
}

/// The same for one file or directory alone.
pub fn itself(path: &Path, owner: u32) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Ok(seen) = probe::see(path) {
        let held = Held { uid: seen.uid, gid: seen.gid, mode: seen.mode, kind: seen.kind };
        held.reasons(owner, &mut |reason| {
            reasons.push(sentence(&reason, 1, &path.display().to_string()))
        });
    }
    reasons
}

/// Who holds a file or directory, and what others may do to it.
struct Held {
    uid: u32,
    gid: u32,
    mode: u32,
    kind: Kind,
}

impl Held {
    fn reasons(&self, owner: u32, note: &mut dyn FnMut(String)) {
        if self.uid != 0 && self.uid != owner {
            note(format!("user {} owns", self.uid));
        }
        if self.mode & 0o002 != 0 {
            note("everybody may write".to_owned());
        } else if self.mode & 0o020 != 0 && self.gid != 0 && self.gid != self.uid {
            note(format!("group {} may write", self.gid));
        }
        if self.kind == Kind::File && self.mode & SET_ID != 0 {
            note("a setuid or setgid bit stands on".to_owned());
        }
    }
}

fn sentence(reason: &str, count: usize, first: &str) -> String {
    match count - 1 {
        0 => format!("{reason} {first}"),
        1 => format!("{reason} {first} and one more"),
        more => format!("{reason} {first} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_says_who_may_change_a_file() {
        for (uid, gid, mode, kind, expected) in [
            (1000, 1000, 0o644, Kind::File, vec![]),
            (0, 0, 0o775, Kind::File, vec![]),
            (1000, 1000, 0o775, Kind::Dir, vec![]),
            (1000, 100, 0o775, Kind::Dir, vec!["group 100 may write"]),
            (1000, 1000, 0o777, Kind::Dir, vec!["everybody may write"]),
            (1000, 1000, 0o1777, Kind::Dir, vec!["everybody may write"]),
            (1001, 1001, 0o755, Kind::File, vec!["user 1001 owns"]),
            (1000, 1000, 0o4755, Kind::File, vec!["a setuid or setgid bit stands on"]),
            (1000, 1000, 0o2755, Kind::File, vec!["a setuid or setgid bit stands on"]),
            (1000, 1000, 0o2755, Kind::Dir, vec![]),
        ] {
            let mut reasons = Vec::new();
            Held { uid, gid, mode, kind }.reasons(1000, &mut |reason| reasons.push(reason));
            assert_eq!(reasons, expected, "{uid} {gid} {mode:o} {kind:?}");
        }
    }
}
