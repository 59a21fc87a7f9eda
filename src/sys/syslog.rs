//! The log of the system: a line of its own, as syslog(3) sends it. journald listens at the same place.

#[cfg(not(unix))]
mod none;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
use none as os;
#[cfg(unix)]
use unix as os;

use std::path::Path;

/// How much a line matters: the numbers of RFC 5424.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Something failed.
    Error = 3,
    /// Something may fail.
    Warning = 4,
    /// All is well.
    Info = 6,
}

/// Messages of users' programs.
const USER: u8 = 1;

/// Sends a line to the log at `socket`, or where the system's own listens; whether anybody took it. Nobody
/// is waited for. No time stands in it: who takes it knows the time.
pub fn send(socket: Option<&Path>, severity: Severity, line: &str) -> bool {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let priority = USER * 8 + severity as u8;
    let text = format!("<{priority}>goenvmgr[{}]: {line}", std::process::id());
    os::send(socket, text.as_bytes())
}
