//! Files of other programs that ask for a Go version and that goenvmgr does not read. They decide nothing;
//! they are named, with what to type, so that nobody wonders why they do not count. A new one is a row.

use std::path::{Path, PathBuf};

use serde::Serialize;
use toml_edit::Document;

use super::requests::PinLine;
use super::{mise, words};
use crate::base::origin::Origin;
use crate::base::quoting::word;
use crate::go::version::Request;
use crate::projects::scan::{AncestorScan, Level};
use crate::projects::toml_text::Lines;

/// A file that asks for a Go version and decides nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The file.
    pub path: PathBuf,
    /// The line that asks, counted from 1.
    pub line: usize,
    /// The program that reads it.
    pub program: &'static str,
    /// What it asks for, where goenvmgr has a word for it.
    pub request: Option<Request>,
    #[serde(skip)]
    dir: PathBuf,
}

/// The line that asks for Go, and the version as it is written there.
type Asks = fn(&str) -> Option<(usize, String)>;

/// Which program reads which file, and where Go stands in it.
const FILES: [(&str, &str, Asks); 13] = [
    ("mise.local.toml", "mise", mise_tools),
    (".mise.local.toml", "mise", mise_tools),
    ("mise/config.toml", "mise", mise_tools),
    (".mise/config.toml", "mise", mise_tools),
    (".config/mise.toml", "mise", mise_tools),
    (".config/mise/config.toml", "mise", mise_tools),
    (".prototools", "proto", |text| toml_value(text, None, &["go"])),
    (".vfox.toml", "vfox", |text| toml_value(text, Some("tools"), &["golang", "go"])),
    ("vfox.toml", "vfox", |text| toml_value(text, Some("tools"), &["golang", "go"])),
    ("vx.toml", "vx", |text| toml_value(text, Some("tools"), &["go", "golang"])),
    (".gvmrc", "gvm", first_version),
    (".golang-version", "another version manager", first_version),
    ("devbox.json", "devbox", devbox),
];

/// Those of a scan, nearest first.
pub fn unread(scan: &AncestorScan) -> impl Iterator<Item = Unread> {
    scan.levels().flat_map(|level| FILES.iter().filter_map(|file| look(level, file)))
}

fn look(
    level: &Level,
    (name, program, asks): &(&'static str, &'static str, Asks),
) -> Option<Unread> {
    let file = level.file(name);
    let text = words::as_text(file.contents(mise::LIMIT).ok()??).ok()?;
    let (line, version) = asks(text)?;
    let (path, dir) = (file.path().to_owned(), level.dir().to_owned());
    Some(Unread { path, line, program, request: Request::published(&version).ok(), dir })
}

impl Unread {
    /// File and line.
    pub fn origin(&self) -> Origin {
        Origin::file(&self.path, self.line)
    }

    /// What to type in the directory `cwd` so that goenvmgr does what this file says.
    pub fn cure(&self, cwd: &Path, home: Option<&Path>) -> String {
        let version = self.request.as_ref().map_or("VERSION".to_owned(), Request::typed);
        match self.dir.as_path() {
            dir if dir == cwd => format!("goenvmgr pin {version}"),
            dir if Some(dir) == home => format!("goenvmgr default {version}"),
            dir => format!("cd {} && goenvmgr pin {version}", word(dir)),
        }
    }
}

fn mise_tools(text: &str) -> Option<(usize, String)> {
    match mise::read(text.as_bytes()) {
        Ok(pin) => pin.map(|PinLine { requests, line }| (line, requests.first.to_string())),
        Err(error) => Some((error.line, String::new())),
    }
}

/// A key at the top or in a table: a string, or a table with a `version`.
fn toml_value(text: &str, table: Option<&str>, keys: &[&str]) -> Option<(usize, String)> {
    let document = Document::parse(text).ok()?;
    let top = match table {
        Some(table) => document.get(table)?.as_table_like()?,
        None => document.as_table(),
    };
    let item = keys.iter().find_map(|key| top.get(key))?;
    let version = item.get("version").unwrap_or(item);
    let line = Lines::of(text).at(version.span().or(item.span()));
    Some((line, version.as_str().unwrap_or_default().to_owned()))
}

/// The first word that is a version: `go1.22.5`, `gvm use go1.22.5`.
fn first_version(text: &str) -> Option<(usize, String)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let mut words = lines.flat_map(|(number, line)| {
        let code = line.split('#').next().unwrap_or_default();
        code.split([' ', '\t', ';', '"', '\'', '=']).map(move |word| (number, word))
    });
    let is_version = |word: &str| {
        matches!(Request::published(word), Ok(Request::Exact(_) | Request::Line(_)))
            && word.contains('.')
    };
    words.find(|(_, word)| is_version(word)).map(|(line, word)| (line, word.to_owned()))
}

/// `"go@1.22.5"` in the list of packages, or `"go": "1.22.5"` in the table of them. The file has
/// comments: it is no JSON.
fn devbox(text: &str) -> Option<(usize, String)> {
    let code = |line: &'_ str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines().enumerate().find_map(|(index, line)| {
        let code = code(line);
        let strings: Vec<&str> = code.split('"').skip(1).step_by(2).collect();
        let version = strings.iter().enumerate().find_map(|(at, string)| match *string {
            "go" => Some(strings.get(at + 1).copied().unwrap_or_default()),
            package => package.strip_prefix("go@"),
        });
        version.map(|version| (index + 1, version.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let scan = AncestorScan::of(dir.path());
        let here = unread(&scan).find(|file| file.path.starts_with(dir.path()));
        here.map_or("nothing".to_owned(), |file| {
            format!("{} {} {}", file.line, file.program, file.cure(dir.path(), None))
        })
    }

    #[test]
    fn unread_files_are_named_where_they_ask_for_go() {
        let range = format!("1 proto goenvmgr pin {}", word("~1.22"));
        for (name, text, wanted) in [
            (".prototools", "node = '20'\ngo = \"1.22.5\"\n", "2 proto goenvmgr pin 1.22.5"),
            (".prototools", "go = '~1.22'\n[settings]\n", range.as_str()),
            (".prototools", "node = '20'\n[plugins]\ngo = 'x'\n", "nothing"),
            (".vfox.toml", "[tools]\ngolang = '1.22.5'", "2 vfox goenvmgr pin 1.22.5"),
            ("vfox.toml", "[tools.golang]\nversion = '1.22'", "2 vfox goenvmgr pin 1.22"),
            (".gvmrc", "# ours\ngvm use go1.22.5\n", "2 gvm goenvmgr pin 1.22.5"),
            (".gvmrc", "go1.22\n", "1 gvm goenvmgr pin 1.22"),
            (".gvmrc", "export GOROOT=$HOME/go\nexit 1\n", "nothing"),
            (".golang-version", "1.22.5\n", "1 another version manager goenvmgr pin 1.22.5"),
            (
                "devbox.json",
                "{\n // why\n \"packages\": [\"nodejs@20\", \"go@1.22.5\"]\n}",
                "3 devbox goenvmgr pin 1.22.5",
            ),
            ("devbox.json", "{\"packages\": {\"go\": \"1.22\"}}", "1 devbox goenvmgr pin 1.22"),
            ("devbox.json", "{\"packages\": [\"golangci-lint@1\"]}", "nothing"),
            ("mise.local.toml", "[tools]\ngo = '1.22'", "2 mise goenvmgr pin 1.22"),
            (".mise/config.toml", "[tools]\ngo = '{{ x }}'", "2 mise goenvmgr pin VERSION"),
            (".config/mise/config.toml", "[tools]\nnode = '1'", "nothing"),
            (".prototools", "go = \"1.22\"\nx = ", "nothing"),
        ] {
            assert_eq!(found(name, text), wanted, "{name}: {text}");
        }
    }

    #[test]
    fn unread_file_is_followed_where_it_stands() {
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("a b");
        std::fs::create_dir(&below).unwrap();
        std::fs::write(dir.path().join(".prototools"), "go = '1.22.5'").unwrap();
        let scan = AncestorScan::of(&below);
        let file = unread(&scan).next().unwrap();
        let there = format!("cd {} && goenvmgr pin 1.22.5", word(dir.path()));
        assert_eq!(file.cure(&below, None), there);
        assert_eq!(file.cure(&below, Some(dir.path())), "goenvmgr default 1.22.5");
        assert_eq!(file.cure(dir.path(), Some(dir.path())), "goenvmgr pin 1.22.5");
    }
}
