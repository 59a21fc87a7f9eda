//! A parallel walk by names alone: nothing is opened but directories, links are not followed.

use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rayon::prelude::*;

use crate::threads;
use rustix::io::Errno;

use super::beneath::Beneath;
use super::usage::{Entry, list, open_dir};

/// Visits `top` and every directory below it. `look` gets a directory and its entries and says
/// which of them to enter, by index. `unread` gets what is there and cannot be read; what is gone by
/// the time, or has become a link, is not there.
pub fn walk<F, U>(top: &Path, look: &F, unread: &U)
where
    F: Fn(&Path, &[Entry]) -> Vec<usize> + Sync,
    U: Fn(&Path, io::Error) + Sync,
{
    // The top may be a link: the user named it.
    match Beneath::open(top) {
        Ok(dir) => visit(top, dir.as_fd(), look, unread),
        Err(error) => tell(top, error, unread),
    }
}

fn tell(path: &Path, error: io::Error, unread: &impl Fn(&Path, io::Error)) {
    let code = error.raw_os_error().map(Errno::from_raw_os_error);
    if !matches!(code, Some(Errno::NOENT | Errno::NOTDIR | Errno::LOOP)) {
        unread(path, error);
    }
}

fn visit<F, U>(path: &Path, dir: BorrowedFd<'_>, look: &F, unread: &U)
where
    F: Fn(&Path, &[Entry]) -> Vec<usize> + Sync,
    U: Fn(&Path, io::Error) + Sync,
{
    let entries = match list(dir) {
        Ok(entries) => entries,
        Err(error) => return tell(path, error.into(), unread),
    };
    threads::ready();
    look(path, &entries).into_par_iter().for_each(|index| {
        let Some(entry) = entries.get(index) else { return };
        let path = path.join(OsStr::from_bytes(entry.name.to_bytes()));
        match open_dir(dir, &entry.name) {
            Ok(below) => visit(&path, below.as_fd(), look, unread),
            Err(error) => tell(&path, error.into(), unread),
        }
    });
}
