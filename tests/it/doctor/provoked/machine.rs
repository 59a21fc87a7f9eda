//! Mounts, disks, owners, and limits of the system.

use crate::doctor::session::Session;

use super::Go::{Bears, Fails};
use super::{BUILD, Case, In, case, prove_all};

const CASES: &[Case] = &[
    case(
        "fs.noexec: mkdir -p <dir>; export GOTMPDIR=<dir>",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; export GOTMPDIR=$world/n",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec: mkdir -p <dir>; export GOCACHE=<dir>",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; cp -r $GOCACHE $world/n/c; export GOCACHE=$world/n/c; go run .",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec: mount -o remount,exec <mount>",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; mkdir $world/n/bin; export GOBIN=$world/n/bin",
        Bears("go install ."),
    )
    .in_(In::Mounts),
    case(
        "fs.writable: mkdir -p <dir>; export GOCACHE=<dir>",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable: mkdir -p <dir>; export GOTMPDIR=<dir>",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOTMPDIR=$world/n",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable: mkdir -p <dir>; export GOCACHE=<dir>",
        "export GOCACHE=/root/.cache/goenvmgr-not-yours",
        Fails(BUILD, "permission denied"),
    )
    .in_(In::User),
    case(
        "fs.writable: mkdir -p <dir>; export GOCACHE=<dir>",
        "mkdir $world/n; chattr +i $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "not permitted"),
    ),
    case(
        "fs.space: mkdir -p <dir>; export GOCACHE=<dir>",
        "mkdir $world/n; mount -t tmpfs -o size=1m t $world/n; export GOCACHE=$world/n",
        Bears(BUILD),
    )
    .in_(In::Mounts),
    case(
        "fs.space: mkdir -p <dir>; export GOTMPDIR=<dir>",
        "mkdir $world/n; mount -t tmpfs -o size=64k t $world/n; export GOTMPDIR=$world/n",
        Fails("go build -o $world/tmp/x .", "no space left on device"),
    )
    .in_(In::Mounts),
    case(
        "fs.inodes: mkdir -p <dir>; export GOCACHE=<dir>",
        "mkdir $world/n; mount -t tmpfs -o nr_inodes=8 t $world/n; export GOCACHE=$world/n",
        Fails(BUILD, "no space left on device"),
    )
    .in_(In::Mounts),
    case(
        "fs.inodes: mkdir -p <dir>; export GOTMPDIR=<dir>",
        "mkdir $world/n; mount -t tmpfs -o nr_inodes=2 t $world/n; export GOTMPDIR=$world/n",
        Fails(BUILD, "no space left on device"),
    )
    .in_(In::Mounts),
    case(
        "sys.address-space: ulimit -Sv unlimited",
        "ulimit -Sv 300000",
        Fails("go version", "failed to reserve"),
    ),
    case(
        "sys.processes: prlimit --pid $$ --nproc=4096:",
        "ulimit -Su 6",
        Fails(BUILD, ""),
    )
    .in_(In::User),
    case(
        "fs.noexec: sudo mount -o remount,exec <mount>",
        "mkdir $world/n; sudo mount -t tmpfs -o noexec,mode=777 t $world/n; mkdir $world/n/bin; \
        export GOBIN=$world/n/bin",
        Bears("go install ."),
    )
    .in_(In::User),
    // What the kernel says is left, said by another file: no test takes a machine's memory away.
    case(
        "sys.memory",
        "sed 's/^MemAvailable:.*/MemAvailable: 65536 kB/' /proc/meminfo >$world/m; \
        mount --bind $world/m /proc/meminfo",
        Bears(BUILD),
    )
    .in_(In::Mounts)
    .instead("umount /proc/meminfo"),
    case(
        "sys.memory-limit",
        "g=/sys/fs/cgroup/memory/goenvmgr-test-$$; mkdir $g && echo 24M >$g/memory.limit_in_bytes && echo $$ >$g/cgroup.procs",
        Fails("go build -ldflags=-X=main.a=$RANDOM -o $world/tmp/x .", "signal: killed"),
    )
    .instead("echo $$ >/sys/fs/cgroup/memory/cgroup.procs; rmdir $g"),
];

#[test]
fn machine() {
    prove_all(CASES);
}

/// Hard limits, which nobody in this shell can lift: a shell without them is the cure.
#[test]
fn hard_limits() {
    for (check, limit, says, file) in [
        ("sys.open-files", "ulimit -n 12", "too many open files", "nofile in /etc/security"),
        ("sys.address-space", "ulimit -v 300000", "failed to reserve", "as in /etc/security"),
        ("sys.processes", "ulimit -u 6", "", "nproc in /etc/security"),
    ] {
        let mut session = Session::unprivileged();
        assert_eq!(session.doctor(check)["status"], "PASS", "{check}");
        session.run(limit);
        let said = session.run(BUILD);
        assert!(said.code != 0 && said.text.contains(says), "{limit}: {}", said.text);
        let found = session.doctor(check);
        assert_eq!(found["status"], "FAIL", "{found:#}");
        assert_eq!(found["fix"]["commands"], serde_json::json!([]), "{found:#}");
        assert!(found["fix"]["text"].as_str().unwrap().contains(file), "{found:#}");
    }
}
