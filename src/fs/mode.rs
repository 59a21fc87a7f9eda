//! Permission bits.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::fault::{Fault, Result};

/// Makes a file one that everybody may execute, or nobody.
///
/// # Errors
/// When the mode cannot be set (exit 3).
pub fn set_executable(path: &Path, executable: bool) -> Result<()> {
    let mode = if executable { 0o755 } else { 0o644 };
    set_permissions(path, Permissions::from_mode(mode))
        .map_err(|error| Fault::io("set the mode of", path, &error))
}
