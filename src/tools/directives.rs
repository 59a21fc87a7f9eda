//! `tool` lines of go.mod (Go 1.24 and newer): the go command builds what they name, at the version that
//! go.mod requires. They are named here, and nothing is built for them.

use std::path::PathBuf;

use serde::Serialize;

use crate::go::gomod;
use crate::projects::scan::AncestorScan;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ToolLine {
    /// The package, as it stands there.
    pub package: String,
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
}

/// More than any go.mod has, in bytes.
const LIMIT: u64 = 16 << 20;

/// Those of the nearest go.mod. One that cannot be read has none here: doctor says what is wrong with it.
pub(crate) fn nearest(scan: &AncestorScan) -> Vec<ToolLine> {
    let Some(level) = scan.nearest("go.mod") else { return Vec::new() };
    let file = level.file("go.mod");
    let Ok(Some(bytes)) = file.contents(LIMIT) else { return Vec::new() };
    let text = String::from_utf8_lossy(bytes);
    let named = gomod::directives(&text).into_iter().filter_map(|directive| {
        match directive.words.as_slice() {
            [verb, package] if verb == "tool" => Some((package.clone(), directive.line)),
            _ => None,
        }
    });
    let path = file.path();
    named.map(|(package, line)| ToolLine { package, file: path.to_owned(), line }).collect()
}
