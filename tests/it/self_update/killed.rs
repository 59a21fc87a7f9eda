//! A kill at every step of an update leaves the old program or the new one, and the next update does the rest.

use std::process::Command;

use super::releases::{NEWEST, Release, Site};

/// By these the disk changes.
const STEPS: [&str; 7] =
    ["rename", "renameat", "renameat2", "unlinkat", "mkdir", "mkdirat", "fsync"];

#[test]
fn self_update_may_be_killed_at_every_step() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    site.world.write(&site.world.path("user/.local/share/man/man1/goenvmgr.1"), "old");
    let (mut old, mut new) = (0, 0);
    for call in STEPS {
        for step in 1.. {
            site.put_back();
            let mut strace = Command::new("/usr/bin/strace");
            strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
            strace.args(["-e", &format!("inject={call}:signal=SIGKILL:when={step}"), "--"]);
            let mut update = site.world.command(&site.program);
            let ran = site.world.under(strace, update.args(["self", "update"]));
            if ran.code == 0 {
                site.is_new();
                break;
            }
            assert_eq!(ran.code, -1, "{call} {step}: {ran:?}");
            if site.is_old() {
                old += 1;
                site.run(&["self", "update"]).exits(0);
                site.is_new();
            } else {
                new += 1;
                site.says_new();
            }
        }
    }
    assert!(old >= 6 && new >= 1, "does strace still know the calls? {old} {new}");
}
