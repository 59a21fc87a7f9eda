//! Pin files, from a directory upwards.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::gomod::{self, PinError};
use crate::go::version::Request;
use crate::projects::manifest::Manifest;
use crate::sys::fs;

/// The most that is read of a pin file: a hostile one costs no time.
const LIMIT: u64 = 4096;
/// A manifest holds more than a version.
const MANIFEST_LIMIT: u64 = 1 << 20;

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
            Self::Manifest => crate::projects::manifest::FILE,
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

/// The nearest pin at or above `dir`.
pub fn nearest(dir: &Path) -> Option<Pin> {
    upwards(dir).next()
}

/// All pins at and above `dir`, nearest first, in the order of precedence.
pub(super) fn upwards(dir: &Path) -> impl Iterator<Item = Pin> {
    dir.ancestors().flat_map(|dir| PinFile::ALL.into_iter().filter_map(|kind| read(dir, kind)))
}

/// The pin of one kind in one directory. `None` where no such file stands there, or where it is
/// about other things.
fn read(dir: &Path, kind: PinFile) -> Option<Pin> {
    let pin = |line, request| Some(Pin { dir: dir.to_owned(), kind, line, request });
    let path = dir.join(kind.name());
    let limit = if kind == PinFile::Manifest { MANIFEST_LIMIT } else { LIMIT };
    let bytes = match fs::read::try_bytes(&path, limit) {
        Ok(found) => found?,
        Err(error) => return pin(0, Err(format!("it cannot be read: {error}"))),
    };
    let said = match kind {
        PinFile::Manifest => manifest(&path, &bytes),
        PinFile::GoVersion => gomod::go_version(&bytes).map(Some),
        PinFile::ToolVersions => gomod::tool_versions(&bytes),
    };
    match said {
        Ok(None) => None,
        Ok(Some(said)) => pin(said.line, Ok(said.request)),
        Err(PinError { line, what }) => pin(line, Err(what)),
    }
}

fn manifest(path: &Path, bytes: &[u8]) -> Result<Option<gomod::PinLine>, PinError> {
    let whole = |what: String| PinError { line: 0, what };
    let text = std::str::from_utf8(bytes).map_err(|_| whole("it is not UTF-8 text".to_owned()))?;
    let manifest =
        Manifest::parse(path, text).map_err(|fault| whole(unnamed(path, &fault.what)))?;
    Ok(manifest.go.map(|pin| gomod::PinLine { request: pin.request, line: pin.line }))
}

/// The message without the file's name, which the origin says already.
fn unnamed(path: &Path, what: &str) -> String {
    what.strip_prefix(&format!("{}:", path.visible())).unwrap_or(what).to_owned()
}
