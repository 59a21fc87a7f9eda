//! Decides which names and sizes may leave an archive.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::ArchiveError;
use super::names::check_file_path;

/// How large an unpacked Go may be. The largest that go.dev ever published has 15,100 files,
/// 680 MB in all and 190 MB in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files and directories.
    pub files: u64,
    /// Bytes of all files together.
    pub bytes: u64,
    /// Bytes of one file.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { files: 100_000, bytes: 2 << 30, file_bytes: 1 << 30 }
    }
}

/// Longest path and longest element, in bytes, that every common filesystem takes.
const LONGEST_PATH: usize = 1024;
const LONGEST_ELEMENT: usize = 255;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Dir,
}

/// Sees every entry of one archive, in any order.
pub(super) struct Guard<'a> {
    prefix: &'a str,
    limits: &'a Limits,
    /// Lower-cased path → path and kind.
    seen: HashMap<String, (String, EntryKind)>,
    last_parent: String,
    bytes: u64,
}

impl<'a> Guard<'a> {
    /// Every name must be below `prefix` (`go/`), which is taken off.
    pub(super) fn new(prefix: &'a str, limits: &'a Limits) -> Self {
        Self { prefix, limits, seen: HashMap::new(), last_parent: String::new(), bytes: 0 }
    }

    /// The path below GOROOT of an entry that may be unpacked; `None` for the root itself.
    pub(super) fn admit(
        &mut self,
        raw: &[u8],
        kind: EntryKind,
        size: u64,
        rename: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Option<String>, ArchiveError> {
        // As `tar czf x.tgz ./go` writes them.
        let name = plain(raw.strip_prefix(b"./").unwrap_or(raw))?;
        let below =
            if kind == EntryKind::Dir { name.strip_suffix('/').unwrap_or(name) } else { name };
        if kind == EntryKind::Dir && below == self.prefix.trim_end_matches('/') {
            return Ok(None);
        }
        elements(below)?;
        check_file_path(below)
            .map_err(|why| ArchiveError::Refused(shown(below.as_bytes()), why))?;
        let Some(path) = below.strip_prefix(self.prefix).filter(|path| !path.is_empty()) else {
            let prefix = self.prefix.to_owned();
            return Err(ArchiveError::Prefix { name: below.to_owned(), prefix });
        };
        let path = rename(path).unwrap_or_else(|| path.to_owned());
        self.parents(&path)?;
        self.remember(&path, kind, true)?;
        self.weigh(&path, size)?;
        Ok(Some(path))
    }

    fn parents(&mut self, path: &str) -> Result<(), ArchiveError> {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent == self.last_parent {
            return Ok(());
        }
        for (at, _) in path.match_indices('/') {
            self.remember(&path[..at], EntryKind::Dir, false)?;
        }
        parent.clone_into(&mut self.last_parent);
        Ok(())
    }

    fn remember(
        &mut self,
        path: &str,
        kind: EntryKind,
        explicit: bool,
    ) -> Result<(), ArchiveError> {
        match self.seen.entry(path.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert((path.to_owned(), kind));
                Ok(())
            }
            Entry::Occupied(taken) => {
                let (other, other_kind) = taken.get();
                if other != path {
                    Err(ArchiveError::Case(other.clone(), path.to_owned()))
                } else if *other_kind != kind {
                    Err(ArchiveError::FileAndDirectory(path.to_owned()))
                } else if explicit && kind == EntryKind::File {
                    Err(ArchiveError::Duplicate(path.to_owned()))
                } else {
                    Ok(())
                }
            }
        }
    }

    fn weigh(&mut self, path: &str, size: u64) -> Result<(), ArchiveError> {
        let Limits { files, bytes, file_bytes } = *self.limits;
        if self.seen.len() as u64 > files {
            return Err(ArchiveError::TooMany(files));
        }
        if size > file_bytes {
            return Err(ArchiveError::TooLarge { name: path.to_owned(), limit: file_bytes });
        }
        self.bytes = self.bytes.saturating_add(size);
        if self.bytes > bytes {
            return Err(ArchiveError::Bomb(bytes));
        }
        Ok(())
    }
}

/// A name for messages: control characters and broken UTF-8 made visible, and not too long.
pub(super) fn shown(raw: &[u8]) -> String {
    let text: String = String::from_utf8_lossy(raw).chars().take(120).collect();
    text.escape_debug().to_string()
}

fn plain(raw: &[u8]) -> Result<&str, ArchiveError> {
    let name = std::str::from_utf8(raw).map_err(|_| ArchiveError::NotUtf8(shown(raw)))?;
    let refuse = |why: fn(String) -> ArchiveError| Err(why(shown(raw)));
    if name.chars().any(char::is_control) {
        return refuse(ArchiveError::Control);
    }
    if name.contains('\\') {
        return refuse(ArchiveError::Backslash);
    }
    if name.starts_with('/') {
        return refuse(ArchiveError::Absolute);
    }
    if matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        return refuse(ArchiveError::Drive);
    }
    Ok(name)
}

fn elements(name: &str) -> Result<(), ArchiveError> {
    for element in name.split('/') {
        match element {
            ".." => return Err(ArchiveError::Climbs(name.to_owned())),
            "" | "." => return Err(ArchiveError::Element(name.to_owned())),
            long if long.len() > LONGEST_ELEMENT => {
                return Err(ArchiveError::LongName(name.chars().take(80).collect()));
            }
            _ => {}
        }
    }
    if name.len() > LONGEST_PATH {
        return Err(ArchiveError::LongName(name.chars().take(80).collect()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn admit_all(entries: &[(&[u8], EntryKind, u64)]) -> Result<Vec<String>, String> {
        let limits = Limits { files: 8, bytes: 100, file_bytes: 50 };
        let mut guard = Guard::new("go/", &limits);
        let mut paths = Vec::new();
        for (name, kind, size) in entries {
            let admitted = guard.admit(name, *kind, *size, |_| None);
            paths.extend(admitted.map_err(|e| e.to_string())?);
        }
        Ok(paths)
    }

    #[test]
    fn archive_that_is_honest_passes() {
        let entries: &[(&[u8], EntryKind, u64)] = &[
            (b"go/", EntryKind::Dir, 0),
            (b"go/src/", EntryKind::Dir, 0),
            (b"go/src/a.go", EntryKind::File, 50),
            (b"go/src/", EntryKind::Dir, 0),
            (b"go/src/b.go", EntryKind::File, 50),
            ("go/src/\u{e9}.go".as_bytes(), EntryKind::File, 0),
        ];
        let paths = admit_all(entries).unwrap();
        assert_eq!(paths, ["src", "src/a.go", "src", "src/b.go", "src/\u{e9}.go"]);
        let entries: &[(&[u8], EntryKind, u64)] =
            &[(b"./go/", EntryKind::Dir, 0), (b"./go/a", EntryKind::File, 1)];
        assert_eq!(admit_all(entries).unwrap(), ["a"]);
    }

    #[test]
    fn tricks_are_refused_each_in_its_own_words() {
        let long = [b"go/".as_slice(), &[b'a'; 256]].concat();
        let deep = [b"go/".as_slice(), &b"abcdefgh/".repeat(120), b"f"].concat();
        let table: &[(&[&[u8]], &str)] = &[
            (&[b"go/C:/x"], "refuses (the character ':')"),
            (&[b"go/a/aux.c"], "refuses (aux, a device on Windows)"),
            (&[b"go/lpt9/x"], "refuses (lpt9, a device on Windows)"),
            (&[b"go/a./x"], "refuses (a dot at the end"),
            (&[b"go/a..."], "refuses (a dot at the end"),
            (&[b"go/a*"], "refuses (the character '*')"),
            (&["go/a\u{202e}b".as_bytes()], "refuses (the character '\\u{202e}')"),
            (&[b"go/../x"], "climbs out"),
            (&[b"go/a/.."], "climbs out"),
            (&[b".."], "climbs out"),
            (&[b"/etc/passwd"], "absolute"),
            (&[b"//host/share"], "absolute"),
            (&[b"go\\..\\x"], "backslash"),
            (&[b"C:/x"], "drive letter"),
            (&[b"c:x"], "drive letter"),
            (&[b"go/a\0b"], "control character"),
            (&[b"go/a\nb"], "control character"),
            (&[b"go/a\x1b[2J"], "\\u{1b}"),
            (&[b"go/a\xff"], "not UTF-8"),
            (&[b"./go/../../x"], "climbs out"),
            (&[b"./../x"], "climbs out"),
            (&[b".//etc/passwd"], "absolute"),
            (&[b"./C:/x"], "drive letter"),
            (&[b"././go/a"], "empty or \".\" element"),
            (&[b"./go/a", b"go/a"], "go/a twice"),
            (&[b"go//a"], "empty or \".\" element"),
            (&[b"go/./a"], "empty or \".\" element"),
            (&[b""], "empty or \".\" element"),
            (&[b"go/a/"], "empty or \".\" element"),
            (&[b"gopher/a"], "not below go/"),
            (&[b"go"], "not below go/"),
            (&[&long], "too long"),
            (&[&deep], "too long"),
            (&[b"go/a", b"go/a"], "go/a twice"),
            (&[b"go/a/b", b"go/A/c"], "upper and lower case"),
            (&[b"go/README", b"go/readme"], "upper and lower case"),
            (&[b"go/a", b"go/a/b"], "both as a file and as a directory"),
            (&[b"go/a/b", b"go/a"], "both as a file and as a directory"),
            (&[b"go/1/2/3/4/5/6/7/8/9"], "more than 8 files"),
        ];
        for (names, words) in table {
            let entries: Vec<_> = names.iter().map(|n| (*n, EntryKind::File, 1)).collect();
            let error = admit_all(&entries).unwrap_err().replace("it holds a twice", "go/a twice");
            assert!(error.contains(words), "{names:?}: {error}");
        }
        let large = admit_all(&[(b"go/a", EntryKind::File, 51)]).unwrap_err();
        assert!(large.contains("more than 50 bytes: a"), "{large}");
        let sizes: &[(&[u8], EntryKind, u64)] = &[
            (b"go/a", EntryKind::File, 50),
            (b"go/b", EntryKind::File, 50),
            (b"go/c", EntryKind::File, 1),
        ];
        assert!(admit_all(sizes).unwrap_err().contains("more than 100 bytes"));
    }

    proptest! {
        #[test]
        fn names_that_are_admitted_stay_below_the_root(name in "[a-z./\\\\:]{0,12}") {
            let limits = Limits::default();
            let raw = format!("go/{name}");
            if let Ok(Some(path)) =
                Guard::new("go/", &limits).admit(raw.as_bytes(), EntryKind::File, 0, |_| None)
            {
                let root = std::path::Path::new("/root");
                let joined = root.join(&path);
                prop_assert!(joined.starts_with(root) && joined != root);
                prop_assert!(joined.components().all(|c| !matches!(
                    c,
                    std::path::Component::ParentDir | std::path::Component::CurDir
                )));
            }
        }
    }
}
