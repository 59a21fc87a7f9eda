//! Writes the pin of one directory: the file that decides there, else a new `.go-version`. What
//! else stands in the file stays as it is. go.mod is Go's own business and never written.

use std::path::{Path, PathBuf};

use serde::Serialize;
use toml_edit::DocumentMut;

use super::pins::{self, Pin, PinFile};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::scan::AncestorScan;
use crate::sys::fs;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pinning {
    /// The file.
    pub path: PathBuf,
    /// What it will ask for.
    pub request: Request,
    /// What it asks for now; `None` where it is new or unreadable.
    pub previous: Option<Request>,
    /// Whether the file is new.
    pub created: bool,
    /// The whole file.
    #[serde(skip)]
    text: String,
}

impl Pinning {
    /// Reads the directory.
    ///
    /// # Errors
    /// When the directory is gone or the deciding file cannot be read (exit 3), or that is no text
    /// that can be edited, or a link that leads out of the directory (exit 2).
    pub fn plan(dir: &Path, request: &Request) -> Result<Self> {
        // Writing would make a directory anew that was deleted.
        if !fs::read::is_dir(dir) {
            return Err(Fault::unfinished(format!("{} is not there any more", dir.visible()))
                .hint("cd to a directory that exists; then pin again"));
        }
        let request = request.clone();
        let Some(pin) = nearest_here(dir) else {
            let path = dir.join(PinFile::GoVersion.name());
            stays_here(&path)?;
            // A file that says nothing about Go (or is empty) cannot be a `.go-version`.
            return Ok(Self {
                text: format!("{request}\n"),
                path,
                request,
                previous: None,
                created: true,
            });
        };
        let path = pin.path();
        stays_here(&path)?;
        let before = fs::in_place::text(&path, 1 << 20).map_err(|fault| {
            let path = word(&path);
            fault.or_hint(format!("mv {path} {path}.bad; then pin again"))
        })?;
        let before = before.unwrap_or_default();
        let text = edit(&pin, &path, &before, &request)?;
        Ok(Self { path, request, previous: pin.request.ok(), created: false, text })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it is a link that leads out of its directory (exit 2), or that fails (exit 3).
    pub fn apply(&self) -> Result<()> {
        stays_here(&self.path)?;
        fs::atomic::write_users(&self.path, self.text.as_bytes())
    }
}

/// What decides in this directory alone.
fn nearest_here(dir: &Path) -> Option<Pin> {
    let scan = AncestorScan::of(dir);
    scan.levels().next().and_then(|level| pins::at(level).next())
}

/// A repository brings its links along: none of them decides which file of the user is written.
fn stays_here(path: &Path) -> Result<()> {
    let Some(target) = fs::link::leads_out(path) else { return Ok(()) };
    let what = format!(
        "{} is a link that leads out of its directory, to {}: it is not written",
        path.visible(),
        target.visible()
    );
    Err(Fault::usage(what).hint(format!("rm {}; then pin again", word(path))))
}

fn edit(pin: &Pin, path: &Path, before: &str, request: &Request) -> Result<String> {
    let word = request.to_string();
    Ok(match (pin.kind, pin.line) {
        (PinFile::Manifest, _) => return manifest(path, before, &word),
        (PinFile::GoVersion, 0) => format!("{before}{}{word}\n", line_break(before)),
        (PinFile::GoVersion, line) => replace_word(before, line, 0, &word),
        (PinFile::ToolVersions, 0) => format!("{before}{}golang {word}\n", line_break(before)),
        (PinFile::ToolVersions, line) => replace_word(before, line, 1, &word),
    })
}

fn line_break(before: &str) -> &'static str {
    if before.is_empty() || before.ends_with('\n') { "" } else { "\n" }
}

/// Replaces one word of one line (counted from 1), or adds it where the line is shorter.
fn replace_word(text: &str, line: usize, word: usize, new: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let Some(old) = lines.get_mut(line.saturating_sub(1)) else { return text.to_owned() };
    // A comment may begin right after the words.
    let content =
        old.split(['#', '\r', '\n']).next().unwrap_or_default().trim_start_matches('\u{feff}');
    let start = content.as_ptr() as usize - old.as_ptr() as usize;
    let place = content.split_whitespace().nth(word).map(|found| {
        let at = found.as_ptr() as usize - content.as_ptr() as usize;
        start + at..start + at + found.len()
    });
    match place {
        Some(place) => old.replace_range(place, new),
        None => old.insert_str(start + content.trim_end().len(), &format!(" {new}")),
    }
    lines.concat()
}

fn manifest(path: &Path, before: &str, word: &str) -> Result<String> {
    let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| {
        Fault::usage(format!("{}: {}", path.visible(), error.message()))
            .hint("mend the file, then try again")
    })?;
    match document.get_mut("go").and_then(toml_edit::Item::as_value_mut) {
        Some(value) => {
            let decor = value.decor().clone();
            *value = word.into();
            *value.decor_mut() = decor;
        }
        None => {
            document.insert("go", toml_edit::value(word));
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinning_changes_one_word_and_the_rest_stays() {
        let request: Request = "1.23.1".parse().unwrap();
        for (name, before, after) in [
            (".go-version", "1.22.5\n", "1.23.1\n"),
            (".go-version", "# ours\n  go1.22 # why\r\nmore\n", "# ours\n  1.23.1 # why\r\nmore\n"),
            (".go-version", "\u{feff}1.22.5", "\u{feff}1.23.1"),
            (".go-version", "nonsense # x", "1.23.1 # x"),
            (".go-version", "", "1.23.1\n"),
            (".go-version", "# only this", "# only this\n1.23.1\n"),
            (
                ".tool-versions",
                "node 20\ngolang  1.22.5 1.21.0 # x\n",
                "node 20\ngolang  1.23.1 1.21.0 # x\n",
            ),
            (".tool-versions", "go ref:x\n", "go 1.23.1\n"),
            (".tool-versions", "golang # none\nnode 1\n", "golang 1.23.1 # none\nnode 1\n"),
            (
                "goenvmgr.toml",
                "# ours\ngo = '1.22' # why\n[env]\nA = '1'\n",
                "# ours\ngo = \"1.23.1\" # why\n[env]\nA = '1'\n",
            ),
        ] {
            let dir = tempfile::tempdir().unwrap();
            std::fs::write(dir.path().join(name), before).unwrap();
            let plan = Pinning::plan(dir.path(), &request).unwrap();
            plan.apply().unwrap();
            assert_eq!(
                std::fs::read_to_string(dir.path().join(name)).unwrap(),
                after,
                "{before:?}"
            );
            assert!(!plan.created);
            let pin = pins::nearest(&AncestorScan::of(dir.path())).unwrap();
            assert_eq!(pin.request, Ok(request.clone()), "{before:?} is read back");
            assert_eq!(pin.kind.name(), name);
        }
    }

    #[test]
    fn directory_without_a_pin_gets_a_go_version() {
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("below");
        std::fs::create_dir(&below).unwrap();
        std::fs::write(dir.path().join(".go-version"), "1.20").unwrap();
        std::fs::write(below.join("go.mod"), "module m\ngo 1.22\n").unwrap();
        std::fs::write(below.join(".tool-versions"), "node 20\n").unwrap();
        let plan = Pinning::plan(&below, &"1.22".parse().unwrap()).unwrap();
        assert!(plan.created);
        plan.apply().unwrap();
        assert_eq!(std::fs::read_to_string(below.join(".go-version")).unwrap(), "1.22\n");
        assert_eq!(std::fs::read_to_string(dir.path().join(".go-version")).unwrap(), "1.20");
        assert_eq!(std::fs::read_to_string(below.join("go.mod")).unwrap(), "module m\ngo 1.22\n");
    }
}
