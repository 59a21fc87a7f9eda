//! Ends a program with all that it started.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// Kills a group or, where the leader has a session of its own, every group of that session (an
/// interactive shell gives each of its jobs one).
pub(super) fn kill_all(leader: Pid, session: bool) {
    let _ = kill_process_group(leader, Signal::KILL);
    if !session {
        return;
    }
    // The launcher may not have come to its session yet.
    let _ = kill_process(leader, Signal::KILL);
    // What is killed cannot start more; a few looks catch what was just being started.
    for _ in 0..4 {
        let left = in_session_of(leader);
        if left.is_empty() {
            break;
        }
        for pid in left {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
}

/// The running processes of a session, its leader aside; none where the system has no `/proc`.
#[expect(clippy::disallowed_methods, reason = "the kernel's own record of processes")]
fn in_session_of(leader: Pid) -> Vec<Pid> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let wanted = leader.as_raw_nonzero().to_string();
    let belongs = |pid: &Pid| {
        let stat = format!("/proc/{}/stat", pid.as_raw_nonzero());
        let stat = std::fs::read_to_string(stat).unwrap_or_default();
        // "12 (name, which may hold anything) S parent group session ..."
        let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace());
        fields.is_some_and(|mut fields| {
            let state = fields.next();
            fields.nth(2) == Some(&wanted) && state != Some("Z")
        })
    };
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter_map(Pid::from_raw).filter(|pid| *pid != leader).filter(belongs).collect()
}
