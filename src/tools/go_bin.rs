//! What the user's own `go install` left in GOBIN, and which Go built it: gopls and golangci-lint refuse
//! code that is newer than the Go that they were built by.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::buildinfo::{self, BuildInfo};
use crate::go::quoted;
use crate::go::version::GoVersion;
use crate::projects::manifest::is_package;
use crate::sys::fs::{atomic, lookup, read, walk};

/// More than any program has, in bytes.
const LARGEST: u64 = 4 << 30;

/// A program that Go built. The names of the fields are keys of the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Program {
    pub name: String,
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    pub path: PathBuf,
    /// Its main package; null where it does not say.
    pub package: Option<String>,
    /// Of its module; `(devel)` where it was built in its own tree.
    pub version: Option<String>,
    /// The Go that built it.
    pub go: String,
    /// Whether that is of an older line than the Go that is selected.
    pub older: bool,
    /// How it was built, as far as the next one is built so too.
    #[serde(skip)]
    pub flags: Vec<String>,
    /// How it was built besides, by the names of the flags.
    #[serde(skip)]
    pub without: Vec<&'static str>,
}

impl Program {
    /// What `go install` takes to build it once more: `package`, `version`.
    ///
    /// What a file in GOBIN says of itself may be anything, and the go command would take `-C=DIR` for a flag.
    pub(crate) fn again(&self) -> Option<(&str, &str)> {
        let version = self.version.as_deref().filter(|version| version.starts_with('v'))?;
        Some((self.package.as_deref().filter(|package| is_package(package))?, version))
    }
}

/// All of them, by name; `selected` is the Go that is selected here.
///
/// # Errors
/// When the directory is there and cannot be read (exit 3).
pub(crate) fn list(bin: &Path, selected: Option<&GoVersion>) -> Result<Vec<Program>> {
    let mut names = walk::names(bin)?;
    names.sort();
    let program = |name: &std::ffi::OsString| {
        let path = bin.join(name);
        let info = lookup::is_program(&path).then(|| buildinfo::read(&path)).flatten()?;
        let (flags, without) = flags(&info);
        Some(Program {
            name: lookup::tool(&path)?.to_owned(),
            flags,
            without,
            older: selected.is_some_and(|selected| is_older(&info.go, selected)),
            package: info.path,
            version: info.module.map(|(_, version)| version),
            go: info.go,
            path,
        })
    };
    Ok(names.iter().filter_map(program).collect())
}

/// Of what a program records of its build: what the next one is given, and which flags it is not. A flag that could run
/// a program (`-ldflags=-extld=…`) is none that a file in GOBIN may choose.
fn flags(info: &BuildInfo) -> (Vec<String>, Vec<&'static str>) {
    let (mut given, mut without) = (Vec::new(), Vec::new());
    for name in [
        "-asmflags",
        "-asan",
        "-cover",
        "-gcflags",
        "-ldflags",
        "-msan",
        "-race",
        "-tags",
        "-trimpath",
    ] {
        let Some(value) = info.setting(name) else { continue };
        let may_be = match name {
            "-tags" | "-trimpath" => true,
            "-ldflags" => sets_names_alone(value),
            _ => false,
        };
        match may_be {
            true => given.push(format!("{name}={value}")),
            false => without.push(name),
        }
    }
    (given, without)
}

/// Whether these flags of the linker leave symbols out (`-s`, `-w`) and set variables (`-X NAME=VALUE`), and do nothing
/// else.
fn sets_names_alone(ldflags: &str) -> bool {
    // What begins with anything else is a pattern of packages and their flags (`cmd/go/internal/load/flag.go`).
    let is_for_all = ldflags.is_empty() || ldflags.starts_with('-');
    let Some(words) = quoted::split(ldflags).filter(|_| is_for_all) else { return false };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let is_plain = matches!(word, "-s" | "-w") || word.starts_with("-X=");
        let mut sets_a_variable = || word == "-X" && words.next().is_some();
        if !(is_plain || sets_a_variable()) {
            return false;
        }
    }
    true
}

/// What `go install` calls the program of a package (`cmd/go/internal/load.DefaultExecName`).
pub(crate) fn built_name(package: &str) -> &str {
    let mut parts = package.rsplit('/');
    let last = parts.next().unwrap_or(package);
    let is_major = last.strip_prefix('v').is_some_and(|number| {
        number.bytes().all(|b| b.is_ascii_digit()) && !matches!(number, "" | "0" | "1")
    });
    if is_major { parts.next().unwrap_or(last) } else { last }
}

/// Puts a program that was built elsewhere in the place of another.
///
/// # Errors
/// When it cannot be read or written (exit 3): the old one stands.
pub(crate) fn replace(built: &Path, old: &Path) -> Result<()> {
    let bytes = read::bytes(built, LARGEST)?;
    let bytes = bytes.ok_or_else(|| Fault::unfinished(format!("{} is gone", built.visible())))?;
    atomic::write_back(old, &bytes, built)
}

/// Whether what is built by `go` is built by an older line than this version's: patches change no language.
pub(crate) fn is_older(go: &str, selected: &GoVersion) -> bool {
    let name = go.split_whitespace().next().unwrap_or_default();
    GoVersion::from_toolchain(name)
        .is_some_and(|built| !built.same_line(selected) && built.compare(selected).is_lt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_of_a_program_is_the_last_word_of_its_package_but_for_the_major_version() {
        for (package, name) in [
            ("example.com/x/hello", "hello"),
            ("example.com/x/hello/v2", "hello"),
            ("example.com/x/cmd/v1", "v1"),
            ("example.com/x/vet", "vet"),
            ("example.com", "example.com"),
        ] {
            assert_eq!(built_name(package), name, "{package}");
        }
    }

    #[test]
    fn build_is_repeated_with_what_could_run_nothing() {
        for (ldflags, may_be) in [
            ("-s -w", true),
            ("-X main.version=v1.0.0 -s", true),
            ("-X 'main.name=a b' -X=main.x=y", true),
            ("-w \"-X=main.name=a -extld b\" ", true),
            ("-X\tmain.a=b\n-s", true),
            ("", true),
            ("-extld=/tmp/x", false),
            ("-s -linkmode external", false),
            ("-X main.x=y -extld /tmp/x", false),
            ("-X 'main.x=y' '-extld=/tmp/x'", false),
            ("-X -extld=/tmp/x -extld=/tmp/y", false),
            ("-X", false),
            ("-X 'main.x=y", false),
            // Blanks to others, and none to Go.
            ("-X \u{a0}'main.x=y -extld=/tmp/x -X=main.x=z'", false),
            ("-X \u{b}'main.x=y -extld=/tmp/x -X=main.x=z'", false),
            ("-X a\u{c}-extld=/tmp/x", true),
            ("\"-X\" all=-extld=/tmp/x", false),
            ("all=-s", false),
        ] {
            assert_eq!(sets_names_alone(ldflags), may_be, "{ldflags}");
        }
        let set =
            [("-tags", "a,b"), ("-ldflags", "-extld=x"), ("-race", "true"), ("GOOS", "linux")];
        let settings = set.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let (given, without) = flags(&BuildInfo { settings, ..BuildInfo::default() });
        assert_eq!((given, without), (vec!["-tags=a,b".to_owned()], vec!["-ldflags", "-race"]));
    }

    #[test]
    fn program_whose_package_the_go_command_would_take_for_a_flag_is_not_built_again() {
        let program = |package: &str| Program {
            name: "x".to_owned(),
            path: PathBuf::new(),
            package: Some(package.to_owned()),
            version: Some("v1.0.0".to_owned()),
            go: "go1.22.5".to_owned(),
            older: true,
            flags: Vec::new(),
            without: Vec::new(),
        };
        assert_eq!(
            program("golang.org/x/tools/gopls").again(),
            Some(("golang.org/x/tools/gopls", "v1.0.0"))
        );
        for package in ["-C=/tmp", "-toolexec=/tmp/x", "./x", "/tmp/x", "a b.com/c", ""] {
            assert_eq!(program(package).again(), None, "{package}");
        }
    }

    #[test]
    fn older_is_a_line_and_no_patch() {
        let selected = GoVersion::parse("1.22.5").unwrap();
        for (go, older) in [
            ("go1.21.13", true),
            ("go1.22.0", false),
            ("go1.22.9 X:nocoverageredesign", false),
            ("go1.23.1", false),
            ("go1.20.1 X:x", true),
            ("devel go1.20-abc", false),
        ] {
            assert_eq!(is_older(go, &selected), older, "{go}");
        }
    }
}
