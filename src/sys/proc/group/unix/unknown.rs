//! Nobody is asked which processes there are.

use rustix::process::Pid;

pub(super) fn in_session_of(_: Pid) -> Vec<Pid> {
    Vec::new()
}

pub(super) fn ticks(_: Pid) -> Option<u64> {
    None
}
