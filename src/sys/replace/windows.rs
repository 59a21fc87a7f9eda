//! No process becomes another one: it is started beside, shares the console, and dies with this one.

use std::ffi::OsStr;
use std::io;
use std::process::Command;

use crate::base::fault::Exit;
use crate::sys::{interrupt, proc};

/// Its name is its file's: no other can be given.
pub(super) fn become_it(mut command: Command, _name: &OsStr) -> io::Result<Exit> {
    interrupt::leave_to_program()?;
    let mut child = command.spawn()?;
    let _job = proc::dies_with_us(&child);
    let code = child.wait()?.code().unwrap_or_default();
    // 32 bits there, 8 here: what does not fit is the highest.
    Ok(Exit::Program(u8::try_from(code).unwrap_or(u8::MAX)))
}

/// There are none.
pub(super) fn lead_a_session() {}
