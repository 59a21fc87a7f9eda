//! Disks on which nothing can be remembered.

use std::fs;
use std::process::Command;

use super::{Project, told};

const CHECK: &str = "[[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\n\
                     expect = { exists = true }\n";

/// What is found is shown, whatever can be written of it.
#[test]
fn run_whose_memory_cannot_be_written_shows_what_it_found_and_ends_with_three() {
    for mount in ["-o size=64k", "-o size=64k,ro"] {
        let project = Project::with(CHECK);
        fs::create_dir_all(project.dir.join("home/state/health")).unwrap();
        let script = "mount -t tmpfs $mount none home/state/health || exit 99
            head -c 200000 /dev/zero >home/state/health/full 2>/dev/null
            \"$program\" health run --only custom --format json";
        let mut inside = Command::new("/usr/bin/unshare");
        inside.args(["-m", "/bin/sh", "-c", script]).current_dir(&project.dir).env_clear();
        inside.env("GOENVMGR_HOME", project.dir.join("home")).env("HOME", &project.dir);
        inside.env("PATH", "/usr/bin:/bin:/usr/sbin").env("mount", mount);
        let run = inside.env("program", env!("CARGO_BIN_EXE_goenvmgr")).output().unwrap();
        assert_eq!(run.status.code(), Some(3), "{mount}: {}", told(&run));
        if mount.contains("ro") {
            // Not even the lock can be made: nothing was run.
            assert!(told(&run).contains("read-only"), "{}", told(&run));
            continue;
        }
        assert!(told(&run).contains("custom.flag"), "{mount}: {}", told(&run));
        assert!(told(&run).contains("makes room"), "{}", told(&run));
    }
}
