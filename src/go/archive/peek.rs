//! Reads one small file out of an archive without unpacking the rest.

use std::fs::File;
use std::io::{BufReader, Read};

use flate2::read::GzDecoder;

use super::headers::Headers;
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

/// The text of the file `name` in a zip; `None` where there is none, or no such archive.
pub fn zip(file: &File, name: &str) -> Option<String> {
    let mut archive = super::zip::open(file).ok()?;
    let index = archive.index_for_name(name)?;
    text(archive.by_index(index).ok()?)
}

fn text(reader: impl Read) -> Option<String> {
    String::from_utf8(read::start(reader, LONGEST).ok()?).ok()
}
