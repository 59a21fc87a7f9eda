//! What the kernel hands over, and writes of this process below /proc.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

pub(super) use super::unix::{HOME, home, home_of, login_shell, name};

/// `AT_EXECFN`.
pub(super) fn executed() -> PathBuf {
    PathBuf::from(OsStr::from_bytes(rustix::param::linux_execfn().to_bytes()))
}

/// The name that the working directory had when it was deleted.
#[expect(clippy::disallowed_methods, reason = "the kernel's own record of this process")]
pub(super) fn last_name() -> Option<PathBuf> {
    let link = std::fs::read_link("/proc/self/cwd").ok()?;
    let name = link.as_os_str().as_bytes().strip_suffix(b" (deleted)")?;
    Some(PathBuf::from(OsStr::from_bytes(name))).filter(|path| path.is_absolute())
}

#[expect(clippy::disallowed_methods, reason = "the kernel's own record of this process")]
pub(super) fn ancestors() -> Vec<(u32, Option<String>)> {
    let mut found = Vec::new();
    let mut next = Some(std::os::unix::process::parent_id());
    while let Some(pid) = next.filter(|&pid| pid > 0 && found.len() < 8) {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // "12 (name, which may hold anything) S 11 ..."
        let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')'));
        next = name.and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        found.push((pid, name.map(|(name, _)| name.to_owned())));
    }
    found
}
