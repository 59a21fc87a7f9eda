//! What others than its owner could change: modes and owners below a directory.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use super::{marks, probe, walk};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;

const SET_ID: u32 = 0o6000;

/// One way in which others could change a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// The way.
    pub why: Why,
    /// The first file or directory that is open to it.
    pub first: PathBuf,
    /// How many there are.
    pub count: usize,
}

/// Why others could change a file or directory, or act through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It belongs to this user.
    Owner(u32),
    /// Everybody may write it.
    Everybody,
    /// This group may write it.
    Group(u32),
    /// It runs with the rights of its owner or group.
    SetId,
}

impl fmt::Display for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first.visible();
        match self.why {
            Why::Owner(user) => write!(f, "user {user} owns {first}")?,
            Why::Everybody => write!(f, "everybody may write {first}")?,
            Why::Group(group) => write!(f, "group {group} may write {first}")?,
            Why::SetId => write!(f, "a setuid or setgid bit stands on {first}")?,
        }
        match self.count {
            0 | 1 => Ok(()),
            2 => write!(f, " and one more"),
            count => write!(f, " and {} more", count - 1),
        }
    }
}

/// Who could change a tree besides root and `owner`; empty where nobody can.
///
/// A group of the owner's own number is the owner (user-private groups), and group 0 is root.
///
/// # Errors
/// The first directory that cannot be read (exit 3).
pub fn by_others(root: &Path, owner: u32) -> Result<Vec<Exposed>> {
    let found: Mutex<BTreeMap<Why, (PathBuf, usize)>> = Mutex::default();
    let note = |why: Why, path: PathBuf| {
        if let Ok(mut found) = found.lock() {
            let (first, count) = found.entry(why).or_insert_with(|| (path.clone(), 0));
            *count += 1;
            if path < *first {
                *first = path;
            }
        }
    };
    if let Some(own) = Held::see(root) {
        own.ways(owner).for_each(|why| note(why, ".".into()));
    }
    walk::each(root, &|entry| {
        let is_file = match entry.kind {
            walk::FileKind::File => true,
            walk::FileKind::Dir => false,
            // The mode of a link says nothing, and Go publishes no special files.
            walk::FileKind::Link | walk::FileKind::Other => return,
        };
        let held = Held { uid: entry.uid(), gid: entry.gid(), mode: entry.mode(), is_file };
        held.ways(owner).for_each(|why| note(why, entry.path()));
    })?;
    let found = found.into_inner().unwrap_or_default().into_iter();
    Ok(found.map(|(why, (first, count))| Exposed { why, first, count }).collect())
}

/// The same for one file or directory alone.
pub fn itself(path: &Path, owner: u32) -> Vec<Exposed> {
    let of = |why| Exposed { why, first: path.to_owned(), count: 1 };
    Held::see(path).map(|held| held.ways(owner).map(of).collect()).unwrap_or_default()
}

/// Why others than root could change what a path leads to, or put something else there: by the file, by a directory
/// on the way to it, or by one of a link. Nothing where nobody can.
pub fn to_others_than_root(path: &Path) -> Option<String> {
    let closed = |path: &Path| match Held::see(path) {
        None => Some(format!("there is no {}", path.visible())),
        Some(held) => held.by_others_than_root().map(|why| {
            let first = path.to_owned();
            Exposed { why, first, count: 1 }.to_string()
        }),
    };
    let (mut done, mut links) = (PathBuf::new(), 0);
    let mut left: Vec<PathBuf> = pieces(path);
    while let Some(piece) = left.pop() {
        if piece == Path::new("..") {
            done.pop();
            continue;
        }
        let next = done.join(piece);
        match marks::link_target(&next) {
            Some(_) if links == LINKS => {
                return Some(format!("{} goes in circles", path.visible()));
            }
            // The directory that holds the link was looked at, and nobody changes a link in place.
            Some(target) => {
                links += 1;
                left.extend(pieces(&target));
            }
            None => {
                if let Some(why) = closed(&next) {
                    return Some(why);
                }
                done = next;
            }
        }
    }
    None
}

/// How many links are followed: as many as Linux does.
const LINKS: usize = 40;

/// The parts of a path, the last one first. That of the root begins again.
fn pieces(path: &Path) -> Vec<PathBuf> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| PathBuf::from(part.as_os_str())).rev().collect()
}

/// Who holds a file or directory, and what others may do to it.
struct Held {
    uid: u32,
    gid: u32,
    mode: u32,
    is_file: bool,
}

impl Held {
    fn see(path: &Path) -> Option<Self> {
        let seen = probe::see(path).ok()?;
        let is_file = seen.kind == probe::FileKind::File;
        Some(Self { uid: seen.uid, gid: seen.gid, mode: seen.mode, is_file })
    }

    /// The bit of the group counts whichever group it is: where there is an ACL it stands for what that gives to
    /// anybody.
    fn by_others_than_root(&self) -> Option<Why> {
        let group = (self.mode & 0o020 != 0).then_some(Why::Group(self.gid));
        self.ways(0).find(|why| *why != Why::SetId).or(group)
    }

    fn ways(&self, owner: u32) -> impl Iterator<Item = Why> + use<> {
        let Self { uid, gid, mode, is_file } = *self;
        let foreign = (uid != 0 && uid != owner).then_some(Why::Owner(uid));
        let written = if mode & 0o002 != 0 {
            Some(Why::Everybody)
        } else {
            (mode & 0o020 != 0 && gid != 0 && gid != uid).then_some(Why::Group(gid))
        };
        let set = (is_file && mode & SET_ID != 0).then_some(Why::SetId);
        foreign.into_iter().chain(written).chain(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_says_who_may_change_a_file() {
        for (uid, gid, mode, is_file, expected) in [
            (1000, 1000, 0o644, true, vec![]),
            (0, 0, 0o775, true, vec![]),
            (1000, 1000, 0o775, false, vec![]),
            (1000, 100, 0o775, false, vec![Why::Group(100)]),
            (1000, 1000, 0o777, false, vec![Why::Everybody]),
            (1000, 1000, 0o1777, false, vec![Why::Everybody]),
            (1001, 1001, 0o755, true, vec![Why::Owner(1001)]),
            (1000, 1000, 0o4755, true, vec![Why::SetId]),
            (1000, 1000, 0o2777, true, vec![Why::Everybody, Why::SetId]),
            (1000, 1000, 0o2755, false, vec![]),
        ] {
            let held = Held { uid, gid, mode, is_file };
            assert_eq!(held.ways(1000).collect::<Vec<_>>(), expected, "{uid} {gid} {mode:o}");
        }
    }

    #[test]
    fn held_by_root_alone_is_open_to_no_group_and_no_user() {
        for (uid, gid, mode, expected) in [
            (0, 0, 0o755, None),
            (0, 0, 0o4755, None),
            (0, 0, 0o775, Some(Why::Group(0))),
            (0, 5, 0o775, Some(Why::Group(5))),
            (0, 0, 0o1777, Some(Why::Everybody)),
            (1000, 1000, 0o500, Some(Why::Owner(1000))),
        ] {
            let held = Held { uid, gid, mode, is_file: true };
            assert_eq!(held.by_others_than_root(), expected, "{uid} {gid} {mode:o}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn to_others_than_root_is_what_a_link_on_the_way_is() {
        let dir = tempfile::tempdir().unwrap();
        // What everybody may write above it is not root's alone.
        let link = dir.path().join("link");
        std::os::unix::fs::symlink("/usr/bin/env", &link).unwrap();
        assert!(to_others_than_root(&link).is_some());
        assert_eq!(to_others_than_root(Path::new("/usr/bin/env")), None);
        assert_eq!(to_others_than_root(Path::new("/usr/bin/../bin/env")), None);
        let gone = to_others_than_root(Path::new("/usr/bin/no-such-program"));
        assert_eq!(gone.as_deref(), Some("there is no /usr/bin/no-such-program"));
    }
}
