//! A kill at every step of an update leaves the old program or the new one, and the next update does the rest.

use std::fs;
use std::process::Command;

use super::releases::{NEWEST, OWN, Release, Site};

/// By these the disk changes.
const STEPS: [&str; 7] =
    ["rename", "renameat", "renameat2", "unlinkat", "mkdir", "mkdirat", "fsync"];

#[test]
fn self_update_may_be_killed_at_every_step() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    let (mut old, mut new, mut halfway) = (0, 0, 0);
    for call in STEPS {
        for step in 1.. {
            site.put_back();
            write_old_pages(&site);
            let mut strace = Command::new("/usr/bin/strace");
            strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
            strace.args(["-e", &format!("inject={call}:signal=SIGKILL:when={step}"), "--"]);
            let mut update = site.world.command(&site.program);
            let ran = site.world.under(strace, update.args(["self", "update"]));
            if ran.code == 0 {
                site.is_new();
                assert!(has_new_pages(&site));
                break;
            }
            assert_eq!(ran.code, -1, "{call} {step}: {ran:?}");
            if site.is_old() {
                old += 1;
            } else {
                new += 1;
                halfway += usize::from(!has_new_pages(&site));
                site.says_new();
                site.put_in_full();
            }
            site.run(&["self", "update"]).exits(0);
            site.is_new();
            assert!(has_new_pages(&site), "{call} {step}");
        }
    }
    assert!(old >= 6 && new >= 1, "does strace still know the calls? {old} {new}");
    assert!(halfway >= 1, "a kill between the program and its pages");
}

/// By another way another program came to stand there since.
#[test]
fn self_update_brings_no_pages_of_a_version_that_is_not_the_programs() {
    let site = Site::new();
    site.publish(&Release::new(OWN));
    write_old_pages(&site);
    let left = site.program.with_file_name(".goenvmgr-update-left");
    for file in ["before", "noted/man/man1/goenvmgr.1", "release-9.9.9/man/goenvmgr.1"] {
        site.world.write(&left.join(file), "");
    }
    site.run(&["self", "update"]).exits(0);
    site.is_untouched();
    assert_eq!(fs::read_to_string(man(&site).join("goenvmgr.1")).unwrap(), "old");
}

/// A page that cannot be written is said, and is no reason to stay behind.
#[test]
fn self_update_goes_on_beside_pages_that_cannot_be_brought() {
    let site = Site::new();
    site.publish(&Release::new(OWN));
    let left = site.program.with_file_name(".goenvmgr-update-left");
    let page = format!("release-{OWN}/man/goenvmgr.1");
    for file in ["before", "noted/man/man1/goenvmgr.1", &page] {
        site.world.write(&left.join(file), "a page");
    }
    fs::create_dir_all(man(&site).join("goenvmgr.1/mine")).unwrap();
    let told = site.run(&["self", "update"]).exits(0).stderr;
    let hint = format!("or remove {}", left.display());
    assert!(told.contains("are not in their place") && told.contains(&hint), "{told}");
    site.publish(&Release::new(NEWEST));
    site.run(&["self", "update"]).exits(0);
    site.says_new();
    // Where it can be brought meanwhile it is.
    site.put_back();
    site.publish(&Release::new(OWN));
    fs::remove_dir_all(man(&site).join("goenvmgr.1")).unwrap();
    site.run(&["self", "update"]).exits(0);
    assert_eq!(fs::read_to_string(man(&site).join("goenvmgr.1")).unwrap(), "a page");
    assert!(!left.exists());
}

fn write_old_pages(site: &Site) {
    for name in ["goenvmgr.1", "goenvmgr-ide.1"] {
        site.world.write(&man(site).join(name), "old");
    }
    let _ = fs::remove_file(man(site).join("goenvmgr-newer.1"));
}

fn has_new_pages(site: &Site) -> bool {
    let holds =
        |name: &str, text| fs::read_to_string(man(site).join(name)).is_ok_and(|it| it == text);
    holds("goenvmgr.1", "a new page\n")
        && holds("goenvmgr-newer.1", "a page of a new command\n")
        && !man(site).join("goenvmgr-ide.1").exists()
}

fn man(site: &Site) -> std::path::PathBuf {
    site.world.path("user/.local/share/man/man1")
}
