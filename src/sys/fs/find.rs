//! A parallel walk by names alone: nothing is opened but directories, links are not followed.

use std::io;
use std::path::Path;

use super::below;
use super::beneath::Beneath;
use super::handle::{Dir, Entry, NameBuf, is_absent, list};

/// Visits `top` and every directory below it. `look` gets a directory and its entries and says
/// which of them to enter, by index. `unread` gets what is there and cannot be read; what is gone by
/// the time, or has become a link, is not there.
pub fn walk<F, U>(top: &Path, look: &F, unread: &U)
where
    F: Fn(&Path, &[Entry]) -> Vec<usize> + Sync,
    U: Fn(&Path, io::Error) + Sync,
{
    let unopened = |path: &Path, error: io::Error| tell(path, error, unread);
    let visit = |dir: Dir<'_>, path: &Path| -> Vec<NameBuf> {
        match list(dir) {
            Ok(entries) => {
                let wanted = look(path, &entries).into_iter();
                wanted.filter_map(|index| Some(entries.get(index)?.name.clone())).collect()
            }
            Err(error) => {
                unopened(path, error);
                Vec::new()
            }
        }
    };
    // The top may be a link: the user named it.
    match Beneath::open(top) {
        Ok(dir) => below::each(dir.dir(), top, &visit, &unopened),
        Err(error) => tell(top, error, unread),
    }
}

fn tell(path: &Path, error: io::Error, unread: &impl Fn(&Path, io::Error)) {
    if !is_absent(&error) {
        unread(path, error);
    }
}
