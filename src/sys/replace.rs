//! Becoming another program: no child, no shell, signals and job control go straight to it.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::sys::envdiff::Vars;
use crate::sys::fs::probe;

/// Replaces this process. Returns where the system cannot replace a process, once the program has ended
/// that ran in its place.
///
/// # Errors
/// 127 where the program is not there, 126 where the system will not run it, as shells have it.
#[expect(
    clippy::disallowed_methods,
    reason = "this function replaces the process, proc.rs starts others"
)]
pub(crate) fn with(program: &Path, name: &OsStr, args: &[OsString], vars: &Vars) -> Result<Exit> {
    tracing::debug!(program = %program.visible(), "becoming");
    let mut command = std::process::Command::new(program);
    command.args(args).env_clear().envs(vars);
    os::become_it(command, name).map_err(|error| refused(program, &error))
}

/// What to say of a program that the system does not start: 127 where it is not there, else 126.
pub(crate) fn refused(program: &Path, error: &io::Error) -> Fault {
    let exit = match error.kind() {
        io::ErrorKind::NotFound => Exit::NothingToRun,
        _ => Exit::Program(126),
    };
    let fault = Fault::new(exit, format!("could not run {}: {error}", program.visible()));
    let denied = error.kind() == io::ErrorKind::PermissionDenied;
    if denied && probe::mount(program).is_ok_and(|mount| mount.noexec) {
        return fault
            .because("it lies on a mount that is noexec")
            .hint("set GOENVMGR_HOME to a directory on another mount, or see goenvmgr doctor --only fs.noexec");
    }
    fault.hint_of(error)
}

/// As [`with`], as the leader of a session of its own: without a terminal, and with a number that
/// all it starts can be found by.
pub(crate) fn in_new_session(program: &Path, args: &[OsString], vars: &Vars) -> Result<Exit> {
    os::lead_a_session();
    with(program, program.as_os_str(), args, vars)
}
