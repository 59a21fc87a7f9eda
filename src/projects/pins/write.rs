//! Writes the pin of one directory: the file that decides there, else a new `.go-version`. What
//! else stands in the file stays as it is. go.mod is Go's own business and never written.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::edit::Edit;
use super::kinds::NEW;
use super::{Pin, at, manifest_pin};
use crate::base::fault::{Fault, Result};
use crate::base::line_ends;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::{Name, Request};
use crate::projects::manifest;
use crate::projects::scan::AncestorScan;
use crate::sys::fs;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pinning {
    /// The file.
    pub path: PathBuf,
    /// What it will ask for.
    pub request: Request,
    /// What it asks for first now; `None` where it is new or unreadable.
    pub previous: Option<Request>,
    /// What will do in its place: the requests that stand after it.
    pub fallbacks: Vec<Request>,
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
        // Writing would make a directory again that was deleted.
        if !fs::read::is_dir(dir) {
            return Err(Fault::unfinished(format!("{} is not there any more", dir.visible()))
                .hint("cd to a directory that exists; then pin again"));
        }
        let request = request.clone();
        let found = nearest_here(dir);
        if let Request::Named(name) = &request {
            return Self::of_own(dir, name, found);
        }
        let Some(pin) = found else {
            let path = dir.join(NEW.name);
            stays_here(&path)?;
            // A file that says nothing about Go (or is empty) cannot be a `.go-version`.
            return Ok(Self {
                text: format!("{request}\n"),
                path,
                request,
                previous: None,
                fallbacks: Vec::new(),
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
        let text = line_ends::kept(&before, |text| {
            (pin.kind.write)(&Edit { path: &path, text, line: pin.line, request: &request })
        })?;
        let list = pin.request.ok();
        // `system` ends the list.
        let reached = list.iter().filter(|_| request != Request::System);
        let fallbacks = reached.flat_map(|list| list.requests().skip(1).cloned()).collect();
        let previous = list.map(|list| list.first);
        Ok(Self { path, request, previous, fallbacks, created: false, text })
    }

    /// By the name of a toolchain of the user's own, which a manifest alone has a word for.
    fn of_own(dir: &Path, name: &Name, found: Option<Pin>) -> Result<Self> {
        if let Some(other) = found.as_ref().filter(|pin| pin.kind.name != manifest::FILE) {
            let what = format!(
                "{} pins here, and {name}, which is linked on this machine alone, means nothing there",
                other.path().visible()
            );
            let hint = format!("goenvmgr use {name}; or go = \"{name}\" in a {}", manifest::FILE);
            return Err(Fault::usage(what).hint(hint));
        }
        let path = dir.join(manifest::FILE);
        stays_here(&path)?;
        let request = Request::Named(name.clone());
        let before = fs::in_place::text(&path, 1 << 20)?;
        let text = line_ends::kept(before.as_deref().unwrap_or_default(), |text| {
            let line = found.as_ref().map_or(0, |pin| pin.line);
            manifest_pin::write(&Edit { path: &path, text, line, request: &request })
        })?;
        let previous = found.and_then(|pin| pin.request.ok()).map(|list| list.first);
        Ok(Self { path, request, previous, fallbacks: Vec::new(), created: before.is_none(), text })
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
    scan.levels().next().and_then(|level| at(level).next())
}

/// A repository brings its links along: none of them decides which file of the user is written.
pub(crate) fn stays_here(path: &Path) -> Result<()> {
    let Some(target) = fs::link::leads_out(path) else { return Ok(()) };
    let what = format!(
        "{} is a link that leads out of its directory, to {}: it is not written",
        path.visible(),
        target.visible()
    );
    Err(Fault::usage(what).hint(format!("rm {}; then this again", word(path))))
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
            (
                "goenvmgr.toml",
                "# ours\n[tools]\ngo  = '1.22' # why\ndlv = '1.22.0'\n",
                "# ours\n[tools]\ngo  = \"1.23.1\" # why\ndlv = '1.22.0'\n",
            ),
            ("goenvmgr.toml", "tools.go = '1.22'", "tools.go = \"1.23.1\"\n"),
            (
                ".tool-versions",
                "golang ref:x 1.22.5 system # x\n",
                "golang 1.23.1 1.22.5 system # x\n",
            ),
            (
                "mise.toml",
                "[tools]\n# why\ngo = '1.22' # x\nnode = '20'\n",
                "[tools]\n# why\ngo = \"1.23.1\" # x\nnode = '20'\n",
            ),
            (
                ".mise.toml",
                "[tools]\ngo = '1'\ngolang = [ '1.22', \"1.21\" ]\n",
                "[tools]\ngo = '1'\ngolang = [ \"1.23.1\", \"1.21\" ]\n",
            ),
            (
                "mise.toml",
                "tools.go = { prefix = '1.22', postinstall = 'x' }\n",
                "tools.go = { postinstall = 'x' , version = \"1.23.1\" }\n",
            ),
            (
                "mise.toml",
                "[[tools.go]]\nos = ['plan9']\nversion = '1'\n[[tools.go]]\nversion = '1.2' # x\n",
                "[[tools.go]]\nos = ['plan9']\nversion = '1'\n[[tools.go]]\nversion = \"1.23.1\" # x\n",
            ),
            (
                "mise.toml",
                "[tools.go]\nversion = \"{{ x }}\"\n[tasks.b]\nrun = 'go build'\n",
                "[tools.go]\nversion = \"1.23.1\"\n[tasks.b]\nrun = 'go build'\n",
            ),
            ("mise.toml", "[tools]\ngo = 1.20\n", "[tools]\ngo = \"1.23.1\"\n"),
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
            let pin = nearest_here(dir.path()).unwrap();
            assert_eq!(pin.request.unwrap().first, request, "{before:?} is read back");
            assert_eq!(pin.kind.name, name);
        }
    }

    #[test]
    fn mise_toml_gets_no_word_that_mise_does_not_know() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("mise.toml"), "[tools]\ngo = '1.22'\n").unwrap();
        for word in ["oldstable", "rc"] {
            let fault = Pinning::plan(dir.path(), &word.parse().unwrap()).unwrap_err();
            assert!(fault.what.contains(&format!("does not know the word `{word}`")), "{fault}");
            assert_eq!(fault.exit, crate::base::fault::Exit::Usage);
        }
        for word in ["latest", "1.22", "1.20.0", "system"] {
            assert!(Pinning::plan(dir.path(), &word.parse().unwrap()).is_ok(), "{word}");
        }
    }

    #[test]
    fn what_stands_after_the_first_request_is_said() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(".tool-versions"), "golang 1.21.3 x 1.22.5 system").unwrap();
        let fallbacks = |word: &str| {
            let plan = Pinning::plan(dir.path(), &word.parse().unwrap()).unwrap();
            plan.fallbacks.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(fallbacks("1.23.1"), ["1.22.5", "system"]);
        assert!(fallbacks("system").is_empty());
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
