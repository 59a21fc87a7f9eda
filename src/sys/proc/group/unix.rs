//! Process groups, and sessions for what opens groups of its own.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod unknown;

#[cfg(target_os = "linux")]
use linux as table;
#[cfg(not(target_os = "linux"))]
use unknown as table;

use std::io;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, Command, ExitStatus};

use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid,
};

use super::super::Ended;

/// Makes what is started the leader of a group.
pub(in crate::sys::proc) fn lead(command: &mut Command) {
    command.process_group(0);
}

pub(in crate::sys::proc) fn how(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Code(code),
        (None, signal) => Ended::Signal(signal.unwrap_or_default()),
    }
}

/// A program that leads a group, or a session.
pub(in crate::sys::proc) struct Leader {
    child: Child,
    pid: Pid,
    session: bool,
}

/// The end of a leader: it is seen but not reaped, so that its number (and its group's) still belongs
/// to it when the group is killed.
pub(in crate::sys::proc) struct End(Pid);

impl End {
    pub(in crate::sys::proc) fn wait(self) {
        let _ = waitid(WaitId::Pid(self.0), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
    }
}

impl Leader {
    #[expect(clippy::unnecessary_wraps, reason = "another system may refuse")]
    pub(in crate::sys::proc) fn of(child: Child, session: bool) -> io::Result<Self> {
        let pid = Pid::from_child(&child);
        Ok(Self { child, pid, session })
    }

    pub(in crate::sys::proc) fn end(&self) -> End {
        End(self.pid)
    }

    /// Kills it with all that it started.
    pub(in crate::sys::proc) fn kill(&self) {
        kill_all(self.pid, self.session);
    }

    /// How long the processor has worked for it, in ticks of its clock; nothing where the system does
    /// not say.
    pub(in crate::sys::proc) fn ticks(&self) -> Option<u64> {
        table::ticks(self.pid)
    }

    pub(in crate::sys::proc) fn reap(mut self) -> io::Result<ExitStatus> {
        self.child.wait()
    }
}

/// Kills a group or, where the leader has a session of its own, every group of that session (an
/// interactive shell gives each of its jobs one).
fn kill_all(leader: Pid, session: bool) {
    let _ = kill_process_group(leader, Signal::KILL);
    if !session {
        return;
    }
    // The launcher may not have come to its session yet.
    let _ = kill_process(leader, Signal::KILL);
    // What is killed cannot start more; a few looks catch what was just being started.
    for _ in 0..4 {
        let left = table::in_session_of(leader);
        if left.is_empty() {
            break;
        }
        for pid in left {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
}
