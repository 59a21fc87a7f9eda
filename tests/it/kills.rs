//! A kill at every step: strace ends the program at exactly the N-th rename, removal, new
//! directory and flush of an install, a reinstall and an uninstall.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

use crate::support::net::Net;
use crate::support::world::World;

/// By these calls the disk changes in a way that the next run meets.
pub(crate) const STEPS: [&str; 9] = [
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "fdatasync",
    "syncfs",
];

/// Runs the binary with a signal at its N-th `call`; strace ends as the program does.
pub(crate) fn struck(
    world: &World,
    args: &[&str],
    call: &str,
    signal: &str,
    nth: usize,
) -> ExitStatus {
    let mut strace = Command::new("/usr/bin/strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:signal={signal}:when={nth}"), "--"]);
    // strace counts each thread's calls apart.
    world.behind(strace, args).env("RAYON_NUM_THREADS", "1").output().expect("strace").status
}

/// What must be true at any moment: a whole toolchain or none, and `list` says which.
#[track_caller]
fn tells_the_truth(net: &Net) -> bool {
    let stands = net.installed();
    assert!(stands.iter().all(|name| name == "go1.22.5"), "{stands:?}");
    let listed = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(listed.as_array().unwrap().len(), stands.len(), "{listed}");
    if !stands.is_empty() {
        net.is_whole(false);
    }
    !stands.is_empty()
}

/// The next install works and leaves nothing but itself.
#[track_caller]
fn goes_on(net: &Net) {
    net.run(&["install", "1.22.5"]).exits(0);
    net.is_whole(false);
    net.is_tidy();
}

/// Kills at every step of a command until it has none left, and returns the steps.
fn killed_at_every_step(
    net: &Net,
    args: &[&str],
    prepare: impl Fn(&Net),
) -> Vec<(&'static str, usize)> {
    let mut steps = Vec::new();
    for call in STEPS {
        for nth in 1.. {
            prepare(net);
            let status = struck(&net.world, args, call, "SIGKILL", nth);
            let stands = tells_the_truth(net);
            let done = status.code() == Some(0);
            assert!(stands || !args.contains(&"--reinstall"), "there is no moment without it");
            assert!(done || status.signal() == Some(9), "{args:?}: {call} {nth}: {status:?}");
            if done {
                assert_eq!(stands, args.contains(&"install"), "{call} {nth}");
                break;
            }
            goes_on(net);
            steps.push((call, nth));
        }
    }
    goes_on(net);
    net.run(&["verify", "1.22.5"]).exits(0);
    steps
}

/// Ctrl-C at each of the first steps of each kind.
fn interrupted_at_each(
    net: &Net,
    args: &[&str],
    steps: Vec<(&'static str, usize)>,
    prepare: impl Fn(&Net),
    may_end: impl Fn(Option<i32>, bool) -> bool,
) {
    for (call, nth) in steps.into_iter().filter(|(_, nth)| *nth <= 3) {
        prepare(net);
        let status = struck(&net.world, args, call, "SIGINT", nth);
        let stands = tells_the_truth(net);
        // As a shell has it, whether the program ended by itself or was ended.
        let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
        assert!(may_end(code, stands), "{args:?}: {call} {nth}: {status:?}, {stands}");
        goes_on(net);
    }
}

fn nothing(net: &Net) {
    let _ = fs::remove_dir_all(net.world.home());
}

#[test]
fn install_may_be_killed_or_interrupted_at_every_step() {
    let net = Net::new();
    let steps = killed_at_every_step(&net, &["install", "1.22.5"], nothing);
    assert!(steps.len() >= 20, "does strace still know the calls? {steps:?}");
    interrupted_at_each(&net, &["install", "1.22.5"], steps, nothing, |code, stands| {
        // A signal that comes when all is done changes nothing.
        matches!((code, stands), (Some(130), _) | (Some(0), true))
    });
}

#[test]
fn reinstall_may_be_killed_or_interrupted_at_every_step() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let args = ["install", "--reinstall", "1.22.5"];
    let steps = killed_at_every_step(&net, &args, |_| {});
    assert!(steps.len() >= 20, "does strace still know the calls? {steps:?}");
    // There is no moment without it.
    interrupted_at_each(
        &net,
        &args,
        steps,
        |_| {},
        |code, stands| stands && matches!(code, Some(0 | 130)),
    );
}

#[test]
fn uninstall_may_be_killed_or_interrupted_at_every_step() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let args = ["uninstall", "1.22.5"];
    let steps = killed_at_every_step(&net, &args, goes_on);
    assert!(steps.len() >= 10, "does strace still know the calls? {steps:?}");
    interrupted_at_each(&net, &args, steps, goes_on, |code, stands| {
        matches!((code, stands), (Some(130), _) | (Some(0), false))
    });
}

/// Files that a killed write left, by the path below our home.
fn half_written(net: &Net) -> Vec<String> {
    let (home, mut found) = (net.world.home(), Vec::new());
    let mut dirs = vec![home.clone()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).into_iter().flatten().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                dirs.push(entry.path());
            } else if entry.file_name().to_str().unwrap().starts_with(".goenvmgr-") {
                let below = entry.path();
                found.push(below.strip_prefix(&home).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

#[test]
fn write_that_was_killed_leaves_what_the_next_write_there_and_clean_take() {
    let net = Net::new();
    let writes: [(&[&str], &str, &str); 2] = [
        (&["install", "1.22.5"], "fdatasync", "state/sumdb/"),
        (&["list", "--remote"], "renameat", "cache/"),
    ];
    for (args, call, place) in writes {
        nothing(&net);
        struck(&net.world, args, call, "SIGKILL", 1);
        let left = half_written(&net);
        assert!(matches!(left.as_slice(), [one] if one.starts_with(place)), "{left:?}");
        net.run(&["clean", "--stale"]).exits(0);
        assert_eq!(half_written(&net), [""; 0], "{args:?}");
    }
    net.run(&["install", "1.22.5"]).exits(0);
    struck(&net.world, &["default", "1.22.5"], "fdatasync", "SIGKILL", 1);
    assert_eq!(half_written(&net).len(), 1);
    net.run(&["default", "1.22.5"]).exits(0);
    assert_eq!(half_written(&net), [""; 0]);
}
