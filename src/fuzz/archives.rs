//! Archives: what leaves one lies below its directory, and is what was said of it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::base::progress::Silent;
use crate::go::archive::{self, ArchiveError, Limits};
use crate::go::tree::Tree;
use crate::sys::fs::{rights, unnamed};

const LIMITS: Limits = Limits { files: 200, bytes: 4 << 20, file_bytes: 2 << 20 };
const MODULE: &str = "golang.org/toolchain@v0.0.1-go1.22.5.linux-amd64/";

/// A tar as it is, packed here: no mutation breaks the gzip around it.
pub fn tar(bytes: &[u8]) {
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    if packed.write_all(bytes).is_ok()
        && let Ok(packed) = packed.finish()
    {
        targz(&packed);
    }
}

/// A tar.gz.
pub fn targz(bytes: &[u8]) {
    let surveyed = archive::survey_targz(bytes, "go/", &LIMITS);
    below(&surveyed, |into| archive::unpack_targz(bytes, into, "go/", &LIMITS));
    if let Some(file) = unnamed::file(bytes) {
        let _ = archive::peek_targz(file, "go/VERSION");
    }
}

/// A zip, of a module and as a release.
pub fn zip(bytes: &[u8]) {
    let Some(file) = unnamed::file(bytes) else { return };
    let _ = (archive::first_name(&file), archive::peek_zip(&file, "go/VERSION"));
    for prefix in [MODULE, "go/"] {
        let surveyed = archive::survey_zip(&file, prefix, &LIMITS, &Silent, &|| false);
        below(&surveyed, |into| {
            archive::unpack_zip(&file, into, prefix, &LIMITS, &Silent, &|| false)
        });
    }
}

/// Unpacks into a directory that stands alone in another. What is refused needs no directory.
fn below(
    surveyed: &Result<Tree, ArchiveError>,
    unpack: impl FnOnce(&Path) -> Result<Tree, ArchiveError>,
) {
    let Ok(world) = tempfile::tempdir() else { return };
    let into = world.path().join("into");
    if fs::create_dir(&into).is_err() {
        return;
    }
    let unpacked = unpack(&into);
    let beside = fs::read_dir(world.path()).map_or(0, Iterator::count);
    assert_eq!(beside, 1, "something stands beside the directory");
    assert!(is_plain(&into), "something else than files and directories was made");
    match (&unpacked, surveyed) {
        (Ok(tree), Ok(said)) => {
            assert_eq!(tree, said);
            assert!(tree.bytes() <= LIMITS.bytes);
            let found = archive::scan(&into, &Silent).map(|scanned| scanned.tree);
            let mut stands = tree.clone();
            // Where nothing tells them apart every file is a program.
            stands.files.iter_mut().for_each(|file| file.executable |= !rights::KNOWN);
            assert_eq!(found, Ok(stands));
            assert_eq!(Tree::from_text(&tree.to_text()).as_ref(), Ok(tree));
        }
        (unpacked, said) => {
            assert_eq!(unpacked.is_err(), said.is_err(), "{unpacked:?}, but surveyed as {said:?}");
        }
    }
}

fn is_plain(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else { return false };
    entries.flatten().all(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => is_plain(&entry.path()),
        Ok(kind) => kind.is_file(),
        Err(_) => false,
    })
}
