//! Hashes a directory as if it had been unpacked here.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use crate::base::digest::Hasher;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::visible::Visible as _;
use crate::go::tree::{Tree, TreeFile};
use crate::sys::fs::walk::{self, FileKind, WalkEntry};
use crate::sys::fs::{atomic, copy, read};
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
    let tree = tree(root, files, progress, &|_| Ok(()))?;
    let odd = odd.into_iter().map(|found| found.path.display().to_string()).collect();
    Ok(Scanned { tree, odd })
}

/// Copies every file below `from` as [`copy_files`].
///
/// # Errors
/// Where there is a symbolic link or a special file (exit 3), and as that.
pub fn copy(
    from: &Path,
    to: &Path,
    what: &str,
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tree> {
    copy_files(from, copy::plain_files(from)?, to, what, progress, stop)
}

/// Copies these files below `from` into the directory `to`, in parallel, and hashes what stands there then.
/// Reports bytes to `progress`.
///
/// # Errors
/// Where a name is not UTF-8; the first path that cannot be read or written (exit 3). `stop` returning true ends
/// the copy early, as an error.
pub fn copy_files(
    from: &Path,
    files: Vec<WalkEntry>,
    to: &Path,
    what: &str,
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tree> {
    if let Some(odd) = files.iter().find(|found| found.path.to_str().is_none()) {
        let path = from.join(&odd.path);
        return Err(Fault::unfinished(format!("the name of {} is not UTF-8", path.visible())));
    }
    let dirs: BTreeSet<&Path> = files.iter().filter_map(|found| found.path.parent()).collect();
    dirs.into_iter().try_for_each(|dir| atomic::create_dir(&to.join(dir)))?;
    let one = |found: &WalkEntry| {
        if stop() {
            return Err(Fault::unfinished("interrupted"));
        }
        let (from, to) = (from.join(&found.path), to.join(&found.path));
        copy::contents(&from, &to, is_executable(found)).map_err(|error| {
            Fault::io("copy", &from, &error).because(format!("to {}", to.visible()))
        })
    };
    progress.begin(what, Some(files.iter().map(|found| found.size).sum()), Unit::Bytes);
    let copied = tree(to, files, progress, &one);
    progress.end();
    copied
}

/// Hashes files, each after `first` was done for it.
fn tree(
    root: &Path,
    files: Vec<WalkEntry>,
    progress: &dyn Progress,
    first: &(dyn Fn(&WalkEntry) -> Result<()> + Sync),
) -> Result<Tree> {
    threads::ready();
    let files = files
        .into_par_iter()
        .map_init(
            || vec![0; 1 << 17],
            |buffer, found| {
                first(&found)?;
                let path = root.join(&found.path);
                let hashed = hash(&path, buffer, progress);
                let (size, sha256) = hashed.map_err(|error| Fault::io("read", &path, &error))?;
                let executable = is_executable(&found);
                let path = found.path.to_string_lossy().into_owned();
                Ok(TreeFile { path, size, executable, sha256 })
            },
        )
        .collect::<Result<Vec<_>>>()?;
    Ok(Tree::new(files))
}

fn is_executable(found: &WalkEntry) -> bool {
    found.mode & 0o111 != 0
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::base::progress::Silent;
    use crate::sys::fs::mode;

    #[test]
    fn copy_is_hashed_as_it_stands_and_is_nobody_elses_inode() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| dir.path().join(name));
        fs::create_dir_all(from.join("bin")).unwrap();
        fs::write(from.join("VERSION"), "go1").unwrap();
        fs::write(from.join("bin/go"), "#!").unwrap();
        mode::set_executable(&from.join("bin/go"), true).unwrap();
        let copied = copy(&from, &to, "copying", &Silent, &|| false).unwrap();
        assert_eq!(copied, scan(&to, &Silent).unwrap().tree);
        assert_eq!(copied, scan(&from, &Silent).unwrap().tree);
        fs::write(to.join("VERSION"), "go2").unwrap();
        assert_eq!(fs::read(from.join("VERSION")).unwrap(), b"go1");
    }

    #[test]
    fn copy_ends_where_it_is_told_to_or_a_name_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| dir.path().join(name));
        fs::create_dir_all(&from).unwrap();
        fs::write(from.join("VERSION"), "go1").unwrap();
        assert!(copy(&from, &to, "copying", &Silent, &|| true).is_err());
        assert!(!to.join("VERSION").exists());
        fs::write(to.join("VERSION"), "mine").unwrap();
        let taken = copy(&from, &to, "copying", &Silent, &|| false).unwrap_err();
        assert!(taken.what.contains("VERSION"), "{taken}");
        assert_eq!(fs::read(to.join("VERSION")).unwrap(), b"mine");
    }
}
