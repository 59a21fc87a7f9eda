//! Mounts, disks, owners, and limits of the system.

use crate::doctor::session::Session;

use super::Go::{Bears, Fails};
use super::{BUILD, Case, In, case, prove_all};

const CASES: &[Case] = &[
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; export GOTMPDIR=$world/n",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; cp -r $GOCACHE $world/n/c; export GOCACHE=$world/n/c; go run .",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; mkdir $world/n/bin; export GOBIN=$world/n/bin",
        Bears("go install ."),
    )
    .in_(In::Mounts),
    case(
        "fs.writable",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOTMPDIR=$world/n",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable",
        "export GOCACHE=/root/.cache/goenvmgr-not-yours",
        Fails(BUILD, "permission denied"),
    )
    .in_(In::User),
    case(
        "fs.writable",
        "mkdir $world/n; chattr +i $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "not permitted"),
    )
    .instead("chattr -i $world/n"),
    case(
        "fs.space",
        "mkdir $world/n; mount -t tmpfs -o size=1m t $world/n; export GOCACHE=$world/n",
        Bears(BUILD),
    )
    .in_(In::Mounts),
    case(
        "fs.space",
        "mkdir $world/n; mount -t tmpfs -o size=64k t $world/n; export GOTMPDIR=$world/n",
        Fails("go build -o $world/tmp/x .", "no space left on device"),
    )
    .in_(In::Mounts),
    case(
        "fs.inodes",
        "mkdir $world/n; mount -t tmpfs -o nr_inodes=8 t $world/n; export GOCACHE=$world/n",
        Fails(BUILD, "no space left on device"),
    )
    .in_(In::Mounts),
    case("sys.address-space", "ulimit -Sv 300000", Fails("go version", "failed to reserve")),
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

#[test]
fn open_files() {
    // A hard limit cannot be lifted again everywhere: not a case like the others.
    let mut session = Session::start();
    session.run("ulimit -n 12");
    let said = session.run(BUILD);
    assert!(said.code != 0 && said.text.contains("too many open files"), "{}", said.text);
    assert_eq!(session.doctor("sys.open-files")["status"], "FAIL");
}
