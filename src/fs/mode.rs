//! Permission bits.

use std::fs::{Permissions, metadata, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::Mode;

use crate::fault::{Fault, Result};

/// Where root works, whatever its umask: what is created from here on can be read by everybody, as
/// a package's files can. Anybody else's umask stays. To be called while there is one thread.
pub fn readable_where_root_works() {
    if rustix::process::geteuid().is_root() {
        let before = rustix::process::umask(Mode::empty());
        rustix::process::umask(before - Mode::from_raw_mode(0o055));
    }
}

/// Makes a file one that everybody who may read it may execute, or nobody.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_executable(path: &Path, executable: bool) -> Result<()> {
    let set = || {
        let mode = metadata(path)?.permissions().mode();
        let mode = if executable { mode | (mode & 0o444) >> 2 } else { mode & !0o111 };
        set_permissions(path, Permissions::from_mode(mode))
    };
    set().map_err(|error| Fault::io("set the mode of", path, &error))
}

/// Lets the owner write, list and search a directory.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_writable(dir: &Path) -> Result<()> {
    let set = || {
        let mode = metadata(dir)?.permissions().mode();
        set_permissions(dir, Permissions::from_mode(mode | 0o700))
    };
    set().map_err(|error| Fault::io("set the mode of", dir, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_read_may_execute() {
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
}
