//! Paths in JSON: text where they are text. What is none is null, and its bytes stand beside it in
//! base64 as `NAME_bytes`, so that no byte of a path is lost and no output fails over one.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serializer;
use serde::ser::SerializeMap;

/// For `#[serde(flatten, serialize_with = "…")]` of a field `path`.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn path<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    named(["path", "path_bytes"], path, serializer)
}

/// The same for a field `program`.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn program<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    named(["program", "program_bytes"], path, serializer)
}

fn named<S: Serializer>(
    [name, bytes]: [&str; 2],
    path: &Path,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(name, &path.to_str())?;
    if path.to_str().is_none() {
        map.serialize_entry(bytes, &STANDARD.encode(path.as_os_str().as_encoded_bytes()))?;
    }
    map.end()
}
