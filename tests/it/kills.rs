//! A kill at every step: strace ends the program at exactly the N-th rename, removal, new
//! directory and flush of an install, a reinstall and an uninstall.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

use crate::support::net::Net;

/// By these calls the disk changes in a way that the next run meets.
const STEPS: [&str; 9] = [
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
fn struck(net: &Net, args: &[&str], call: &str, signal: &str, nth: usize) -> ExitStatus {
    let plain = net.world.command(args);
    let mut strace = Command::new("/usr/bin/strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:signal={signal}:when={nth}"), "--"]);
    strace.arg(plain.get_program()).args(plain.get_args());
    strace.current_dir(net.world.work()).env_clear();
    strace.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    // strace counts each thread's calls apart.
    strace.env("RAYON_NUM_THREADS", "1").output().expect("strace").status
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
            let status = struck(net, args, call, "SIGKILL", nth);
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

fn nothing(net: &Net) {
    let _ = fs::remove_dir_all(net.world.home());
}

#[test]
fn an_install_may_be_killed_or_interrupted_at_every_step() {
    let net = Net::new();
    let steps = killed_at_every_step(&net, &["install", "1.22.5"], nothing);
    assert!(steps.len() >= 20, "does strace still know the calls? {steps:?}");
    for (call, nth) in steps.into_iter().filter(|(_, nth)| *nth <= 3) {
        nothing(&net);
        let status = struck(&net, &["install", "1.22.5"], call, "SIGINT", nth);
        let stands = tells_the_truth(&net);
        // A signal that comes when all is done changes nothing.
        let ended = (status.code(), stands);
        assert!(matches!(ended, (Some(130), _) | (Some(0), true)), "{call} {nth}: {status:?}");
        goes_on(&net);
    }
}

#[test]
fn a_reinstall_may_be_killed_at_every_step() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let args = ["install", "--reinstall", "1.22.5"];
    let steps = killed_at_every_step(&net, &args, |_| {});
    assert!(steps.len() >= 20, "does strace still know the calls? {steps:?}");
}

#[test]
fn an_uninstall_may_be_killed_at_every_step() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let steps = killed_at_every_step(&net, &["uninstall", "1.22.5"], goes_on);
    assert!(steps.len() >= 10, "does strace still know the calls? {steps:?}");
}
