//! Reads one small file out of an archive without unpacking the rest.

use std::fs::File;
use std::io::{BufReader, Read};

use flate2::read::GzDecoder;

/// Longest text that is read, and how far into an archive one looks for it, in bytes.
const LONGEST: u64 = 64 << 10;
const FAR: u64 = 2 << 30;

/// The text of the file `name` in a `.tar.gz`; `None` where there is none, or no such archive.
pub fn targz(file: File, name: &str) -> Option<String> {
    let mut archive = tar::Archive::new(GzDecoder::new(BufReader::new(file)).take(FAR));
    let mut entries = archive.entries().ok()?;
    let entry = entries.find_map(|entry| {
        let entry = entry.ok()?;
        (&*entry.path_bytes() == name.as_bytes()).then_some(entry)
    })?;
    text(entry)
}

/// The text of the file `name` in a zip; `None` where there is none, or no such archive.
pub fn zip(file: &File, name: &str) -> Option<String> {
    let mut archive = super::zip::open(file).ok()?;
    let index = archive.index_for_name(name)?;
    text(archive.by_index(index).ok()?)
}

fn text(reader: impl Read) -> Option<String> {
    let mut text = String::new();
    reader.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}
