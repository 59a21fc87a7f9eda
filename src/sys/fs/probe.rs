//! What a path is, without changing anything: kind, mode, owner, and the mount below it.

use std::io;
use std::path::{Path, PathBuf};

use super::rights::{self, Right};
use super::{about, volume};
use crate::sys::record;

pub use super::handle::FileKind;
pub use super::rights::{is_me, user};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it is.
    pub kind: FileKind,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Size in bytes.
    pub size: u64,
    /// Seconds since 1970 of the last change of contents.
    pub modified: i64,
}

/// Follows links.
///
/// # Errors
/// As `stat`.
pub fn see(path: &Path) -> io::Result<Seen> {
    let about = std::fs::metadata(path);
    record::path(path, || record::Seen::of(about.as_ref().ok()));
    about.map(|data| seen(&data))
}

/// Does not follow a link at the end.
///
/// # Errors
/// As `lstat`.
pub fn see_link(path: &Path) -> io::Result<Seen> {
    let about = std::fs::symlink_metadata(path);
    record::path(path, || record::Seen::name(about.is_ok()));
    about.map(|data| seen(&data))
}

fn seen(data: &std::fs::Metadata) -> Seen {
    let kind = match data.file_type() {
        kind if kind.is_file() => FileKind::File,
        kind if kind.is_dir() => FileKind::Dir,
        kind if kind.is_symlink() => FileKind::Link,
        _ => FileKind::Other,
    };
    Seen {
        kind,
        mode: about::mode(data),
        uid: about::owner(data),
        gid: about::group(data),
        size: data.len(),
        modified: about::modified(data).0,
    }
}

/// Whether this process may execute (or search) it. `access` says no on a `noexec` mount and yes
/// where a security module will refuse.
pub fn may_execute(path: &Path) -> bool {
    let may = rights::check(path, &[Right::Execute]).is_ok();
    record::path(path, || match record::Seen::of(std::fs::metadata(path).ok().as_ref()) {
        record::Seen::File if may => record::Seen::Program,
        record::Seen::File => record::Seen::NoProgram,
        other => other,
    });
    may
}

/// Whether this process may write it.
pub fn may_write(path: &Path) -> bool {
    let may = rights::check(path, &[Right::Write]).is_ok();
    record::path(path, || record::Seen::name(may || path.symlink_metadata().is_ok()));
    may
}

/// Whether what is noted by the way, or kept for convenience, may be left in a directory, which need not
/// exist. Root can write everywhere, and leaves nothing where another lives, who could not change it.
pub fn may_leave(dir: &Path) -> bool {
    let standing = || record::aside(|| dir.ancestors().find_map(|dir| see(dir).ok()));
    !is_me(0) || standing().is_none_or(|seen| is_me(seen.uid))
}

/// The mount that a path lies on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted.
    pub point: PathBuf,
    /// `ext4`, `tmpfs`, `9p` …
    pub kind: String,
    /// Nothing on it can be executed.
    pub noexec: bool,
    /// Nothing on it can be changed.
    pub readonly: bool,
    /// Bytes that this user may still fill.
    pub free: u64,
    /// Size in bytes.
    pub size: u64,
    /// Files that may still be made; nothing where the filesystem has no such limit.
    pub free_files: Option<u64>,
}

/// The mount of an existing path, links resolved.
///
/// # Errors
/// As the system says.
pub fn mount(path: &Path) -> io::Result<Mount> {
    let real = dunce::canonicalize(path)?;
    let volume = volume::see(&real)?;
    let mut mount = Mount {
        noexec: volume.noexec,
        readonly: volume.readonly,
        free: volume.free,
        size: volume.size,
        free_files: volume.free_files,
        ..Mount::default()
    };
    if let Some((point, kind)) = Mounts::read().of(&real) {
        (mount.point, mount.kind) = (point, kind);
    }
    Ok(mount)
}

/// What is mounted where, as the kernel says without asking any of these mounts.
#[derive(Clone, Debug, Default)]
pub struct Mounts(String);

impl Mounts {
    /// Reads the kernel's table.
    pub fn read() -> Self {
        Self(volume::mount_table())
    }

    /// Point and kind of the mount that a path lies on by its name alone, links not resolved.
    pub fn of(&self, path: &Path) -> Option<(PathBuf, String)> {
        mount_of(&self.0, path)
    }

    /// A mount point that lies below this real path; the path itself may be one.
    pub fn below(&self, path: &Path) -> Option<PathBuf> {
        points(&self.0).find(|point| point != path && point.starts_with(path))
    }

    /// All mount points below this real path, which may be one itself.
    pub fn all_below(&self, path: &Path) -> Vec<PathBuf> {
        points(&self.0).filter(|point| point != path && point.starts_with(path)).collect()
    }
}

fn points(table: &str) -> impl Iterator<Item = PathBuf> {
    table.lines().filter_map(|line| line.split(' ').nth(4)).map(|word| unescape(word).into())
}

/// The last mount (mounts on one point cover each other) with the longest point above `path`.
fn mount_of(table: &str, path: &Path) -> Option<(PathBuf, String)> {
    let mut best: Option<(PathBuf, String)> = None;
    for line in table.lines() {
        let mut words = line.split(' ');
        let point = PathBuf::from(unescape(words.nth(4)?));
        let kind = line.split_once(" - ").and_then(|(_, rest)| rest.split(' ').next());
        let longer =
            best.as_ref().is_none_or(|(b, _)| point.components().count() >= b.components().count());
        if path.starts_with(&point) && longer {
            best = Some((point, kind.unwrap_or_default().to_owned()));
        }
    }
    best
}

/// Blanks in mountinfo are written in octal: `\040`.
fn unescape(word: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(word.to_owned(), |word, (code, text)| word.replace(code, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mount_of_a_path_is_the_deepest_and_latest_above_it() {
        let table = "1 0 0:1 / / rw - ext4 /dev/a rw\n\
            2 1 0:2 / /home rw - nfs4 h:/ rw\n\
            3 1 0:3 / /home/a\\040b rw - tmpfs t rw\n\
            4 1 0:4 / /home rw shared:1 - 9p w rw\n\
            5 1 0:5 / /homer rw - xfs x rw\n";
        for (path, point, kind) in [
            ("/home/x", "/home", "9p"),
            ("/home/a b/c", "/home/a b", "tmpfs"),
            ("/etc", "/", "ext4"),
            ("/homer", "/homer", "xfs"),
        ] {
            let expected = Some((PathBuf::from(point), kind.to_owned()));
            assert_eq!(mount_of(table, Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn mount_point_below_a_path_is_found_and_the_path_itself_is_none() {
        let table =
            Mounts("1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /a\\040b/c rw - tmpfs t rw\n".into());
        assert_eq!(table.below(Path::new("/a b")), Some(PathBuf::from("/a b/c")));
        for path in ["/a b/c", "/a", "/x"] {
            assert_eq!(table.below(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn proc_is_seen_as_what_it_is() {
        assert_eq!(mount(Path::new("/proc/self")).unwrap().kind, "proc");
        assert_eq!(see(Path::new("/dev/null")).unwrap().kind, FileKind::Other);
    }
}
