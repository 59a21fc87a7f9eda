//! How the list and the log are written: a root a line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{How, Record, Roots};
use crate::sys::text::{bytes, from_bytes};

/// Begins the first line of a list.
const COUNT: &str = "#roots ";

impl Roots {
    /// What a list says; `None` where it is not whole. The first line tells how many follow; lists of
    /// former versions have none, and are never empty.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let lines: Vec<&[u8]> = text.strip_suffix(b"\n")?.split(|byte| *byte == b'\n').collect();
        let (first, rest) = lines.split_first()?;
        let counted = first.strip_prefix(COUNT.as_bytes());
        let lines = if counted.is_some() { rest } else { &lines };
        let parsed =
            lines.iter().map(|line| parse_line(line)).collect::<Option<BTreeMap<_, _>>>()?;
        let counted = counted.map(|count| std::str::from_utf8(count).ok()?.parse::<usize>().ok());
        (counted.is_none_or(|count| count == Some(parsed.len()))).then_some(parsed.into())
    }

    pub(crate) fn print(&self) -> Vec<u8> {
        let mut text = format!("{COUNT}{}\n", self.0.len()).into_bytes();
        for (path, record) in &self.0 {
            text.extend(escape(path));
            let how = if record.how == How::Named { "named" } else { "seen" };
            let missing = record.missing.map_or_else(|| "-".to_owned(), |at| at.to_string());
            text.extend(format!("\t{how}\t{}\t{missing}\n", record.since).into_bytes());
        }
        text
    }
}

impl From<BTreeMap<PathBuf, Record>> for Roots {
    fn from(map: BTreeMap<PathBuf, Record>) -> Self {
        Self(map)
    }
}

fn parse_line(line: &[u8]) -> Option<(PathBuf, Record)> {
    let mut fields = line.split(|byte| *byte == b'\t');
    let path = unescape(fields.next()?)?;
    let mut text = || fields.next().and_then(|field| std::str::from_utf8(field).ok());
    let how = if text()? == "named" { How::Named } else { How::Seen };
    let since = text()?.parse().ok()?;
    let missing = text().and_then(|at| at.parse().ok());
    Some((path, Record { how, since, missing }))
}

/// A path as one line.
pub(super) fn escape(path: &Path) -> Vec<u8> {
    let mut line = Vec::new();
    for byte in bytes(path) {
        match byte {
            b'\\' => line.extend(b"\\\\"),
            b'\n' => line.extend(b"\\n"),
            b'\t' => line.extend(b"\\t"),
            other => line.push(*other),
        }
    }
    line
}

/// The path that a line stands for; `None` for what is not an absolute path (a torn line).
pub(super) fn unescape(line: &[u8]) -> Option<PathBuf> {
    let mut path = Vec::with_capacity(line.len());
    let mut escaped = line.iter();
    while let Some(byte) = escaped.next() {
        path.push(match (byte, byte == &b'\\') {
            (_, true) => match escaped.next()? {
                b'n' => b'\n',
                b't' => b'\t',
                b'\\' => b'\\',
                _ => return None,
            },
            (0, _) => return None,
            (plain, false) => *plain,
        });
    }
    let path = PathBuf::from(from_bytes(path));
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn paths_survive_their_line(bytes in proptest::collection::vec(1u8.., 0..40)) {
            let path = PathBuf::from(from_bytes([b"/".as_slice(), &bytes].concat()));
            let line = escape(&path);
            proptest::prop_assert!(!line.contains(&b'\n') && !line.contains(&b'\t'));
            proptest::prop_assert_eq!(unescape(&line), Some(path));
        }
    }
}
