//! Pin files, from a directory upwards.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::gomod::{self, PinError, PinLine};
use crate::go::version::Request;
use crate::projects::manifest;
use crate::projects::scan::{AncestorScan, Level};

/// The most that is read of a pin file: a hostile one costs no time.
const LIMIT: u64 = 4096;

/// The kinds of pin file, in the order in which one directory is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PinFile {
    /// `goenvmgr.toml` with a `go` key.
    Manifest,
    /// `.go-version`.
    GoVersion,
    /// `.tool-versions` with a golang or go line.
    ToolVersions,
}

impl PinFile {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Manifest, Self::GoVersion, Self::ToolVersions];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manifest => manifest::FILE,
            Self::GoVersion => ".go-version",
            Self::ToolVersions => ".tool-versions",
        }
    }
}

impl fmt::Display for PinFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A file that pins a version, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Its directory, as the walk upwards names it.
    pub dir: PathBuf,
    /// Its kind.
    pub kind: PinFile,
    /// The line that asks, counted from 1; 0 where the file as a whole is wrong.
    pub line: usize,
    /// The request, or why there is none.
    pub request: Result<Request, String>,
}

impl Pin {
    /// The file.
    pub fn path(&self) -> PathBuf {
        self.dir.join(self.kind.name())
    }

    /// File and line.
    pub fn origin(&self) -> Origin {
        Origin::file(self.path(), self.line)
    }
}

/// The nearest pin at or above where a scan starts.
pub fn nearest(scan: &AncestorScan) -> Option<Pin> {
    upwards(scan).next()
}

/// All pins of a scan, nearest first, in the order of precedence.
pub(super) fn upwards(scan: &AncestorScan) -> impl Iterator<Item = Pin> {
    scan.levels().flat_map(at)
}

/// Those of one directory.
pub(super) fn at(level: &Level) -> impl Iterator<Item = Pin> {
    PinFile::ALL.into_iter().filter_map(|kind| read(level, kind))
}

/// The pin of one kind in one directory. `None` where no such file stands there, or where it is
/// about other things.
fn read(level: &Level, kind: PinFile) -> Option<Pin> {
    let pin = |line, request| Some(Pin { dir: level.dir().to_owned(), kind, line, request });
    let file = level.file(kind.name());
    let limit = if kind == PinFile::Manifest { manifest::LIMIT } else { LIMIT };
    let bytes = match file.contents(limit) {
        Ok(found) => found?,
        Err(error) => return pin(0, Err(format!("it cannot be read: {error}"))),
    };
    let said = match kind {
        PinFile::Manifest => of_manifest(level, bytes),
        PinFile::GoVersion => gomod::go_version(bytes).map(Some),
        PinFile::ToolVersions => gomod::tool_versions(bytes),
    };
    match said {
        Ok(None) => None,
        Ok(Some(said)) => pin(said.line, Ok(said.request)),
        Err(PinError { line, what }) => pin(line, Err(what)),
    }
}

fn of_manifest(level: &Level, bytes: &[u8]) -> Result<Option<PinLine>, PinError> {
    let whole = |what: &str| Err(PinError { line: 0, what: what.to_owned() });
    if std::str::from_utf8(bytes).is_err() {
        return whole("it is not UTF-8 text");
    }
    match level.manifest() {
        None => Ok(None),
        Some(Ok(manifest)) => Ok(manifest.go.clone().map(|pin| {
            let manifest::Pin { request, line } = pin;
            PinLine { request, line }
        })),
        Some(Err(fault)) => {
            whole(unnamed(level.file(PinFile::Manifest.name()).path(), &fault.what))
        }
    }
}

/// The message without the file's name, which the origin says already.
fn unnamed<'a>(path: &Path, what: &'a str) -> &'a str {
    what.strip_prefix(&format!("{}:", path.visible())).unwrap_or(what)
}
