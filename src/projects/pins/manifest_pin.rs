//! The version of a `goenvmgr.toml`: `go` at the top, or in `[tools]`.

use toml_edit::DocumentMut;

use super::edit::{Edit, replace};
use super::requests::{PinError, PinLine};
use crate::base::fault::Result as OrFault;
use crate::projects::manifest::{self, Manifest, Notice};
use crate::projects::scan::Level;

/// The version of the manifest in a directory.
///
/// # Errors
/// When anything is wrong with the manifest: a part of one counts for nothing.
pub(super) fn read(level: &Level, file: &[u8]) -> Result<Option<PinLine>, PinError> {
    let text = std::str::from_utf8(file).map_err(|_| PinError::whole("it is not UTF-8 text"))?;
    match level.manifest() {
        None => Ok(None),
        Some(Ok(manifest)) => Ok(manifest.go.clone().map(|pin| {
            let manifest::Pin { request, line } = pin;
            PinLine { requests: request.into(), line }
        })),
        // The fault names the file, which the origin does already.
        Some(Err(fault)) => Err(match Manifest::first_problem(text) {
            Some(Notice { line, what }) => PinError { line, what },
            None => PinError::whole(&fault.what),
        }),
    }
}

/// Writes the version where it stands, else at the top.
///
/// # Errors
/// When the text is no TOML (exit 2).
pub(super) fn write(edit: &Edit<'_>) -> OrFault<String> {
    let mut document: DocumentMut = edit.document()?;
    let in_tools = !document.contains_key("go");
    let tools = document.get_mut("tools").filter(|_| in_tools);
    let item = match tools.and_then(|tools| tools.as_table_like_mut()?.get_mut("go")) {
        Some(item) => item,
        None => document.entry("go").or_insert_with(|| toml_edit::value("")),
    };
    if let Some(value) = item.as_value_mut() {
        replace(value, &edit.request.to_string());
    }
    Ok(document.to_string())
}
