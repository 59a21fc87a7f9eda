//! Permission bits.

use std::io;
use std::path::Path;
use std::sync::Mutex;

use super::own::At;
use super::rights;
use super::walk::{self, FileKind};
use crate::base::fault::{Fault, Result};

/// Where root works, whatever its umask: what is created from here on can be read by everybody, as
/// a package's files can. Anybody else's umask stays. To be called while there is one thread.
pub fn readable_where_root_works() {
    if rights::is_root() {
        rights::new_files_allow(0o055);
    }
}

/// Whether a mode says that a file is executable, or not, as it should be. Where programs are told by
/// their names no mode says anything.
pub fn is_as_executable(mode: u32, executable: bool) -> bool {
    !rights::KNOWN || (mode & 0o111 != 0) == executable
}

/// Changes the mode of what stands behind a name.
fn change(path: &Path, to: impl Fn(u32) -> u32) -> io::Result<()> {
    let at = At::end(path)?;
    at.dir().set_mode(at.path(), to(at.stat()?.mode()))
}

/// Makes a file one that everybody who may read it may execute, or nobody.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_executable(path: &Path, executable: bool) -> Result<()> {
    let set = change(path, |mode| match executable {
        true => mode | (mode & 0o444) >> 2,
        false => mode & !0o111,
    });
    set.map_err(|error| Fault::io("set the mode of", path, &error))
}

/// Lets everybody read a file.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_readable(path: &Path) -> Result<()> {
    let set = change(path, |mode| mode | 0o444);
    set.map_err(|error| Fault::io("set the mode of", path, &error))
}

/// Lets the owner write, list and search a directory.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_writable(dir: &Path) -> Result<()> {
    let set = change(dir, |mode| mode | 0o700);
    set.map_err(|error| Fault::io("set the mode of", dir, &error))
}

/// Takes from everything below `root` what lets anybody but its owner change it, and the bits that
/// lend a program its owner's rights.
///
/// # Errors
/// When a directory cannot be read or a mode cannot be set (exit 3).
pub fn owners_alone_write(root: &Path) -> Result<()> {
    let failed = Mutex::new(None);
    walk::each(root, &|entry| {
        let mode = entry.mode();
        let wanted = mode & 0o755;
        if entry.kind == FileKind::Link || wanted == mode {
            return;
        }
        let path = root.join(entry.path());
        if let Err(error) = change(&path, |_| wanted)
            && let Ok(mut failed) = failed.lock()
        {
            *failed = Some(Fault::io("set the mode of", &path, &error));
        }
    })?;
    failed.into_inner().ok().flatten().map_or(Ok(()), Err)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn mode_lets_execute_who_may_read() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("go");
        std::fs::write(&file, "").unwrap();
        for (before, executable, after) in [
            (0o644, true, 0o755),
            (0o600, true, 0o700),
            (0o640, true, 0o750),
            (0o755, true, 0o755),
            (0o755, false, 0o644),
            (0o700, false, 0o600),
        ] {
            set_permissions(&file, Permissions::from_mode(before)).unwrap();
            set_executable(&file, executable).unwrap();
            assert_eq!(metadata(&file).unwrap().permissions().mode() & 0o777, after, "{before:o}");
        }
    }
    #[test]
    fn owners_alone_write_whatever_the_modes_were() {
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        let modes =
            [(0o666, 0o644), (0o777, 0o755), (0o4775, 0o755), (0o600, 0o600), (0o444, 0o444)];
        for (before, _) in modes {
            let file = below.join(before.to_string());
            std::fs::write(&file, "").unwrap();
            set_permissions(&file, Permissions::from_mode(before)).unwrap();
        }
        set_permissions(&below, Permissions::from_mode(0o2777)).unwrap();
        std::os::unix::fs::symlink("/dev/null", dir.path().join("link")).unwrap();
        owners_alone_write(dir.path()).unwrap();
        let mode = |path: &Path| metadata(path).unwrap().permissions().mode() & 0o7777;
        for (before, after) in modes {
            assert_eq!(mode(&below.join(before.to_string())), after, "{before:o}");
        }
        assert_eq!(mode(&below), 0o755);
        assert_eq!(mode(Path::new("/dev/null")), 0o666, "what a link leads to is not ours");
    }
}
