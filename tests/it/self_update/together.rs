//! Two updates at once, and one that is stopped while nothing comes.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::releases::{NEWEST, OWN, Release, Site};
use crate::support::program;
use crate::support::server::Answer;
use crate::support::until;

/// Starts an update that waits in the middle of the archive.
fn stalled(site: &Site, release: &Release) -> Child {
    let body = release.archive().into();
    site.server.on(&site.target(release), Answer::StallAfter { bytes: 100, body });
    let asked = || site.server.targets().iter().filter(|at| **at == site.target(release)).count();
    let before = asked();
    let mut command = site.world.command(&site.called);
    command.args(["self", "update"]).env("GOENVMGR_HTTP_TIMEOUT", "60");
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("the archive is asked for", || asked() > before);
    child
}

fn beside(site: &Site) -> Vec<PathBuf> {
    let names = fs::read_dir(site.program.parent().unwrap()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().path()).collect();
    names.retain(|name| *name != site.program);
    names
}

#[test]
fn self_update_that_a_signal_stops_leaves_nothing_beside() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish(&release);
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut child = stalled(&site, &release);
        until("work beside the program", || !beside(&site).is_empty());
        let (signal, pid) = (format!("-{signal}"), child.id().to_string());
        assert!(Command::new("kill").args([signal, pid]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        site.is_untouched();
    }
}

#[test]
fn self_update_sweeps_what_a_kill_left_also_where_nothing_is_newer() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish(&release);
    let mut child = stalled(&site, &release);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!beside(&site).is_empty());
    site.publish(&Release::new(OWN));
    site.run(&["self", "update", "--check"]).exits(0);
    assert!(!beside(&site).is_empty(), "it only looks");
    site.run(&["self", "update"]).exits(0);
    site.is_untouched();
}

/// The first holds the lock, by a home of its own; meanwhile another program comes to stand there.
#[test]
fn self_update_waits_for_another_of_any_home_and_takes_nothing_older_than_what_stands_there_then() {
    for (stands, words) in [
        ("100.0.0", format!("goenvmgr 100.0.0 is newer than {NEWEST}")),
        (NEWEST, format!("goenvmgr {NEWEST} is the newest")),
    ] {
        let mut site = Site::new();
        let release = Release::new(NEWEST);
        site.publish(&release);
        let mut first = stalled(&site, &release);
        until("work beside the program", || !beside(&site).is_empty());
        let work = beside(&site);
        site.world.set("GOENVMGR_HOME", site.world.path("another home"));
        let mut command = site.world.command(&site.called);
        let second = command.args(["self", "update"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let second = second.spawn().unwrap();
        let notes = || site.server.targets().iter().filter(|at| at.ends_with(".note")).count();
        until("the second has read the document", || notes() == 2);
        assert_eq!(beside(&site), work, "the work of the first");
        let aside = site.program.with_file_name("aside");
        program::script(&aside, &format!("#!/bin/sh\necho goenvmgr {stands}\n"));
        fs::rename(&aside, &site.program).unwrap();
        first.kill().unwrap();
        first.wait().unwrap();
        let ended = second.wait_with_output().unwrap();
        let told = String::from_utf8(ended.stdout).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{told} {:?}", ended.stderr);
        assert!(told.contains(&words), "{told}");
        assert_eq!(beside(&site), Vec::<PathBuf>::new());
        let archives = site.server.targets();
        assert_eq!(archives.iter().filter(|at| at.ends_with(".gz")).count(), 1, "{archives:?}");
    }
}
