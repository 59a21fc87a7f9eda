//! No process becomes another one: it is started beside, shares the console, and dies with this one.

use std::ffi::OsStr;
use std::io;
use std::process::Command;

use crate::base::fault::Exit;
use crate::sys::{interrupt, proc};

/// Its name is its file's: no other can be given. Ends as the program did, with all 32 bits of its code.
#[expect(clippy::exit, clippy::disallowed_methods, reason = "as the program that ran in our place")]
pub(super) fn become_it(mut command: Command, _name: &OsStr) -> io::Result<Exit> {
    let _ = interrupt::leave_to_program()?;
    let mut child = command.spawn()?;
    let _job = proc::dies_with_us(&child);
    std::process::exit(child.wait()?.code().unwrap_or_default())
}

/// There are none.
pub(super) fn lead_a_session() {}
