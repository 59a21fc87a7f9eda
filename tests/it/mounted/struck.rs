//! Killed, or failing, at every step that changes the disk.

use std::os::unix::process::ExitStatusExt as _;

use super::place::Place;
use super::{Mounted, kept};
use crate::support::net::Net;
use crate::support::world::{exe, ran};

/// By these calls the disk changes in a way that the next run meets.
const STEPS: [&str; 9] = [
    "rename",
    "renameat",
    "unlink",
    "rmdir",
    "mkdir",
    "mkdirat",
    "fdatasync",
    "syncfs",
    "unlinkat",
];

/// Strikes at every step of these kinds, and runs it again; each time on mounts of its own.
fn killed_at_every_step(net: &Net, place: Place, args: &[&str], calls: &[&str]) -> usize {
    let mut steps = 0;
    for call in calls {
        for nth in 1.. {
            let machine = Mounted::new(net, place);
            let status = machine.struck(args, call, "signal=SIGKILL", nth);
            let stands = machine.tells_the_truth();
            if status.code() == Some(0) {
                break;
            }
            let at = format!("{place:?} {args:?} {call} {nth}: {status:?}");
            assert_eq!(status.signal(), Some(9), "{at}");
            let again = machine.run(args);
            // Removed already, and what is left goes with the next.
            assert!(again.code == 0 || (args[0] == "uninstall" && !stands), "{at}: {again:?}");
            machine.run(&["install", "1.22.5"]).exits(0);
            machine.is_whole();
            machine.is_tidy();
            steps += 1;
        }
    }
    steps
}

#[test]
fn uninstall_in_place_may_be_killed_at_every_step() {
    let (net, args) = (kept(), ["uninstall", "1.22.5"]);
    let steps = killed_at_every_step(&net, Place::Lower, &args, &STEPS);
    assert!(steps >= 20, "does strace still know the calls? {steps}");
    let steps = killed_at_every_step(&net, Place::Point, &args, &STEPS[..8]);
    assert!(steps >= 8, "does strace still know the calls? {steps}");
}

#[test]
fn reinstall_in_place_may_be_killed_at_every_step() {
    let (net, args) = (kept(), ["install", "--reinstall", "1.22.5"]);
    let steps = killed_at_every_step(&net, Place::Lower, &args, &STEPS);
    assert!(steps >= 30, "does strace still know the calls? {steps}");
    let steps = killed_at_every_step(
        &net,
        Place::Point,
        &args,
        &["rename", "renameat", "unlink", "syncfs"],
    );
    assert!(steps >= 10, "does strace still know the calls? {steps}");
}

/// What was to come lies whole in staging: nobody is asked for it again.
#[test]
fn reinstall_that_was_killed_goes_on_without_the_network() {
    let net = kept();
    let mut went_on = 0;
    for nth in 1..=24 {
        let machine = Mounted::new(&net, Place::Lower);
        let args = ["install", "--reinstall", "1.22.5"];
        if machine.struck(&args, "renameat", "signal=SIGKILL", nth).success() {
            break;
        }
        if !machine.half() {
            continue;
        }
        assert!(!machine.is_listed());
        let mut offline = machine.inside(exe());
        offline.args(["install", "1.22.5"]);
        for name in ["GOENVMGR_INDEX_URL", "GOENVMGR_ARCHIVE_URL", "GOPROXY"] {
            offline.env(name, "http://127.0.0.1:1/");
        }
        ran(offline).exits(0);
        machine.is_whole();
        machine.is_tidy();
        went_on += 1;
    }
    assert!(went_on > 0, "no kill left a journal");
}

/// An error leaves what a kill there would: never a version without its proof, nor a receipt
/// without its version. On an ordinary disk, and where everything is done in place.
#[test]
fn reinstall_and_uninstall_that_fail_at_any_step_keep_the_proof() {
    let net = kept();
    let calls = ["rename", "renameat", "renameat2", "unlink", "mkdir", "syncfs"];
    for place in [Place::Plain, Place::Lower] {
        for args in [&["install", "--reinstall", "1.22.5"][..], &["uninstall", "1.22.5"]] {
            let mut failures = 0;
            for call in calls {
                for nth in 1..=8 {
                    let machine = Mounted::new(&net, place);
                    let status = machine.struck(args, call, "error=EIO", nth);
                    let stands = machine.tells_the_truth();
                    let at = format!("{place:?} {args:?} {call} {nth}: {status:?}");
                    assert!(place != Place::Plain || args.len() < 3 || stands, "{at}");
                    if status.code() == Some(0) {
                        continue;
                    }
                    assert_eq!(status.code(), Some(3), "{at}");
                    failures += 1;
                }
            }
            assert!(failures >= 3, "does strace still know the calls? {args:?} {failures}");
        }
    }
}

/// Files that another source of the same version does not have: old and new proof differ.
#[test]
fn reinstall_from_another_source_keeps_either_proof_at_every_step() {
    let net = kept();
    let args = ["install", "--reinstall", "1.22.5"];
    for what in ["signal=SIGKILL", "error=EIO"] {
        let mut sources = [0, 0];
        for call in ["rename", "renameat", "renameat2", "unlink", "rmdir"] {
            for nth in 1..=10 {
                let machine = Mounted::with(&net, Place::Plain, &[("GOENVMGR_SOURCES", "goproxy")]);
                machine.struck(&args, call, what, nth);
                machine.run(&["verify", "1.22.5"]).exits(0);
                let source = machine.run(&["list", "--format", "json"]).json()[0]["source"].clone();
                let module = !machine.see("toolchains/go1.22.5/api").exists();
                assert_eq!(module, source == "goproxy", "{call} {nth}: {source}");
                sources[usize::from(module)] += 1;
            }
        }
        assert!(sources.iter().all(|count| *count > 0), "{sources:?}");
    }
}
