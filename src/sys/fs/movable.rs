//! What stands in the way of taking a tree away, asked before anything is changed; and which paths
//! a rename can join.

use std::io;
use std::path::{Path, PathBuf};

use super::handle::is_of_system;
use super::probe::{self, Mounts};
use super::rights::{self, Right};
use super::{marks, volume};
use crate::base::fault::Fault;
use crate::base::visible::Visible as _;

/// Why a tree cannot be taken away, or a directory not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// This directory belongs to the user of this number, and we may not write there.
    Foreign(PathBuf, u32),
    /// This directory of ours is write-protected.
    Protected(PathBuf),
    /// This directory is mounted read-only.
    ReadOnly(PathBuf),
    /// Something is mounted here.
    Mount(PathBuf),
}

/// Whether what the system said means that a directory cannot be renamed where it lies: it is in a
/// lower layer of an overlay or on another mount (EXDEV), is a mount point (EBUSY), or belongs to
/// somebody else, or what holds it does (EACCES, EPERM).
pub fn is_immovable(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy};
    is_of_system(error) && matches!(error.kind(), CrossesDevices | ResourceBusy | PermissionDenied)
}

/// Whether a rename may lead from one directory to the other: they lie on one mount of one file
/// system. Where a path does not exist yet, its nearest ancestor that does is asked.
pub fn joined(a: &Path, b: &Path) -> bool {
    place(a) == place(b)
}

/// Device, and number of the mount where the kernel tells it: two mounts of one device are two
/// places to a rename, and so are two subvolumes of one mount.
fn place(path: &Path) -> Option<(u64, u64)> {
    let standing = path.ancestors().find(|path| path.exists())?;
    Some((marks::device(standing).ok()?, volume::mount_id(standing)))
}

/// Whether the name is a symbolic link's.
pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// The first obstacle to removing all that is below `root`. A link or a file has none of its own.
pub fn obstacle(root: &Path) -> Option<Obstacle> {
    if std::fs::symlink_metadata(root).is_ok_and(|about| !about.is_dir()) {
        return None;
    }
    let real = marks::real(root).unwrap_or_else(|| root.to_owned());
    if let Some(point) = Mounts::read().below(&real) {
        return Some(Obstacle::Mount(point));
    }
    within(root)
}

fn within(dir: &Path) -> Option<Obstacle> {
    match of_dir(dir) {
        // Of a directory of our own the removal changes the mode by itself.
        None | Some(Obstacle::Protected(_)) => {}
        obstacle => return obstacle,
    }
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut dirs = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    dirs.find_map(|entry| within(&entry.path()))
}

/// Whether what stands here belongs to another and is not ours to write.
pub fn is_anothers(path: &Path) -> bool {
    probe::see(path).is_ok_and(|seen| !probe::is_me(seen.uid)) && !probe::may_write(path)
}

/// Whether this lies in a directory of this user's, on the same device: what another owns there
/// came by accident (`sudo`), and can be given back. Nothing else of another's is ours to claim.
pub fn is_ours_to_claim(path: &Path) -> bool {
    let Some(here) = path.ancestors().find(|dir| dir.exists()) else { return false };
    let device = marks::device(here);
    let same = |dir: &&Path| matches!((marks::device(dir), &device), (Ok(a), Ok(b)) if a == *b);
    let mut above = here.ancestors().skip(1).take_while(same);
    above.any(|dir| probe::see(dir).is_ok_and(|seen| probe::is_me(seen.uid)))
}

/// What to type about a path that another owns.
pub fn claim(path: &Path, owner: Option<u32>) -> String {
    if is_ours_to_claim(path) {
        let path = path.display().to_string().replace('\'', r"'\''");
        return format!("sudo chown -R \"$(id -un)\" '{path}'");
    }
    let whom = owner.map_or_else(|| "its owner".to_owned(), called);
    format!("it is theirs to change: ask {whom}")
}

/// What people call a user.
fn called(uid: u32) -> String {
    if uid == 0 { "root".to_owned() } else { format!("user {uid}") }
}

/// What keeps this process from making and removing entries in a directory.
pub fn of_dir(dir: &Path) -> Option<Obstacle> {
    let error = rights::check(dir, &[Right::Read, Right::Write, Right::Execute]).err()?;
    match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem => Some(Obstacle::ReadOnly(dir.to_owned())),
        io::ErrorKind::PermissionDenied => {
            let owner = probe::see(dir).ok()?.uid;
            let dir = dir.to_owned();
            let own = probe::is_me(owner);
            Some(if own { Obstacle::Protected(dir) } else { Obstacle::Foreign(dir, owner) })
        }
        _ => None,
    }
}

impl Obstacle {
    /// As a failure (exit 3) to do `doing` to `what`, with what to type.
    pub fn fault(&self, doing: &str, what: &Path) -> Fault {
        let (why, hint) = match self {
            Self::Foreign(dir, uid) => {
                let (dir, whose) = (dir.visible(), called(*uid));
                let why = format!("{dir} belongs to {whose}, and only they may write there");
                (why, claim(what, Some(*uid)))
            }
            Self::Protected(dir) => {
                let dir = dir.visible();
                (format!("{dir} is write-protected"), format!("chmod u+rwx '{dir}'"))
            }
            Self::ReadOnly(dir) => (
                format!("{} is mounted read-only", dir.visible()),
                "findmnt -O ro shows what is mounted read-only".to_owned(),
            ),
            Self::Mount(dir) => {
                let dir = dir.visible();
                (format!("{dir}, which lies in it, is a mount point"), format!("umount '{dir}'"))
            }
        };
        Fault::unfinished(format!("could not {doing} {}: {why}", what.visible())).hint(hint)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn obstacle_is_none_for_a_tree_of_ones_own_and_for_a_link() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        std::os::unix::fs::symlink("/proc", dir.path().join("link")).unwrap();
        assert_eq!(obstacle(&dir.path().join("a")), None);
        assert_eq!(obstacle(&dir.path().join("link")), None);
        assert_eq!(obstacle(&dir.path().join("absent")), None);
    }

    #[test]
    fn joined_tells_mounts_apart_and_judges_what_is_absent_by_its_ancestor() {
        let dir = tempfile::tempdir().unwrap();
        assert!(joined(dir.path(), &dir.path().join("not/yet")));
        assert!(!joined(dir.path(), Path::new("/proc/self")));
    }

    #[test]
    fn immovable_is_what_a_rename_cannot_do_and_no_full_disk() {
        use rustix::io::Errno;
        for errno in [Errno::XDEV, Errno::BUSY, Errno::ACCESS, Errno::PERM] {
            assert!(is_immovable(&errno.into()), "{errno}");
        }
        for errno in [Errno::NOSPC, Errno::IO, Errno::NOENT, Errno::ROFS] {
            assert!(!is_immovable(&errno.into()), "{errno}");
        }
        let ours = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(!is_immovable(&ours), "a link that is not believed");
    }
}
