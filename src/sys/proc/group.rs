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
fn in_session_of(leader: Pid) -> Vec<Pid> {
    let wanted = leader.as_raw_nonzero().to_string();
    let belongs = |(pid, stat): &(Pid, String)| {
        let mut fields = fields(stat);
        let state = fields.next();
        *pid != leader && fields.nth(2) == Some(&wanted) && state != Some("Z")
    };
    processes().filter(belongs).map(|(pid, _)| pid).collect()
}

/// How long the processor has worked for a group, in ticks of its clock; nothing where the system
/// has no `/proc`.
pub(super) fn ticks(group: Pid) -> Option<u64> {
    let wanted = group.as_raw_nonzero().to_string();
    let of = |(_, stat): (Pid, String)| {
        let mut fields = fields(&stat).skip(2);
        let ours = fields.next() == Some(&wanted);
        // utime, stime, and the same of children that have ended.
        let worked = fields.skip(8).take(4).filter_map(|text| text.parse::<u64>().ok()).sum();
        ours.then_some(worked)
    };
    processes().filter_map(of).reduce(|one: u64, more| one.saturating_add(more))
}

/// What stands behind a process's name: "12 (name, which may hold anything) S parent group session …"
fn fields(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace()
}

/// Every process that the kernel tells of, and what it says.
#[expect(clippy::disallowed_methods, reason = "the kernel's own record of processes")]
fn processes() -> impl Iterator<Item = (Pid, String)> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten();
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter_map(Pid::from_raw).filter_map(|pid| {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
        Some((pid, stat))
    })
}
