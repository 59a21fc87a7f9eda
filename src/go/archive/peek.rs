//! Reads one small file out of an archive without unpacking the rest.

use std::fs::File;
use std::io::{BufReader, Read};

use flate2::read::GzDecoder;

use super::error::ArchiveError;
use super::guard::shown;
use super::headers::Headers;
use super::zip::At;
use crate::sys::fs::read;

/// Longest text that is read, and how far into an archive one looks for it, in bytes.
const LONGEST: u64 = 64 << 10;
const FAR: u64 = 2 << 30;

/// The text of the file `name` in a `.tar.gz`; `None` where there is none, or no such archive.
pub fn targz(file: File, name: &str) -> Option<String> {
    let inner = GzDecoder::new(BufReader::new(file)).take(FAR);
    let (headers, left) = Headers::new(inner);
    let mut archive = tar::Archive::new(headers);
    let mut entries = archive.entries().ok()?;
    loop {
        left.between();
        let entry = entries.next()?.ok()?;
        left.before(entry.size());
        if &*entry.path_bytes() == name.as_bytes() {
            return text(entry);
        }
    }
}

/// The name of the first file or directory in a `.tar.gz`.
pub(super) fn first_name(file: &File) -> Result<String, ArchiveError> {
    let damaged = |error: std::io::Error| ArchiveError::Damaged(error.to_string());
    let bytes = At::of(file).map_err(ArchiveError::Read)?;
    let inner = GzDecoder::new(bytes).take(FAR);
    let (headers, left) = Headers::new(inner);
    left.between();
    let mut archive = tar::Archive::new(headers);
    let named = |entry: &tar::Entry<'_, _>| !entry.header().entry_type().is_pax_global_extensions();
    let mut entries = archive.entries().map_err(damaged)?;
    let first = entries.find(|entry| entry.as_ref().map_or(true, named));
    let first = first.ok_or(ArchiveError::Empty)?.map_err(damaged)?;
    Ok(shown(&first.path_bytes()))
}

/// The text of the file `name` in a zip; `None` where there is none, or no such archive.
pub fn zip(file: &File, name: &str) -> Option<String> {
    let mut archive = super::zip::open(file).ok()?;
    let index = archive.index_for_name(name)?;
    text(archive.by_index(index).ok()?)
}

fn text(reader: impl Read) -> Option<String> {
    String::from_utf8(read::start(reader, LONGEST).ok()?).ok()
}
