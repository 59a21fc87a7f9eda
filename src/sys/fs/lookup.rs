//! Which program a name stands for on a PATH: the one rule for it.
//!
//! The first regular file that this process may execute; directories and files without the right
//! are passed over. Absolute entries alone count: an empty one, `.` and other relative ones lead to
//! whatever lies in the working directory, and Go refuses what is found there too (`exec.ErrDot`).

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::{probe, read};
use crate::sys::path_list;

/// The first program of this name in these directories.
pub fn first<I>(dirs: I, name: impl AsRef<Path>) -> Option<PathBuf>
where
    I: IntoIterator<Item = PathBuf>,
{
    all(dirs, name).next()
}

/// The file of this name in a directory, whether it may be executed or not.
pub fn standing(dir: &Path, name: impl AsRef<Path>) -> Option<PathBuf> {
    os::names(name.as_ref()).iter().map(|name| dir.join(name)).find(|file| read::is_file(file))
}

/// Every program of this name in these directories, in their order.
pub fn all<I>(dirs: I, name: impl AsRef<Path>) -> impl Iterator<Item = PathBuf>
where
    I: IntoIterator<Item = PathBuf>,
{
    let names = os::names(name.as_ref());
    let files = move |dir: PathBuf| {
        let files: Vec<PathBuf> = names.iter().map(|name| dir.join(name)).collect();
        files.into_iter().find(|file| is_program(file))
    };
    dirs.into_iter().filter_map(files)
}

/// What the file of a program is called: `go`, `go.exe`.
pub fn file_name(program: &str) -> String {
    format!("{program}{}", std::env::consts::EXE_SUFFIX)
}

/// Which program a file is, by its name: `go` for `…/bin/go.exe`, where programs are called so.
pub fn tool(file: &Path) -> Option<&str> {
    let name = file.file_name()?.to_str()?;
    Some(name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(name))
}

/// The directories of a PATH that count, in order.
pub fn dirs(path: Option<&OsStr>) -> Vec<PathBuf> {
    entries(path).into_iter().filter(|dir| dir.is_absolute()).collect()
}

/// Every entry of a PATH as it is written, to be spoken of: [`dirs()`] says where to look. An empty
/// PATH has none.
pub fn entries(path: Option<&OsStr>) -> Vec<PathBuf> {
    let path = path.filter(|path| !path.is_empty());
    path.map(path_list::paths).unwrap_or_default()
}

/// A PATH without the entries that do not count; `None` where none is left.
pub fn strict(path: &OsStr) -> Option<OsString> {
    let list = path_list::of_paths(dirs(Some(path)));
    (!list.is_empty()).then_some(list)
}

/// Whether it is the absolute path of a regular file, links followed, that this process may
/// execute.
pub fn is_program(file: &Path) -> bool {
    file.is_absolute() && read::is_file(file) && probe::may_execute(file)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn lookup_passes_over_what_cannot_be_run() {
        let top = tempfile::tempdir().unwrap();
        let at = |name: &str| top.path().join(name);
        for dir in ["dir", "text", "dangling", "link", "real"] {
            fs::create_dir(at(dir)).unwrap();
        }
        fs::create_dir(at("dir/go")).unwrap();
        for (file, mode) in [("text/go", 0o644), ("real/go", 0o755)] {
            fs::write(at(file), "").unwrap();
            fs::set_permissions(at(file), fs::Permissions::from_mode(mode)).unwrap();
        }
        symlink("nowhere", at("dangling/go")).unwrap();
        symlink(at("real/go"), at("link/go")).unwrap();
        let path =
            std::env::join_paths(["none", "dir", "text", "dangling", "link", "real"].map(at));
        let dirs = dirs(Some(&path.unwrap()));
        assert_eq!(first(dirs.clone(), "go"), Some(at("link/go")));
        assert_eq!(all(dirs.clone(), "go").count(), 2);
        assert_eq!(first(dirs, "gofmt"), None);
    }

    #[test]
    fn absolute_entries_alone_count() {
        assert!(dirs(None).is_empty() && dirs(Some(OsStr::new(""))).is_empty());
        for path in ["/a::/b", ":/a:/b", "/a:/b:", ".:/a:..:/b:./x", "bin:/a:~/bin:$HOME/x:/b"] {
            assert_eq!(dirs(Some(OsStr::new(path))), ["/a", "/b"].map(PathBuf::from), "{path}");
            assert_eq!(strict(OsStr::new(path)), Some("/a:/b".into()), "{path}");
        }
        for path in ["", ":", ".", "..:bin", "./"] {
            assert_eq!(strict(OsStr::new(path)), None, "{path}");
        }
        assert_eq!(entries(Some(OsStr::new("/a::b"))), ["/a", "", "b"].map(PathBuf::from));
        assert!(is_program(Path::new("/bin/sh")));
        assert!(!is_program(Path::new("../../../../../../../../bin/sh")));
        let beside = ["", ".", "../../../../../../../../bin"].map(PathBuf::from);
        assert_eq!(first(beside, "sh"), None);
    }
}
