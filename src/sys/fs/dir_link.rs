//! A name that leads to a directory: a symbolic link, and where not everybody may make one, a file that holds
//! the directory's path. Both forms are read everywhere.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::io;
use std::path::{Path, PathBuf};

use super::{marks, read, remove};
use crate::base::fault::{Fault, Result};
use crate::sys::text;

/// Longer than any path.
const LIMIT: u64 = 32 << 10;

/// Makes `at` lead to the directory `to`, replacing what led elsewhere.
///
/// # Errors
/// When the folder cannot be written.
pub fn set(to: &Path, at: &Path) -> Result<()> {
    os::set(to, at)
}

/// Whether programs of others go through the name as through the directory.
pub const FOR_ALL: bool = os::FOR_ALL;

/// Makes `at` lead to the directory `to` where nothing has that name, and replaces nothing. Whether it did.
///
/// # Errors
/// When the folder cannot be written, or where the name would lead nobody else ([`FOR_ALL`]).
pub fn set_new(to: &Path, at: &Path) -> Result<bool> {
    match os::set_new(to, at) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        made => made.map(|()| true).map_err(|error| Fault::io("link", at, &error)),
    }
}

/// The directory that `at` leads to, there or not; `None` where it is no such name.
pub fn target(at: &Path) -> Option<PathBuf> {
    marks::link_target(at).or_else(|| in_a_file(at))
}

/// The path that the file holds, where it is one that [`set`] makes.
pub fn in_a_file(at: &Path) -> Option<PathBuf> {
    let bytes = read::bytes(at, LIMIT).ok()??;
    let path = PathBuf::from(text::of(bytes.strip_suffix(b"\n")?));
    (path.is_absolute() && !bytes.contains(&0)).then_some(path)
}

/// Removes the name, and never what it leads to. Whether there was one.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(at: &Path) -> Result<bool> {
    match target(at) {
        Some(_) => remove::file(at),
        None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn new_name_takes_the_place_of_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let [at, to] = ["a/name", "to"].map(|name| dir.path().join(name));
        assert!(set_new(&to, &at).unwrap() && !set_new(dir.path(), &at).unwrap());
        assert_eq!(target(&at), Some(to.clone()));
        std::fs::create_dir(&to).unwrap();
        assert!(!set_new(dir.path(), &to).unwrap() && to.is_dir());
    }

    #[test]
    fn name_leads_to_a_directory_in_both_forms_and_goes_alone() {
        let dir = tempfile::tempdir().unwrap();
        let [at, to] = ["name", "to"].map(|name| dir.path().join(name));
        std::fs::create_dir(&to).unwrap();
        std::fs::write(to.join("file"), "").unwrap();
        set(&to, &at).unwrap();
        assert_eq!(target(&at), Some(to.clone()));
        assert!(remove(&at).unwrap() && to.join("file").exists());
        assert!(!remove(&at).unwrap());
        std::fs::write(&at, [text::bytes(&to), b"\n"].concat()).unwrap();
        assert_eq!(target(&at), Some(to.clone()));
        assert!(remove(&at).unwrap() && to.join("file").exists());
        assert_eq!(target(&to), None);
        assert!(!remove(&to).unwrap() && to.exists());
    }
}
