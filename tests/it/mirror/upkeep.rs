//! A mirror over time: updates, what is no longer asked for, and what belongs to others.

use std::fs;

use super::{Client, Site, says};
use crate::support::publish::Toolchain;

#[test]
fn update_brings_what_its_words_mean_now_and_prune_takes_what_none_means() {
    let mut site = Site::of(&[&Toolchain::new("1.22.5"), &Toolchain::new("1.21.13")]);
    site.mirror("create", &["1.22", "1.21"]).exits(0);
    site.publishers.add(&Toolchain::new("1.22.6"));
    site.publishers.go_on(300);
    let ran = site.mirror("update", &[]).exits(0);
    assert!(ran.stdout.contains("1.22 is 1.22.6"), "{ran:?}");
    assert!(ran.stdout.contains("go1.22.6 for linux/amd64 fetched"), "{ran:?}");
    let list = || fs::read_to_string(site.dir().join("golang.org/toolchain/@v/list")).unwrap();
    assert_eq!(list().lines().count(), 3, "an update removes nothing");
    let server = site.serve();
    for version in ["1.22.5", "1.22.6", "1.21.13"] {
        let client = Client::new(&site, &server.url());
        assert_eq!(client.go(version).exits(0).stdout, says(version));
    }
    site.mirror("verify", &[]).exits(0);

    site.world.write("mirror/robots.txt", "mine");
    site.world.write("mirror/golang.org/toolchain/@v/notes.txt", "mine too");
    let before = site.tree();
    let ran = site.mirror("prune", &[]).exits(2);
    assert!(ran.stderr.contains("--yes"), "{ran:?}");
    let dry = site.mirror("prune", &["--dry-run"]).exits(0);
    assert!(dry.stdout.contains("go1.22.5 for linux/amd64 would be removed"), "{dry:?}");
    assert_eq!(site.tree(), before);
    let json = site.mirror("prune", &["--yes", "--format", "json"]).exits(0).json();
    assert_eq!(json["removed"][0]["version"], "1.22.5");
    assert_eq!(json["kept"].as_array().unwrap().len(), 2);
    assert!(!list().contains("1.22.5") && !site.zip("1.22.5").exists());
    assert!(site.tree().contains_key("robots.txt"));
    assert!(site.tree().contains_key("golang.org/toolchain/@v/notes.txt"));
    let verified = site.mirror("verify", &[]).exits(1);
    assert!(verified.stdout.contains("unknown: golang.org/toolchain/@v/notes.txt"), "{verified:?}");
    fs::remove_file(site.dir().join("golang.org/toolchain/@v/notes.txt")).unwrap();
    let verified = site.mirror("verify", &[]).exits(0);
    assert!(verified.stdout.contains("verified 2 toolchains"), "{verified:?}");
    for version in ["1.22.6", "1.21.13"] {
        let client = Client::new(&site, &server.url());
        assert_eq!(client.go(version).exits(0).stdout, says(version));
    }

    site.mirror("prune", &["--forget", "1.20", "--yes"]).exits(1);
    site.mirror("prune", &["--forget", "1.21", "--yes"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    assert_eq!(list(), format!("{}\n", Toolchain::new("1.22.6").module_version()));
    let again = site.mirror("prune", &["--yes"]).exits(0);
    assert!(again.stdout.contains("0 files"), "{again:?}");
}

#[test]
fn update_adds_words_and_platforms_as_they_are_typed() {
    let site = Site::created(&["1.22.5"]);
    let wanted = |ran: crate::support::world::Ran| {
        let json = ran.json();
        let words = json["wanted"].as_array().unwrap().iter();
        words.map(|word| format!("{} {}", word["request"], word["platforms"])).collect::<Vec<_>>()
    };
    let host = "\"linux/amd64\"";
    let now = wanted(site.mirror("update", &["1.22.6", "--format", "json"]).exits(0));
    assert_eq!(now, [format!("\"1.22.5\" [{host}]"), format!("\"1.22.6\" [{host}]")]);
    let now = site.mirror("update", &["1.22.5", "--platform", "darwin/arm64", "--format", "json"]);
    let two = format!("[{host},\"darwin/arm64\"]");
    assert_eq!(wanted(now.exits(0)), [format!("\"1.22.5\" {two}"), format!("\"1.22.6\" [{host}]")]);
    // go1.22.6 is not published for that one, which is told once.
    let now = site.mirror("update", &["--platform", "darwin/arm64", "--format", "json"]).exits(1);
    assert_eq!(wanted(now), [format!("\"1.22.5\" {two}"), format!("\"1.22.6\" [{host}]")]);
    site.mirror("update", &[]).exits(0);
}

#[test]
fn list_with_a_gap_takes_nothing_back() {
    let site = Site::created(&["1.22"]);
    let old = format!("{}\n", Toolchain::new("1.22.5").module_version());
    let proxy = &site.publishers.proxy.server;
    proxy.on("/golang.org/toolchain/@v/list", crate::support::server::Answer::ok(old));
    let ran = site.mirror("update", &[]).exits(0);
    assert!(ran.stdout.contains("1.22 is 1.22.6"), "{ran:?}");
    site.mirror("prune", &["--yes"]).exits(0);
    assert!(site.zip("1.22.6").is_file());
}

#[test]
fn copy_of_a_mirror_without_what_is_ours_serves_and_is_verified() {
    let site = Site::created(&["1.22.5"]);
    fs::remove_dir_all(site.dir().join(".goenvmgr")).unwrap();
    let verified = site.mirror("verify", &[]).exits(0);
    assert!(verified.stdout.contains("verified 1 toolchain,"), "{verified:?}");
    assert!(!site.dir().join(".goenvmgr").exists());
    let server = site.serve();
    let client = Client::new(&site, &server.url());
    assert_eq!(client.go("1.22.5").exits(0).stdout, says("1.22.5"));
    site.mirror("update", &[]).exits(2);
}

#[test]
fn mirror_is_a_source_for_another_mirror() {
    let site = Site::created(&["1.22.5"]);
    let server = site.serve();
    let second = Client::new(&site, &server.url());
    let dir = second.world.show("second");
    second.world.run(&["mirror", "create", &dir, "1.22"]).exits(0);
    second.world.run(&["mirror", "verify", &dir]).exits(0);
    let url = format!("file://{dir},off");
    assert_eq!(Client::new(&site, &url).go("1.22.5").exits(0).stdout, says("1.22.5"));
}

#[test]
fn mirror_of_another_database_is_neither_believed_nor_changed() {
    let site = Site::created(&["1.22.5"]);
    let before = site.tree();
    let key = crate::support::sumdb::Signer::new("sum.test", 9).key().to_string();
    for word in ["create", "update", "verify", "prune"] {
        let dir = site.world.show("mirror");
        let more: &[&str] = if word == "create" { &["1.22.5"] } else { &[] };
        let mut command = site.world.ours(&[&["mirror", word, &dir], more].concat());
        let ran = crate::support::world::ran(command.env("GOSUMDB", &key)).exits(2);
        assert!(ran.stderr.contains("another checksum database"), "{word}: {ran:?}");
    }
    assert_eq!(site.tree(), before);
    // Whoever may change the mirror may change that file too: it says nothing of whom to believe.
    let file = site.dir().join(".goenvmgr/mirror.json");
    let text = fs::read_to_string(&file).unwrap().replace(&site.publishers.database.key(), &key);
    fs::write(&file, text).unwrap();
    site.mirror("verify", &[]).exits(2);
}

/// One that a proxy names and nobody can give: a mistake there, or worse.
#[test]
fn version_that_never_came_costs_none_that_is_here_and_is_forgotten() {
    let site = Site::created(&["1.22"]);
    let proxy = &site.publishers.proxy.server;
    let list = |versions: &[&str]| {
        let lines =
            versions.iter().map(|one| format!("{}\n", Toolchain::new(one).module_version()));
        let list = crate::support::server::Answer::ok(lines.collect::<String>());
        proxy.on("/golang.org/toolchain/@v/list", list);
    };
    list(&["1.22.5", "1.22.6", "1.22.99"]);
    assert_ne!(site.mirror("update", &[]).code, 0);
    let pruned = site.mirror("prune", &["--yes", "--format", "json"]).exits(0).json();
    assert!(site.zip("1.22.6").is_file(), "{pruned}");
    list(&["1.22.5", "1.22.6"]);
    let honest = site.mirror("update", &[]).exits(0);
    assert!(honest.stdout.contains("1.22 is 1.22.6"), "{honest:?}");
    site.mirror("verify", &[]).exits(0);
}
