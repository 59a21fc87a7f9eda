//! What is not what the release owner signed, and what cannot be done.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::releases::{NEWEST, Release, Site};
use crate::support::server::Answer;
use crate::support::sumdb::Signer;
use crate::support::world::{as_user, ran};

/// Runs it, and nothing has changed.
#[track_caller]
fn refused(site: &Site, what: &str, code: i32, words: &str) {
    let ran = site.run(&["self", "update"]);
    assert_eq!(ran.code, code, "{what}: {ran:?}");
    assert!(ran.stderr.contains(words), "{what}: {ran:?}");
    site.is_untouched();
}

#[test]
fn self_update_refuses_an_archive_that_is_not_what_was_signed() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish(&release);
    let archive = release.archive();
    let mut changed = archive.clone();
    *changed.last_mut().unwrap() ^= 1;
    let longer = [&archive[..], b"x"].concat();
    for (what, body, code, words) in [
        ("one bit", Answer::ok(changed), 6, "is not what was signed: it has sha256"),
        ("short", Answer::ok(&archive[..archive.len() - 1]), 6, "bytes"),
        ("long", Answer::ok(longer), 6, "it has more than"),
        ("endless", Answer::Endless(vec![7; 1000].into()), 6, "it has more than"),
        ("a page", Answer::html(), 6, "is not what was signed"),
        (
            "cut",
            Answer::CutAfter { bytes: 99, headers: Vec::new(), body: archive.clone().into() },
            3,
            "did not come whole",
        ),
        ("absent", Answer::status(404, ""), 3, "does not have it (404)"),
        ("failing", Answer::status(500, "oh"), 3, "failed (500)"),
    ] {
        site.server.on(&site.target(&release), body);
        refused(&site, what, code, words);
    }
}

#[test]
fn self_update_refuses_a_document_that_no_key_of_the_build_has_signed() {
    let site = Site::new();
    let release = Release::new(NEWEST);
    site.publish(&release);
    let text = release.text();
    let note = format!("{text}\n{}", site.first.signature(&text));
    let tampered = note.replace(NEWEST, "99.2.0");
    let stranger = Signer::new("releases.example", 3).note(&text);
    // By the name and hash of our key, and not by it.
    let forged = {
        let other = Signer::new("releases.example", 3).signature(&text);
        let (ours, theirs) = (site.first.signature(&text), other);
        let at = ours.rfind(' ').unwrap() + 7;
        format!("{text}\n{}{}", &ours[..at], &theirs[at..])
    };
    let beside = format!("{note}{}", site.second.signature("something else\n"));
    let place = "/latest/goenvmgr-release.note";
    for (what, answer, code, words) in [
        ("tampered", Answer::ok(tampered), 6, "invalid signature"),
        ("a stranger's", Answer::ok(stranger), 6, "no verifiable signatures"),
        ("forged", Answer::ok(forged), 6, "invalid signature"),
        ("one bad signature of two", Answer::ok(beside), 6, "invalid signature"),
        ("unsigned", Answer::ok(text), 3, "no signed document"),
        ("a page", Answer::html(), 3, "no signed document"),
        ("truncated", Answer::ok(&note[..note.len() - 9]), 3, "no signed document"),
        ("large", Answer::ok(vec![b'x'; 100_000]), 3, "larger than"),
        ("absent", Answer::status(404, ""), 3, "does not have it (404)"),
        ("not json", Answer::ok(site.first.note("hello\n")), 3, "it is signed, and cannot be read"),
    ] {
        site.server.on(place, answer);
        refused(&site, what, code, words);
    }
    assert!(site.server.targets().iter().all(|target| target == place), "no archive was asked for");
}

#[test]
fn self_update_refuses_what_is_signed_and_is_no_release_for_this_machine() {
    let site = Site::new();
    let release = || Release::new(NEWEST);
    for (what, release, code, words) in [
        (
            "another version",
            Release { program: "#!/bin/sh\necho goenvmgr 99.0.0\n".into(), ..release() },
            6,
            "calls itself",
        ),
        (
            "no program",
            Release { program: "hello".into(), ..release() },
            3,
            "does not run on this machine",
        ),
        (
            "one that fails",
            Release { program: "#!/bin/sh\nexit 9\n".into(), ..release() },
            3,
            "it ended with 9",
        ),
        (
            "a way out",
            Release { dir: format!("goenvmgr-{NEWEST}-here/../x"), ..release() },
            3,
            "..",
        ),
        ("another directory", Release { dir: "other".into(), ..release() }, 3, "not below"),
        (
            "another platform",
            Release { platform: "plan9/mips".into(), ..release() },
            1,
            "and not for",
        ),
    ] {
        site.publish(&release);
        refused(&site, what, code, words);
    }
}

#[test]
fn self_update_says_that_nobody_named_an_address_or_that_no_network_may_be_asked() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    let offline = site.run(&["self", "update", "--offline"]).exits(3);
    assert!(offline.stderr.contains("offline"), "{offline:?}");
    site.world.set("GOENVMGR_RELEASE_URL", "");
    let nowhere = site.run(&["self", "update"]).exits(2);
    assert!(nowhere.stderr.contains("goenvmgr config set release_url"), "{nowhere:?}");
    site.world.set("GOENVMGR_RELEASE_URL", "ftp://releases.example");
    let odd = site.run(&["self", "update"]).exits(2);
    assert!(odd.stderr.contains("GOENVMGR_RELEASE_URL"), "{odd:?}");
    assert!(site.server.seen().is_empty());
    site.is_untouched();
    let address = format!("{}/latest", site.server.url());
    site.world.set("GOENVMGR_RELEASE_URL", "");
    site.run(&["config", "set", "release_url", &address]).exits(0);
    site.run(&["self", "update"]).exits(0);
    site.is_new();
}

#[test]
fn self_update_quotes_no_more_than_a_line_of_what_calls_itself_something_else() {
    let site = Site::new();
    let program = format!("#!/bin/sh\necho {}\n", "x".repeat(3000)).into();
    site.publish(&Release { program, ..Release::new(NEWEST) });
    let told = site.run(&["self", "update"]).exits(6).stderr;
    assert!(told.len() < 400 && told.contains("calls itself"), "{told}");
    site.is_untouched();
}

/// Only root can give files away.
#[test]
fn self_update_by_root_leaves_a_program_its_owner() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    fs::remove_file(&site.program).unwrap();
    crate::support::program::copy(crate::support::world::exe(), &site.program);
    std::os::unix::fs::chown(&site.program, Some(65534), Some(65534)).unwrap();
    site.run(&["self", "update"]).exits(0);
    let about = fs::metadata(&site.program).unwrap();
    assert_eq!((about.uid(), about.gid()), (65534, 65534));
    site.is_new();
}

/// Only root can be somebody else.
#[test]
fn self_update_in_a_directory_of_anothers_says_who_can_do_it() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    site.world.set("GOENVMGR_HOME", site.world.path("nobodys"));
    let nobodys = site.world.path("nobodys");
    fs::create_dir(&nobodys).unwrap();
    std::os::unix::fs::chown(&nobodys, Some(65534), Some(65534)).unwrap();
    fs::remove_file(&site.program).unwrap();
    crate::support::program::copy(crate::support::world::exe(), &site.program);
    let bin = site.program.parent().unwrap();
    for dir in bin.ancestors().take_while(|dir| dir.starts_with(site.world.path(""))) {
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = site.world.command(&site.program);
    command.args(["self", "update"]).current_dir("/");
    let refused = ran(as_user(65534, &command)).exits(3);
    assert!(refused.stderr.contains("belongs to root"), "{refused:?}");
    assert!(refused.stderr.contains("whoever may write there runs"), "{refused:?}");
    assert!(!refused.stderr.contains("sudo"), "{refused:?}");
    site.is_untouched();
    let asked = site.server.targets();
    assert!(asked.iter().all(|target| target.ends_with(".note")), "{asked:?}");
}

#[test]
fn self_update_out_of_a_directory_says_which_file_is_not_there() {
    let mut site = Site::new();
    let dir = site.world.path("releases");
    fs::create_dir_all(&dir).unwrap();
    site.world.set("GOENVMGR_RELEASE_URL", format!("file://{}", dir.display()));
    refused(&site, "a directory", 3, "goenvmgr-release.note: does not have it (no such file)");
}
