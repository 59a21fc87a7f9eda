//! `execve`.

use std::ffi::OsStr;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::base::fault::Exit;

/// Never returns but with an error.
pub(super) fn become_it(mut command: Command, name: &OsStr) -> io::Result<Exit> {
    Err(command.arg0(name).exec())
}

pub(super) fn lead_a_session() {
    // It fails only for the leader of a group, which whoever starts us this way does not make us.
    let _ = rustix::process::setsid();
}
