//! Users and groups by number, and three bits for each.

use std::fs::{DirBuilder, File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _, fchown};
use std::path::Path;

use rustix::fs::{Access, Mode, access};
use rustix::process::{getegid, geteuid, getgroups, getuid, umask};

use super::Right;

/// Modes and owners are what the system judges by.
pub const KNOWN: bool = true;

/// Whether this is the number of the user with whose rights this process works.
pub fn is_me(uid: u32) -> bool {
    me() == uid
}

/// The number of the user with whose rights this process works.
pub fn me() -> u32 {
    geteuid().as_raw()
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    geteuid().is_root()
}

/// The number of the user who started this process: `check` judges by their rights.
pub fn user() -> u32 {
    getuid().as_raw()
}

pub(in crate::sys::fs) fn is_my_group(gid: u32) -> bool {
    gid == getegid().as_raw()
}

/// Whether it belongs to the user with whose rights this process works.
pub(in crate::sys::fs) fn is_mine(about: &Metadata) -> bool {
    is_me(about.uid())
}

/// Whether a file of ours may be given the owner and the group of this one.
pub(in crate::sys::fs) fn may_give(about: &Metadata) -> bool {
    let gid = about.gid();
    let mine = || getgroups().is_ok_and(|groups| groups.iter().any(|one| one.as_raw() == gid));
    is_root() || (is_mine(about) && (is_my_group(gid) || mine()))
}

/// What is created from here on allows these bits, whatever the umask was.
pub(in crate::sys::fs) fn new_files_allow(bits: rustix::fs::RawMode) {
    let before = umask(Mode::empty());
    umask(before - Mode::from_raw_mode(bits));
}

/// Whether this process may do all of that. The system says no on a `noexec` mount, and yes where a
/// security module will refuse.
pub(in crate::sys::fs) fn check(path: &Path, rights: &[Right]) -> io::Result<()> {
    let asked = rights.iter().fold(Access::empty(), |asked, right| match right {
        Right::Read => asked | Access::READ_OK,
        Right::Write => asked | Access::WRITE_OK,
        Right::Execute => asked | Access::EXEC_OK,
    });
    Ok(access(path, asked)?)
}

/// Makes a directory and those above it, with what the umask leaves of the mode.
pub(in crate::sys::fs) fn make_dirs(path: &Path, mode: u32) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(mode).create(path)
}

/// Gives a file this mode where it allows others anything.
pub(in crate::sys::fs) fn close_to_others(
    file: &File,
    about: &Metadata,
    mode: u32,
) -> io::Result<()> {
    if about.mode() & 0o077 == 0 {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Gives a new file the owner, the group and the mode of the one that it takes the place of.
pub(in crate::sys::fs) fn keep(file: &File, uid: u32, gid: u32, mode: u32) -> io::Result<()> {
    let (ours, mut mode) = (file.metadata()?, mode);
    if (ours.uid(), ours.gid()) != (uid, gid) {
        // Only root may give files away; anyone else's stay theirs.
        let given = fchown(file, Some(uid), Some(gid));
        // What one group may do is not another's to do.
        if given.is_err() && ours.gid() != gid {
            mode &= !0o070;
        }
    }
    file.set_permissions(Permissions::from_mode(mode))
}
