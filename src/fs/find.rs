//! A parallel walk by names alone: nothing is opened but directories, links are not followed.

use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rayon::prelude::*;

use super::beneath::Beneath;
use super::usage::{Entry, list, open_dir};

/// Visits `top` and every directory below it. `look` gets a directory and its entries and says
/// which of them to enter, by index. What cannot be read is passed over.
pub fn walk<F>(top: &Path, look: &F)
where
    F: Fn(&Path, &[Entry]) -> Vec<usize> + Sync,
{
    // The top may be a link: the user named it.
    if let Ok(dir) = Beneath::open(top) {
        visit(top, dir.as_fd(), look);
    }
}

fn visit<F>(path: &Path, dir: BorrowedFd<'_>, look: &F)
where
    F: Fn(&Path, &[Entry]) -> Vec<usize> + Sync,
{
    let Ok(entries) = list(dir) else { return };
    look(path, &entries).into_par_iter().for_each(|index| {
        let Some(entry) = entries.get(index) else { return };
        if let Ok(below) = open_dir(dir, &entry.name) {
            visit(&path.join(OsStr::from_bytes(entry.name.to_bytes())), below.as_fd(), look);
        }
    });
}
