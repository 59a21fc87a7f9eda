//! What a GOROOT holds, as a value: the per-file manifest of a toolchain.

use std::fmt::Write as _;

use crate::base::digest::Sha256Sum;
use crate::go::platform::Platform;

/// One regular file of a toolchain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeFile {
    /// Path below GOROOT, with forward slashes.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Whether the executable bit is set.
    pub executable: bool,
    /// SHA-256 of the contents.
    pub sha256: Sha256Sum,
}

/// All regular files of a toolchain, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: Vec<TreeFile>,
}

impl Tree {
    /// From files in any order.
    pub fn new(mut files: Vec<TreeFile>) -> Self {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// Sum of the files' sizes in bytes: the greatest number where a damaged manifest claims more.
    pub fn bytes(&self) -> u64 {
        self.files.iter().fold(0, |sum, file| sum.saturating_add(file.size))
    }

    /// The platform that the tools in it run on: the one folder of `pkg/tool`; `None` where there
    /// is none, or more than one.
    pub fn platform(&self) -> Option<Platform> {
        let tools = self.files.iter().filter_map(|file| file.path.strip_prefix("pkg/tool/"));
        let mut folders: Vec<_> = tools.filter_map(|path| path.split('/').next()).collect();
        folders.dedup();
        match folders.as_slice() {
            [one] => one.split_once('_').map(|(os, arch)| Platform::new(os, arch)),
            _ => None,
        }
    }

    /// The file at this path.
    pub fn get(&self, path: &str) -> Option<&TreeFile> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(index)
    }

    /// The text of `receipts/goX.files`: per file `SHA256 SIZE MODE PATH`, with `x` or `-` for the
    /// mode. Paths hold no line breaks: the archive guards refuse control characters.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 128);
        for TreeFile { path, size, executable, sha256 } in &self.files {
            let mode = if *executable { 'x' } else { '-' };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{sha256} {size} {mode} {path}");
        }
        text
    }

    /// Reads what [`Tree::to_text`] wrote; the number of the first line that is not so, else.
    ///
    /// # Errors
    /// The line number, from 1. A text that does not end with a line break was cut off.
    pub fn from_text(text: &str) -> Result<Self, usize> {
        let lines = text.split_inclusive('\n').enumerate();
        let files = lines.map(|(index, line)| read_line(line).ok_or(index + 1));
        let tree = Self { files: files.collect::<Result<_, _>>()? };
        match tree.files.windows(2).position(|pair| pair[0].path >= pair[1].path) {
            Some(index) => Err(index + 2),
            None => Ok(tree),
        }
    }
}

fn read_line(line: &str) -> Option<TreeFile> {
    let mut fields = line.strip_suffix('\n')?.splitn(4, ' ');
    let sha256 = fields.next()?.parse().ok()?;
    let size = fields.next()?.parse().ok()?;
    let executable = match fields.next()? {
        "x" => true,
        "-" => false,
        _ => return None,
    };
    let path = fields.next().filter(|path| !path.is_empty())?.to_owned();
    Some(TreeFile { path, size, executable, sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, executable: bool) -> TreeFile {
        TreeFile { path: path.into(), size: 3, executable, sha256: Sha256Sum::of(path.as_bytes()) }
    }

    #[test]
    fn tree_text_round_trips_and_damage_is_named_by_line() {
        let tree = Tree::new(vec![file("src/a b.go", false), file("bin/go", true)]);
        assert_eq!(tree.files[0].path, "bin/go", "sorted");
        assert!(tree.get("src/a b.go").is_some() && tree.get("src").is_none());
        let text = tree.to_text();
        assert_eq!(Tree::from_text(&text), Ok(tree));
        assert_eq!(Tree::from_text(""), Ok(Tree::default()));
        for (damaged, line) in [
            (text[..text.len() - 1].to_owned(), 2),
            (text.replace(" x ", " y "), 1),
            (text.replace(" 3 - ", " three - "), 2),
            (format!("{text}{text}"), 3),
        ] {
            assert_eq!(Tree::from_text(&damaged), Err(line), "{damaged}");
        }
        let great = Tree::from_text(&text.replace(" 3 ", &format!(" {} ", u64::MAX))).unwrap();
        assert_eq!(great.bytes(), u64::MAX, "as much as is claimed, and no overflow");
    }
}
