//! `goenvmgr self update`: what a key of the build has signed takes the place of the program, and nothing else does.

mod killed;
mod owned;
mod refused;
pub(crate) mod releases;
mod together;

use std::fs;
use std::path::PathBuf;

use crate::support::server::Answer;
use releases::{NEWEST, OWN, Release, Site};

#[test]
fn self_update_takes_what_is_newest_and_nothing_is_left_beside() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    let check = site.run(&["self", "update", "--check"]).exits(1);
    assert!(check.stdout.contains(&format!("{OWN} would be replaced by {NEWEST}")), "{check:?}");
    let plan = site.run(&["self", "update", "--dry-run", "--format", "json"]).exits(0).json();
    assert_eq!(plan["from"], OWN);
    assert_eq!((&plan["newest"], &plan["newer"]), (&NEWEST.into(), &true.into()));
    assert_eq!(plan["program"], site.program.to_str().unwrap());
    assert_eq!(plan["archive"]["size"], Release::new(NEWEST).archive().len());
    assert!(site.is_old(), "a dry run");
    let done = site.run(&["self", "update"]).exits(0);
    assert!(done.stdout.contains(&format!("{OWN} is replaced by {NEWEST}")), "{done:?}");
    site.is_new();
    assert!(!site.world.path("user/.local/share").exists(), "no pages were here, and none are");
}

#[test]
fn self_update_is_content_with_what_is_as_new_and_takes_nothing_older() {
    let site = Site::new();
    for (version, exit, words) in [
        (OWN, 0, format!("goenvmgr {OWN} is the newest")),
        (&format!("{OWN}+meta"), 0, format!("goenvmgr {OWN} is the newest")),
        ("0.0.9", 0, format!("goenvmgr {OWN} is newer than 0.0.9")),
        ("0.1.0-rc.1", 0, format!("goenvmgr {OWN} is newer than 0.1.0-rc.1")),
    ] {
        site.publish(&Release::new(version));
        for args in [&["self", "update", "--check"][..], &["self", "update"]] {
            let told = site.run(args).exits(exit).stdout;
            assert!(told.contains(&words), "{version}: {told}");
        }
    }
    assert!(site.is_old());
    assert!(site.server.targets().iter().all(|target| target.ends_with(".note")), "no archive");
}

#[test]
fn self_update_takes_a_release_that_the_second_key_alone_has_signed() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish_signed(&release, &[&site.second]);
    let plan = site.run(&["self", "update", "-n", "--format", "json"]).exits(0).json();
    assert_eq!(plan["key"], site.second.key().id());
    site.run(&["self", "update"]).exits(0);
    site.is_new();
}

#[test]
fn self_update_renews_the_pages_that_stand_beside_the_program() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    let share = site.world.path("user/.local/share");
    for (file, text) in [
        ("man/man1/goenvmgr.1", "old"),
        ("man/man1/goenvmgr-ide.1", "of a command that the new one has no more"),
        ("man/man1/goenvmgr-team.1", "how a team uses it"),
        ("man/man1/other.1", "another's"),
    ] {
        site.world.write(&share.join(file), text);
    }
    let told = site.run(&["self", "update"]).exits(0).stdout;
    assert!(told.contains("pages"), "{told}");
    site.is_new();
    let text = |file: &str| fs::read_to_string(share.join(file)).ok();
    assert_eq!(text("man/man1/goenvmgr.1").as_deref(), Some("a new page\n"));
    assert_eq!(text("man/man1/goenvmgr-newer.1").as_deref(), Some("a page of a new command\n"));
    assert_eq!(text("man/man1/goenvmgr-ide.1"), None);
    assert_eq!(text("man/man1/goenvmgr-team.1").as_deref(), Some("how a team uses it"));
    assert_eq!(text("man/man1/other.1").as_deref(), Some("another's"));
    let completion = text("bash-completion/completions/goenvmgr");
    assert_eq!(completion.as_deref(), Some("complete\n"));
}

#[test]
fn self_update_replaces_the_file_that_a_link_leads_to() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    let link: PathBuf = site.world.path("links/goenvmgr");
    fs::create_dir_all(link.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&site.program, &link).unwrap();
    site.called = link.clone();
    site.run(&["self", "update"]).exits(0);
    site.is_new();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn self_update_goes_on_after_a_connection_that_was_cut() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish(&release);
    let body = release.archive();
    let whole = Answer::ok(body.clone()).with("etag", "\"1\"").with("accept-ranges", "bytes");
    let headers = vec![("etag".to_owned(), "\"1\"".to_owned())];
    let cut = Answer::CutAfter { bytes: 100, headers, body: body.into() };
    site.server.on_each(&site.target(&release), vec![cut, whole]);
    site.run(&["self", "update"]).exits(0);
    site.is_new();
}

#[test]
fn self_update_that_does_not_run_in_its_place_gives_the_old_program_back() {
    let site = Site::new();
    // As a security module does that goes by paths.
    let elsewhere =
        format!("#!/bin/sh\ncase $0 in *update*) echo goenvmgr {NEWEST} ;; *) exit 9 ;; esac\n");
    site.publish(&Release { program: elsewhere.into(), ..Release::new(NEWEST) });
    let man = site.world.path("user/.local/share/man/man1");
    for name in ["goenvmgr.1", "goenvmgr-ide.1"] {
        site.world.write(&man.join(name), "old");
    }
    let failed = site.run(&["self", "update"]).exits(4);
    for name in ["goenvmgr.1", "goenvmgr-ide.1"] {
        assert_eq!(fs::read_to_string(man.join(name)).ok().as_deref(), Some("old"), "{name}");
    }
    assert!(!man.join("goenvmgr-newer.1").exists());
    assert!(failed.stderr.contains(&format!("goenvmgr {OWN} is back")), "{failed:?}");
    site.is_untouched();
    site.run(&["--version"]).exits(0);
}
