//! What the kernel writes of each process below /proc.

use rustix::process::Pid;

/// The running processes of a session, its leader aside.
pub(super) fn in_session_of(leader: Pid) -> Vec<Pid> {
    let wanted = leader.as_raw_nonzero().to_string();
    let belongs = |(pid, stat): &(Pid, String)| {
        let mut fields = fields(stat);
        let state = fields.next();
        *pid != leader && fields.nth(2) == Some(&wanted) && state != Some("Z")
    };
    processes().filter(belongs).map(|(pid, _)| pid).collect()
}

/// How long the processor has worked for a group, in ticks of its clock.
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
