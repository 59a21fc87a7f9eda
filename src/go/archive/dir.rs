//! Hashes a directory as if it had been unpacked here.

use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use crate::base::digest::Hasher;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::go::tree::{Tree, TreeFile};
use crate::sys::fs::read;
use crate::sys::fs::walk::{self, FileKind, WalkEntry};
use crate::sys::threads;

/// A directory as it stands on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Its regular files.
    pub tree: Tree,
    /// Links, special files and names that are not UTF-8, as shown to people: what no Go
    /// distribution has.
    pub odd: Vec<String>,
}

/// Reads and hashes every file below `root`, in parallel. Reports bytes to `progress`.
///
/// # Errors
/// The first path that cannot be read (exit 3).
pub fn scan(root: &Path, progress: &dyn Progress) -> Result<Scanned> {
    let (files, odd): (Vec<WalkEntry>, Vec<WalkEntry>) = walk::list(root)?
        .into_iter()
        .partition(|found| found.kind == FileKind::File && found.path.to_str().is_some());
    threads::ready();
    let files = files
        .into_par_iter()
        .map_init(
            || vec![0; 1 << 17],
            |buffer, found| {
                let path = root.join(&found.path);
                let hashed = hash(&path, buffer, progress);
                let (size, sha256) = hashed.map_err(|error| Fault::io("read", &path, &error))?;
                let path = found.path.to_string_lossy().into_owned();
                Ok(TreeFile { path, size, executable: found.mode & 0o111 != 0, sha256 })
            },
        )
        .collect::<Result<Vec<_>>>()?;
    let odd = odd.into_iter().map(|found| found.path.display().to_string()).collect();
    Ok(Scanned { tree: Tree::new(files), odd })
}

fn hash(
    path: &Path,
    buffer: &mut [u8],
    progress: &dyn Progress,
) -> io::Result<(u64, crate::base::digest::Sha256Sum)> {
    let mut file = read::open(path)?;
    let (mut hasher, mut size) = (Hasher::new(), 0);
    loop {
        let n = match file.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let Some(read) = buffer.get(..n).filter(|read| !read.is_empty()) else { break };
        hasher.update(read);
        size += read.len() as u64;
    }
    progress.advance(size);
    Ok((size, hasher.finish()))
}
