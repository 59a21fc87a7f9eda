//! What an archive is, by its first bytes, and the directory that all of it lies in.

use std::fs::File;
use std::io;

use super::error::ArchiveError;
use super::{peek, zip};
use crate::sys::fs::position;

/// How an archive is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `.tar.gz`.
    TarGz,
    /// `.zip`.
    Zip,
}

/// What the first bytes of a file say that it is; `None` where it is neither.
///
/// # Errors
/// When it cannot be read.
pub fn form(file: &File) -> io::Result<Option<Form>> {
    let mut start = [0; 4];
    let n = position::read(file, &mut start, 0)?;
    Ok(match start.get(..n).unwrap_or_default() {
        [0x1f, 0x8b, ..] => Some(Form::TarGz),
        [b'P', b'K', ..] => Some(Form::Zip),
        _ => None,
    })
}

/// What all names in an archive of source begin with, by the first one: `go/` of a release's, `go-master/` of a
/// site that names the branch, nothing where the files lie at the top.
///
/// # Errors
/// When it is no such archive.
pub fn source_prefix(file: &File, form: Form) -> Result<String, ArchiveError> {
    let first = match form {
        Form::TarGz => peek::first_name(file)?,
        Form::Zip => zip::first_name(file)?,
    };
    let first = first.strip_prefix("./").unwrap_or(&first);
    Ok(first.split_once('/').map(|(top, _)| format!("{top}/")).unwrap_or_default())
}
