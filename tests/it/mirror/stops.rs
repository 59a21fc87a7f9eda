//! What ends a command in the middle: a kill, a full disk, somebody else at work.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use super::{Client, Site, says};
use crate::kills::struck;
use crate::support::world::{exe, ran};

/// By these calls a mirror changes.
const STEPS: [&str; 5] = ["renameat", "renameat2", "rename", "syncfs", "mkdirat"];

#[test]
fn mirror_that_is_killed_at_any_step_holds_nothing_wrong_and_is_finished_by_the_next_run() {
    let site = Site::new();
    let dir = site.world.show("mirror");
    let create = ["mirror", "create", &dir, "1.22.5"];
    let mut killed = 0;
    for call in STEPS {
        for nth in (1..).step_by(2) {
            let _ = fs::remove_dir_all(site.dir());
            let status = struck(&site.world, &create, call, "SIGKILL", nth);
            if status.code() == Some(0) {
                break;
            }
            assert_eq!(status.signal(), Some(9), "{call} {nth}: {status:?}");
            killed += 1;
            let verified = site.mirror("verify", &[]);
            assert!([1, 2].contains(&verified.code), "{call} {nth}: {verified:?}");
            assert!(!verified.stdout.contains("wrong:"), "{call} {nth}: {verified:?}");
            site.world.run(&create).exits(0);
            let verified = site.mirror("verify", &[]).exits(0);
            assert!(
                verified.stdout.contains("verified 1 toolchain,"),
                "{call} {nth}: {verified:?}"
            );
        }
    }
    assert!(killed > 8, "{killed}");
}

#[test]
fn update_that_is_killed_leaves_a_mirror_that_serves() {
    let mut site = Site::created(&["1.22.5"]);
    let aside = site.world.path("aside");
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        let _ = fs::remove_dir_all(to);
        assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
    };
    copy(&site.dir(), &aside);
    site.publishers.go_on(260);
    let dir = site.world.show("mirror");
    let server = site.serve();
    for nth in 1.. {
        copy(&aside, &site.dir());
        let status =
            struck(&site.world, &["mirror", "update", &dir, "1.22.6"], "renameat", "SIGKILL", nth);
        let client = Client::new(&site, &server.url());
        let go = client.go("1.22.5");
        assert_eq!(go.stdout, says("1.22.5"), "{nth}: {go:?}");
        if status.code() == Some(0) {
            assert!(nth > 5, "{nth}");
            break;
        }
    }
}

#[test]
fn two_at_work_on_one_directory_wait_for_each_other_and_both_get_what_they_ask_for() {
    let site = Site::new();
    let dir = site.world.show("mirror");
    let versions = ["1.22.5", "1.22.6"];
    let started: Vec<_> = versions
        .map(|version| site.world.ours(&["mirror", "create", &dir, version]).spawn().unwrap())
        .into();
    for mut one in started {
        assert!(one.wait().unwrap().success());
    }
    let verified = site.mirror("verify", &[]).exits(0);
    assert!(verified.stdout.contains("verified 2 toolchains"), "{verified:?}");
    assert!(versions.iter().all(|version| site.zip(version).is_file()));
}

#[test]
fn verify_waits_for_who_is_at_work() {
    let site = Site::created(&["1.22.5"]);
    let held = fs::File::open(site.dir().join(".goenvmgr/lock")).unwrap();
    held.lock().unwrap();
    let mut command = site.world.ours(&["mirror", "verify", site.dir().to_str().unwrap()]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut verify = command.spawn().unwrap();
    let mut line = String::new();
    let mut said = std::io::BufReader::new(verify.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    assert!(line.contains("which is at work on this mirror"), "{line}");
    drop(held);
    assert!(verify.wait().unwrap().success());
}

#[test]
fn disk_that_is_full_is_told_and_what_is_published_is_whole() {
    let site = Site::new();
    let (dir, before) = (site.dir(), 8);
    fs::create_dir(&dir).unwrap();
    let mut enough = None;
    for size in [before, 24, 40, 56, 96, 4096] {
        let script = format!(
            "mount -t tmpfs -o size={size}k,mode=755 none {dir}; {exe} mirror create {dir} 1.22.5; code=$?\n\
             {exe} mirror verify {dir} >&2; echo verify $? >&2; exit $code",
            dir = dir.display(),
            exe = exe()
        );
        let mut shell = site.world.command("unshare");
        shell.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").args(["--mount", "sh", "-c", &script]);
        let ran = ran(&mut shell);
        assert!(
            !ran.stderr.contains("wrong:") && !ran.stdout.contains("wrong:"),
            "{size}: {ran:?}"
        );
        assert!(!ran.stderr.contains("verify 6"), "{size}: {ran:?}");
        if ran.code == 0 {
            assert!(ran.stderr.contains("verify 0"), "{ran:?}");
            enough = Some(size);
            break;
        }
        assert_eq!(ran.code, 3, "{size}: {ran:?}");
        assert!(ran.stderr.contains("df -h"), "{size}: {ran:?}");
    }
    assert!(enough.is_some_and(|size| size > before), "{enough:?}");
}
