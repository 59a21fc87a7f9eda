//! A user's start-up file: what stands behind its name, and taking it away again.

use std::path::{Path, PathBuf};

use super::own::At;
use super::rights::{self, Right};
use super::{behind, in_place};
use crate::base::visible::Visible as _;

/// What stands behind a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Where a write lands: the end of a chain of links.
    pub target: PathBuf,
    /// Whether the name itself is a link.
    pub is_link: bool,
    /// Whether there is a file.
    pub exists: bool,
    /// How many names it has: all of them stay names of one file.
    pub names: u64,
    /// Why it cannot be replaced, where that is known beforehand.
    pub refusal: Option<String>,
}

/// Looks at a name.
pub fn about(path: &Path) -> About {
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let target = behind::end(path);
    let exists = std::fs::symlink_metadata(&target).is_ok();
    let names = in_place::names(&target);
    let refusal = refusal(&target, is_link);
    About { target, is_link, exists, names, refusal }
}

fn refusal(target: &Path, is_link: bool) -> Option<String> {
    if let Ok(meta) = std::fs::symlink_metadata(target) {
        if meta.is_symlink() {
            return Some("it is a loop of links".to_owned());
        }
        if !meta.is_file() {
            return Some("it is not a regular file".to_owned());
        }
    }
    if target.exists() && rights::check(target, &[Right::Write]).is_err() {
        return Some("it is read-only".to_owned());
    }
    if let Some(why) = in_place::refusal(target) {
        return Some(why);
    }
    let real = target.parent().and_then(|parent| dunce::canonicalize(parent).ok());
    let stands_in = real.as_deref().unwrap_or(target);
    let behind =
        if is_link { format!("it leads to {}, and ", target.visible()) } else { String::new() };
    // Stores are writable for root, and would lose the change at the next switch.
    for store in ["/nix/store", "/gnu/store"] {
        if stands_in.starts_with(store) {
            return Some(format!("{behind}{store} is written by its own package manager only"));
        }
    }
    // Replacing means renaming, and writing in place means keeping a record beside: it is the
    // directory that has to be writable.
    let standing = nearest_existing(target.parent()?)?;
    match rights::check(standing, &[Right::Write]) {
        Ok(()) => None,
        Err(error) => Some(format!("{behind}{} cannot be written: {error}", standing.visible())),
    }
}

fn nearest_existing(dir: &Path) -> Option<&Path> {
    dir.ancestors().find(|dir| std::fs::metadata(dir).is_ok())
}

/// Removes a directory if it is empty; whether it is gone by that.
pub fn remove_empty(dir: &Path) -> bool {
    At::name(dir).and_then(|at| at.remove_dir()).is_ok()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_to_where_a_write_lands() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        symlink("b", at("a")).unwrap();
        symlink(at("dotfiles/rc"), at("b")).unwrap();
        let found = about(&at("a"));
        assert_eq!((found.target, found.is_link, found.exists), (at("dotfiles/rc"), true, false));
        assert_eq!(found.refusal, None);
        symlink("loop", at("loop")).unwrap();
        assert_eq!(about(&at("loop")).refusal.as_deref(), Some("it is a loop of links"));
        assert!(about(dir.path()).refusal.unwrap().contains("not a regular file"));
        let store = about(Path::new("/nix/store/abc-rc/.bashrc")).refusal.unwrap();
        assert!(store.contains("/nix/store is written by"), "{store}");
    }

    #[test]
    fn removing_says_whether_there_was_something() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("f");
        crate::sys::fs::atomic::write(&file, b"").unwrap();
        assert!(!remove_empty(dir.path()));
        assert!(crate::sys::fs::remove::file(&file).unwrap());
        assert!(!crate::sys::fs::remove::file(&file).unwrap());
        assert!(remove_empty(dir.path()));
    }
}
