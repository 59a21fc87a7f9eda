//! Writes a small file so that a reader, a kill or a power cut sees the old or the new one, whole.

use std::io::{self, Write};
use std::path::Path;

use super::handle::Handle;
use super::own::{self, At};
use super::{attributes, in_place, mode, probe, rights, temporary};
use crate::base::fault::{Fault, Result};

/// The most that a new file of ours may allow.
const OURS: u32 = 0o644;
/// The same of a file of the user's: the umask decides.
const USERS: u32 = 0o666;

/// Whether the bytes must survive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// They are flushed before the rename: what a user or a proof would miss.
    Durable,
    /// They are not: what can be fetched or computed again.
    Cache,
}

/// Replaces `path`, a file of ours, by `bytes`, flushed to disk; parents are created.
///
/// Where `path` is a symbolic link (a dotfile kept elsewhere) the file behind it is replaced and
/// the link stays. Mode, extended attributes (an access list is one) and, where allowed, owner of an
/// existing file are kept; a new one gets what
/// the umask leaves of 0644: nobody else writes it, whatever the umask is. What a killed write left
/// beside is removed.
///
/// # Errors
/// Names the path and what the system said.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, bytes, Care::Durable, OURS)
}

/// As [`write()`], for a file that is the user's own: a new one gets what the umask leaves of 0666.
/// One that a rename would take from another of its names, or from its owner, is written where it
/// lies (see [`in_place`]).
///
/// # Errors
/// As [`write()`].
pub fn write_users(path: &Path, bytes: &[u8]) -> Result<()> {
    write_where_it_belongs(path, bytes, USERS)
}

/// As [`write_users`], for start-up files and settings: a new one gets what the umask leaves of 0644.
///
/// # Errors
/// As [`write()`].
pub fn write_settings(path: &Path, bytes: &[u8]) -> Result<()> {
    write_where_it_belongs(path, bytes, OURS)
}

/// As [`write_users`], from a copy at `of`, whose mode a new file gets.
///
/// # Errors
/// As [`write()`].
pub fn write_back(path: &Path, bytes: &[u8], of: &Path) -> Result<()> {
    write_where_it_belongs(path, bytes, mode_of(of))
}

/// As [`write()`], for a copy of what a file at `of` holds: whoever may not read that file may not read
/// the copy. What kept them out may be a directory, so those that are made for the copy are this user's
/// alone.
///
/// # Errors
/// As [`write()`].
pub fn write_copy(path: &Path, bytes: &[u8], of: &Path) -> Result<()> {
    let dir = path.parent().unwrap_or(Path::new("/"));
    create_private_dir(dir)?;
    write_with(path, bytes, Care::Durable, mode_of(of))
}

/// As [`write()`], for what is this user's alone, whatever the umask is; so are directories that are
/// made for it.
///
/// # Errors
/// As [`write()`].
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    create_private_dir(path.parent().unwrap_or(Path::new("/")))?;
    write_with(path, bytes, Care::Durable, 0o600)
}

/// Creates a directory that is this user's alone, and those above it.
///
/// # Errors
/// Names the path and what the system said.
pub fn create_private_dir(dir: &Path) -> Result<()> {
    own::make_dirs_of(dir, 0o700).map_err(|error| Fault::io("create", dir, &error))
}

/// As [`write()`], for what every user of this machine may read, whatever the umask is.
///
/// # Errors
/// As [`write()`].
pub fn write_shared(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, bytes, Care::Durable, OURS)?;
    mode::set_readable(path)
}

/// The mode for a file of this user and their group that holds what `file` holds.
fn mode_of(file: &Path) -> u32 {
    let Ok(about) = probe::see(file) else { return 0o600 };
    let others = if attributes::has_access_list(file) {
        0
    } else if rights::is_my_group(about.gid) {
        0o077
    } else {
        0o007
    };
    about.mode & (0o700 | others)
}

/// As [`write()`], for things that can be had again: not flushed.
///
/// # Errors
/// As [`write()`].
pub fn write_cache(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, bytes, Care::Cache, OURS)
}

fn write_with(path: &Path, bytes: &[u8], care: Care, mode: u32) -> Result<()> {
    let written = replace(path, bytes, care, mode);
    written.map_err(|error| Fault::io("write", path, &error))
}

fn write_where_it_belongs(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let written = own::judged(path).and_then(|target| match in_place::is_due(&target) {
        true => in_place::write(&target, bytes),
        false => match replace(&target, bytes, Care::Durable, mode) {
            // Something is mounted on this very file, as containers do it.
            Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                in_place::write(&target, bytes)
            }
            replaced => replaced,
        },
    });
    written.map_err(|error| Fault::io("write", path, &error))
}

fn replace(path: &Path, bytes: &[u8], care: Care, mode: u32) -> io::Result<()> {
    let target = At::made(path)?;
    temporary::sweep_beside(&target);
    let before = target.stat().ok();
    // At no moment may more people read it than may read what it takes the place of.
    let mode = if before.is_some() { 0o600 } else { mode };
    let mut temporary = temporary::create(&target, mode)?;
    if let Some(before) = before {
        rights::keep(temporary.file(), before.uid(), before.gid(), before.mode())?;
        if !target.is_ours() {
            attributes::keep(temporary.file(), target.path());
        }
    }
    temporary.file().write_all(bytes)?;
    if care == Care::Durable {
        temporary.file().sync_data()?;
    }
    temporary.persist()
}

/// Makes what was last renamed in a directory outlast a power cut: what is done next relies on it.
///
/// # Errors
/// Names the path and what the system said.
pub fn flush_dir(dir: &Path) -> Result<()> {
    let flushed = own::open_dir(dir).and_then(Handle::flush);
    flushed.map_err(|error| Fault::io("flush", dir, &error))
}

/// Creates a directory and its parents with what the umask leaves of 0755; fine where it stands.
///
/// # Errors
/// Names the path and what the system said.
pub fn create_dir(path: &Path) -> Result<()> {
    own::make_dirs(path).map_err(|error| Fault::io("create", path, &error))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    #[test]
    fn write_keeps_the_mode_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/file");
        write(&path, b"one").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        write_cache(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn secret_is_never_readable_while_it_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::write(&path, b"old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let at = At::name(&path).unwrap();
        let mut made = temporary::create(&at, 0o600).unwrap();
        assert_eq!(made.file().metadata().unwrap().mode() & 0o777, 0o600);
        write_users(&path, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn copy_allows_nobody_what_the_file_does_not() {
        let dir = tempfile::tempdir().unwrap();
        let (file, copy) = (dir.path().join("file"), dir.path().join("copies/copy"));
        let group = rustix::process::getegid().as_raw();
        for (mode, gid, expected) in [
            (0o600, group, 0o600),
            (0o640, group, 0o640),
            (0o640, 12345, 0o600),
            (0o664, 12345, 0o604),
        ] {
            fs::write(&file, b"secret").unwrap();
            let given = std::os::unix::fs::chown(&file, None, Some(gid));
            fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            write_copy(&copy, b"secret", &file).unwrap();
            let dir = fs::metadata(copy.parent().unwrap()).unwrap();
            assert_eq!(dir.mode() & 0o777, 0o700, "a directory may have kept others out");
            let made = fs::metadata(&copy).unwrap().mode() & 0o777;
            fs::remove_file(&copy).unwrap();
            // Only root may give a file to any group.
            assert!(given.is_err() || made == expected & !umask(), "{mode:o} {gid}: {made:o}");
        }
    }

    fn umask() -> u32 {
        let dir = tempfile::tempdir().unwrap();
        let probe = dir.path().join("probe");
        fs::write(&probe, b"").unwrap();
        !fs::metadata(&probe).unwrap().mode() & 0o666
    }

    #[test]
    fn link_stays_a_link_and_its_target_changes() {
        let dir = tempfile::tempdir().unwrap();
        let (link, real) = (dir.path().join("link"), dir.path().join("dotfiles/rc"));
        std::os::unix::fs::symlink("dotfiles/rc", &link).unwrap();
        write(&link, b"x").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(real).unwrap(), b"x");
    }

    #[test]
    fn write_that_fails_names_the_path() {
        let fault = write(Path::new("/proc/nowhere/file"), b"").unwrap_err();
        assert!(fault.what.contains("/proc/nowhere/file"), "{fault}");
        let fault = write(Path::new("/proc/file"), b"").unwrap_err();
        let expected = "could not write /proc/file: No such file or directory (os error 2)";
        assert_eq!(fault.what, expected);
    }
}
