//! Interrupts, kills, and two installers at once.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::net::Net;
use crate::support::publish::{ModuleProxy, ReleaseSite};
use crate::support::server::Answer;
use crate::support::until;

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(done.unwrap().success());
}

fn spawn(net: &Net, args: &[&str]) -> Child {
    let mut command = net.world.ours(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn ctrl_c_shows_nothing_and_the_next_run_goes_on_where_it_stopped() {
    let net = Net::new().var("GOENVMGR_SOURCES", "goproxy");
    let path = ModuleProxy::zip_path(&net.toolchain);
    let zip = net.toolchain.module_zip();
    net.proxy.server.on(&path, Answer::StallAfter { bytes: 900, body: zip.into() });
    let asked = || net.proxy.server.targets().iter().filter(|target| **target == path).count();
    let signals = [("INT", 130), ("TERM", 143), ("HUP", 129)];
    for (before, (name, code)) in signals.into_iter().enumerate() {
        let mut child = spawn(&net, &["install", "1.22.5"]);
        let downloads = net.world.home().join("cache/downloads");
        until("bytes on disk", || {
            asked() > before
                && fs::read_dir(&downloads).is_ok_and(|dir| {
                    dir.flatten().any(|f| f.metadata().is_ok_and(|about| about.len() >= 900))
                })
        });
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert!(!net.root().exists());
        // What is half done is for the next run, which is who takes away the lock of a process that ended too.
        let left = net.traces();
        let is_for_the_next =
            |name: &str| name.starts_with("go1.22.5.new-") || name == "go1.22.5.lock";
        assert!(left.iter().all(|name| is_for_the_next(name)), "{left:?}");
    }
    net.proxy.publish(&net.toolchain);
    net.run(&["install", "1.22.5"]).exits(0);
    net.is_whole(true);
    let seen = net.proxy.server.seen();
    let ranges = seen.iter().filter_map(|seen| seen.header("range")).collect::<Vec<_>>();
    assert!(ranges.contains(&"bytes=900-"), "{ranges:?}");
    net.is_tidy();
}

/// Each kill strikes while the archive is on its way: the server never sends the rest. What comes
/// after the last byte is killed step by step in `kills.rs`.
#[test]
fn kill_at_any_byte_leaves_a_store_that_tells_the_truth() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let path = ReleaseSite::path(&net.toolchain);
    let archive = std::sync::Arc::new(net.toolchain.archive());
    let asked = || net.site.server.targets().iter().filter(|target| **target == path).count();
    for part in 0..12 {
        let bytes = (archive.len() - 1) * part / 11;
        net.site.server.on(&path, Answer::StallAfter { bytes, body: archive.clone() });
        let before = asked();
        let mut child = spawn(&net, &["install", "--reinstall", "1.22.5"]);
        until("the archive is asked for", || asked() > before);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9), "{bytes} bytes");
        assert_eq!(net.installed(), ["go1.22.5"]);
        net.is_whole(false);
    }
    net.site.server.on(&path, Answer::ok(net.toolchain.archive()));
    net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    net.is_whole(false);
    net.run(&["verify", "1.22.5"]).exits(0);
    net.is_tidy();
}

#[test]
fn installer_that_is_second_waits_says_for_whom_and_finds_it_done() {
    let net = Net::new();
    let path = ReleaseSite::path(&net.toolchain);
    let whole = Answer::ok(net.toolchain.archive());
    net.site.server.on_each(&path, vec![Answer::Trickle { gap: Duration::from_millis(1) }, whole]);
    let whole = Answer::ok(net.toolchain.archive());
    net.site.server.on(&path, whole);
    let lock = net.world.home().join("staging/go1.22.5.lock");
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    let held = fs::File::create(&lock).unwrap();
    held.lock().unwrap();
    let mut two: Vec<Child> = (0..2).map(|_| spawn(&net, &["install", "1.22.5"])).collect();
    for child in &mut two {
        let mut told = std::io::BufReader::new(child.stderr.as_mut().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut told, &mut line).unwrap();
        let whom = format!("waiting for process {} (", std::process::id());
        assert!(line.starts_with(&whom) && line.ends_with("at work on go1.22.5\n"), "{line}");
    }
    drop(held);
    let outputs: Vec<_> = two.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    let texts: Vec<_> =
        outputs.iter().map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).collect();
    assert!(outputs.iter().all(|o| o.status.success()), "{outputs:?}");
    assert_eq!(texts.iter().filter(|t| t.contains("already installed")).count(), 1, "{texts:?}");
    let targets = net.site.server.targets();
    assert_eq!(targets.iter().filter(|t| **t == path).count(), 1, "downloaded once");
}

#[test]
fn hangup_is_ignored_where_nohup_said_so() {
    let net = Net::new().var("GOENVMGR_SOURCES", "go.dev");
    let path = ReleaseSite::path(&net.toolchain);
    let archive = std::sync::Arc::new(net.toolchain.archive());
    let asked = || net.site.server.targets().iter().filter(|target| **target == path).count();
    let stalls = Answer::StallAfter { bytes: 900, body: archive.clone() };
    net.site.server.on_each(&path, vec![stalls, Answer::ok(archive.to_vec())]);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]);
    let mut command = net.world.behind(shell, &["install", "1.22.5"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    until("the archive is asked for", || asked() > 0);
    signal(&child, "HUP");
    assert_eq!(child.wait().unwrap().code(), Some(0), "it goes on when the server is silent");
    net.is_whole(false);
}
