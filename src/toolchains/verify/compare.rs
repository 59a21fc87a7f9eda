//! Two trees, file by file.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::go::sumdb::dirhash;
use crate::go::tree::{Tree, TreeFile};

/// What differs; each list sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Differences {
    /// Other contents.
    pub changed: Vec<String>,
    /// PublishedFiles and not there.
    pub missing: Vec<String>,
    /// There and not published: files, and links or special files, of which Go publishes none.
    pub extra: Vec<String>,
    /// Programs whose executable bit is gone.
    pub not_executable: Vec<String>,
}

/// What release archives have and the log has no record of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct NotCovered {
    /// The folders, such as `api` and `test`.
    pub folders: Vec<String>,
    /// Their files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Differences {
    /// Every path that differs, with a word where it is not the contents.
    pub(crate) fn names(&self) -> Vec<String> {
        let worded = |paths: &[String], word: &str| -> Vec<String> {
            paths.iter().map(|path| format!("{path} ({word})")).collect()
        };
        let mut names = self.changed.clone();
        names.extend(worded(&self.missing, "missing"));
        names.extend(worded(&self.extra, "not a part of it"));
        names.extend(worded(&self.not_executable, "not executable"));
        names
    }

    /// Whether nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many paths differ.
    pub(crate) fn count(&self) -> usize {
        self.changed.len() + self.missing.len() + self.extra.len() + self.not_executable.len()
    }

    /// What `found` has otherwise than `expected`.
    pub(crate) fn between(expected: &Tree, found: &Tree, odd: &[String]) -> Self {
        let mut differences = Self::default();
        let mut rest = found.files.iter().peekable();
        for file in &expected.files {
            while let Some(extra) = rest.next_if(|other| other.path < file.path) {
                differences.extra.push(extra.path.clone());
            }
            match rest.next_if(|other| other.path == file.path) {
                None => differences.missing.push(file.path.clone()),
                Some(other) => differences.look_at(file, other),
            }
        }
        differences.extra.extend(rest.map(|extra| extra.path.clone()));
        differences.extra.extend_from_slice(odd);
        differences.extra.sort();
        differences
    }

    fn look_at(&mut self, expected: &TreeFile, found: &TreeFile) {
        if found.sha256 != expected.sha256 || found.size != expected.size {
            self.changed.push(found.path.clone());
        }
        if expected.executable && !found.executable {
            self.not_executable.push(found.path.clone());
        }
    }
}

impl NotCovered {
    /// What of this tree no record of the log speaks of.
    pub(crate) fn of(tree: &Tree) -> Self {
        let files = || tree.files.iter().filter(|file| !dirhash::is_covered(&file.path));
        let top = |file: &TreeFile| file.path.split('/').next().unwrap_or_default().to_owned();
        Self {
            folders: files().map(top).collect::<BTreeSet<_>>().into_iter().collect(),
            files: files().count() as u64,
            bytes: files().map(|file| file.size).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::digest::Sha256Sum;

    fn tree(files: &[(&str, &str, bool)]) -> Tree {
        let file = |(path, text, executable): &(&str, &str, bool)| TreeFile {
            path: (*path).to_owned(),
            size: text.len() as u64,
            executable: *executable,
            sha256: Sha256Sum::of(text.as_bytes()),
        };
        Tree::new(files.iter().map(file).collect())
    }

    #[test]
    fn difference_is_named_once_and_by_its_kind() {
        let expected = tree(&[
            ("VERSION", "go1.22.5", false),
            ("bin/go", "go", true),
            ("bin/gofmt", "fmt", true),
            ("src/a.go", "a", false),
            ("src/b.go", "b", false),
        ]);
        assert!(Differences::between(&expected, &expected, &[]).is_empty());
        let found = tree(&[
            ("AAA", "", false),
            ("VERSION", "go1.22.6", false),
            ("bin/go", "go", false),
            ("bin/gofmt", "FMT", false),
            ("src/b.go", "b", true),
            ("src/c.go", "c", false),
        ]);
        let odd = ["src/a-link".to_owned()];
        let differences = Differences::between(&expected, &found, &odd);
        assert_eq!(differences.changed, ["VERSION", "bin/gofmt"]);
        assert_eq!(differences.missing, ["src/a.go"]);
        assert_eq!(differences.extra, ["AAA", "src/a-link", "src/c.go"]);
        assert_eq!(differences.not_executable, ["bin/go", "bin/gofmt"]);
        assert_eq!(differences.count(), 8);
    }

    #[test]
    fn folders_that_no_record_covers_are_counted_apart() {
        let found = tree(&[
            ("api/go1.txt", "12", false),
            ("doc.go", "x", false),
            ("src/doc/x", "x", false),
            ("test/a.go", "345", false),
        ]);
        let apart = NotCovered::of(&found);
        assert_eq!((apart.files, apart.bytes), (2, 5));
        assert_eq!(apart.folders, ["api", "test"]);
    }
}
