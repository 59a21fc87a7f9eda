//! The published files of a toolchain, read from its module zip without unpacking it.

use std::io::{Cursor, Read};

use rayon::prelude::*;
use zip::ZipArchive;

use crate::base::digest::{Hasher, Sha256Sum};
use crate::go::archive::check_zip_end;
use crate::go::sumdb::{cached, dirhash};
use crate::go::tree::{Tree, TreeFile};
use crate::sys::threads;

/// More bytes than any toolchain's module zip has.
pub(crate) const MAX_ZIP: u64 = 1 << 30;

/// What the zip holds.
#[derive(Clone, Debug)]
pub(crate) struct PublishedFiles {
    /// Where it came from, without credentials.
    pub source: String,
    /// Its h1, over the names exactly as the zip has them.
    pub h1: Sha256Sum,
    /// Its files, named as in a release archive. Zips keep no executable bits.
    pub tree: Tree,
}

/// Reads and hashes every file of a toolchain's module zip, in parallel.
///
/// # Errors
/// The words of what is wrong with the zip.
pub(crate) fn read_zip(
    source: &str,
    zip: &[u8],
    module_version: &str,
) -> Result<PublishedFiles, String> {
    let entries = entries(zip, false)?;
    let h1 = h1(&entries);
    let prefix = format!("{}@{module_version}/", crate::go::platform::TOOLCHAIN_MODULE);
    let mut files = Vec::with_capacity(entries.len());
    for mut file in entries {
        let below = file.path.strip_prefix(&prefix).map(str::to_owned);
        file.path = below.ok_or_else(|| format!("{:?} is not below {prefix}", file.path))?;
        files.push(file);
    }
    let tree = cached::published(Tree::new(files));
    Ok(PublishedFiles { source: source.to_owned(), h1, tree })
}

/// The h1 of any module's zip, as `dirhash.HashZip` has it: entries for directories count there, though
/// Go itself writes none.
///
/// # Errors
/// The words of what is wrong with the zip.
pub(crate) fn zip_h1(zip: &[u8]) -> Result<Sha256Sum, String> {
    entries(zip, true).map(|entries| h1(&entries))
}

fn h1(entries: &[TreeFile]) -> Sha256Sum {
    dirhash::h1(entries.iter().map(|file| (file.path.as_str().into(), file.sha256)))
}

/// Every file of the zip, hashed; `dirs` too.
fn entries(zip: &[u8], dirs: bool) -> Result<Vec<TreeFile>, String> {
    check_zip_end(zip.len() as u64, |at, into| {
        let from = usize::try_from(at).ok().and_then(|at| zip.get(at..)?.get(..into.len()));
        from.map(|from| into.copy_from_slice(from)).is_some()
    })?;
    let archive = ZipArchive::new(Cursor::new(zip)).map_err(|error| error.to_string())?;
    threads::ready();
    let numbers: Vec<usize> = (0..archive.len()).collect();
    let entries = numbers
        .into_par_iter()
        .map_init(
            || (archive.clone(), vec![0; 1 << 17]),
            |(archive, buffer), number| entry(archive, number, buffer, dirs),
        )
        .collect::<Result<Vec<_>, String>>()?;
    Ok(entries.into_iter().flatten().collect())
}

/// One file's name, size and sum; nothing for a directory.
fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    number: usize,
    buffer: &mut [u8],
    dirs: bool,
) -> Result<Option<TreeFile>, String> {
    let mut file = archive.by_index(number).map_err(|error| error.to_string())?;
    if file.is_dir() && !dirs {
        return Ok(None);
    }
    let path = file.name().map_err(|error| error.to_string())?.into_owned();
    let (mut hasher, mut size) = (Hasher::new(), 0);
    loop {
        let count = file.read(buffer).map_err(|error| format!("{path}: {error}"))?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
        hasher.update(read);
        size += read.len() as u64;
    }
    Ok(Some(TreeFile { path, size, executable: false, sha256: hasher.finish() }))
}
