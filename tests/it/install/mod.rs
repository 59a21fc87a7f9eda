//! `goenvmgr install` and `uninstall`, against publishers that behave and that do not.

mod again;
mod asked;
#[cfg(unix)]
mod built;
#[cfg(unix)]
mod built_fetched;
#[cfg(unix)]
mod built_refused;
#[cfg(unix)]
mod built_shown;
mod caches;
mod dry;
mod fit;
mod here;
mod homes;
mod local;
mod own;
mod plain;
#[cfg(unix)]
mod shared;
#[cfg(unix)]
mod stops;
#[cfg(target_os = "linux")]
mod swapped;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::platform::{self, PermissionsExt};
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;
use crate::support::world::ran;

#[test]
fn archive_is_verified_twice_and_both_proofs_stand_in_the_receipt() {
    let net = Net::new();
    let ran = net.run(&["install", "1.22.5", "--format", "json"]).exits(0);
    net.is_whole(false);
    let json = &ran.json()[0];
    assert_eq!(json["version"], "1.22.5");
    assert_eq!(json["status"], "installed");
    assert_eq!(json["source"], "go.dev");
    let sha256 = Sha256Sum::of(&net.toolchain.archive()).to_string();
    assert_eq!(json["verified"]["sha256"], sha256);
    assert_eq!(json["verified"]["h1"], net.toolchain.h1());
    assert!(json["verified"]["transparency"]["tree_size"].as_u64().unwrap() > 0);
    assert_eq!(net.receipt()["h1"], net.toolchain.h1());
    assert_eq!(net.receipt()["absent"], serde_json::json!([]));
    net.is_tidy();
    assert!(ran.stderr.contains("goenvmgr default 1.22.5"), "{ran:?}");
    let again = net.run(&["install", "1.22.5"]).exits(0);
    assert!(again.stdout.contains("already installed"), "{again:?}");
}

#[test]
fn proxy_is_enough_where_it_is_all_there_is() {
    let mut net = Net::new();
    net.without_site();
    let ran = net.run(&["install", "go1.22.5"]).exits(0);
    net.is_whole(true);
    assert_eq!(net.receipt()["source"], "goproxy");
    assert_eq!(net.receipt()["absent"], serde_json::json!(["api", "doc", "misc", "test"]));
    assert!(ran.stdout.contains("without api, doc, misc, test"), "{ran:?}");
    assert!(ran.stdout.contains("a log of"), "{ran:?}");
}

#[test]
fn bytes_that_disagree_are_refused_with_six_and_kept_as_evidence() {
    let wrong_index = || {
        let net = Net::new();
        let other = ReleaseSite::start();
        other.announce(&net.toolchain, &"0".repeat(64), net.toolchain.archive().len());
        let url = other.index_url();
        (net.var("GOENVMGR_INDEX_URL", &url), Some(other))
    };
    let wrong_log = || {
        let h1 = Sha256Sum::of(b"other").to_h1();
        (Net::with_record(Toolchain::new("1.22.5"), &h1), None)
    };
    for (words, (net, _other)) in [("sha256 0000", wrong_index()), ("h1:", wrong_log())] {
        let ran = net.run(&["install", "1.22.5"]).exits(6);
        assert!(ran.stderr.contains("is not what was published"), "{ran:?}");
        assert!(ran.stderr.contains(words), "{ran:?}");
        assert!(ran.stderr.contains("kept as evidence"), "{ran:?}");
        assert_eq!(net.traces(), BTreeSet::new());
        assert_eq!(fs::read_dir(net.world.home().join("state/evidence")).unwrap().count(), 1);
    }
}

#[test]
fn server_faults_never_reach_the_store() {
    let archive = || std::sync::Arc::new(Toolchain::new("1.22.5").archive());
    let cut = |bytes| Answer::CutAfter { bytes, headers: Vec::new(), body: archive() };
    let table: Vec<(&str, Answer, i32, &str)> = vec![
        ("cut", cut(700), 3, "not reached"),
        ("stall", Answer::StallAfter { bytes: 700, body: archive() }, 3, "silence"),
        ("silence", Answer::Stall, 3, "silence"),
        ("reset", Answer::Reset, 3, "not reached"),
        ("length", Answer::WrongLength { announced: 1 << 20, body: archive() }, 3, "not reached"),
        ("page", Answer::html(), 3, "web page"),
        ("403", Answer::status(403, "no"), 3, "refused (403): no"),
        ("404", Answer::status(404, ""), 1, "404"),
        ("410", Answer::status(410, ""), 1, "410"),
        ("429", Answer::status(429, ""), 3, "failed (429)"),
        ("500", Answer::status(500, "oops"), 3, "failed (500): oops"),
        ("garbage", Answer::ok("not an archive"), 6, platform::NO_ARCHIVE),
        ("loris", Answer::SlowLoris, 3, "not reached"),
    ];
    for (name, answer, code, words) in table {
        let net = Net::new().var("GOPROXY", "off");
        net.site.server.on(&ReleaseSite::path(&net.toolchain), answer);
        let ran = net.run(&["install", "1.22.5"]);
        assert_eq!(ran.code, code, "{name}: {ran:?}");
        assert!(ran.stderr.contains(words), "{name}: {ran:?}");
        assert_eq!(net.traces(), BTreeSet::new(), "{name}");
    }
}

#[test]
fn sources_are_named_each_with_its_answer() {
    let net = Net::new();
    let ran = net.run(&["install", "1.99.0"]).exits(3);
    assert!(ran.stderr.contains("not in its index"), "{ran:?}");
    assert!(ran.stderr.contains("refused (403)"), "{ran:?}");
    let all_say_no = Net::new().var("GOPROXY", "off");
    all_say_no.run(&["install", "1.99.0"]).exits(1);
    let newest = net.run(&["install", "latest", "--dry-run", "--format", "json"]).exits(0);
    assert_eq!(newest.json()[0]["version"], "1.22.5");
    assert_eq!(newest.json()[0]["action"], "install");
    assert_eq!(net.traces(), BTreeSet::new(), "a dry run changes nothing");
}

#[test]
fn index_alone_attests_with_the_log_off_and_a_proxy_does_not() {
    let net = Net::new().var("GOSUMDB", "off");
    let ran = net.run(&["install", "1.22.5"]).exits(0);
    assert!(ran.stdout.contains("GOSUMDB=off"), "{ran:?}");
    assert_eq!(net.receipt()["transparency"], serde_json::Value::Null);
    let strict = net.run(&["install", "--verify", "transparency", "1.22.5"]).exits(2);
    assert!(strict.stderr.contains("GOSUMDB=off (GOSUMDB in the environment)"), "{strict:?}");
    let proxy_only = Net::new().var("GOSUMDB", "off").var("GOENVMGR_SOURCES", "goproxy");
    let ran = proxy_only.run(&["install", "1.22.5"]).exits(2);
    assert!(ran.stderr.contains("GOSUMDB=off"), "{ran:?}");
    assert_eq!(proxy_only.traces(), BTreeSet::new());
}

#[test]
fn tree_that_is_damaged_is_repaired_and_a_whole_one_reinstalled_on_demand() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    type Bite = fn(&Path);
    let bite: [(&str, Bite); 3] = [
        ("removed", |root| fs::remove_file(root.join("src/fmt/print.go")).unwrap()),
        ("shorter", |root| fs::write(root.join("src/fmt/print.go"), "x").unwrap()),
        ("mode", |root| {
            fs::set_permissions(root.join("bin/go"), fs::Permissions::from_mode(0o644)).unwrap();
        }),
    ];
    for (name, damage) in bite.into_iter().filter(|(name, _)| platform::IS_UNIX || *name != "mode")
    {
        damage(&net.root());
        let ran = net.run(&["install", "1.22.5"]).exits(0);
        assert!(ran.stdout.contains("repaired go1.22.5"), "{name}: {ran:?}");
        net.is_whole(false);
    }
    let ran = net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    assert!(ran.stdout.contains("reinstalled go1.22.5"), "{ran:?}");
    net.is_whole(false);
}

#[test]
fn uninstall_asks_who_needs_it_and_leaves_nothing() {
    let net = Net::new();
    net.run(&["uninstall", "1.22.5"]).exits(1);
    net.run(&["install", "1.22.5"]).exits(0);
    net.world.write(&net.world.home().join("config.toml"), "default = \"1.22\"\n");
    for args in [&["uninstall", "1.22.5"][..], &["uninstall", "-n", "1.22.5"]] {
        let ran = net.run(args).exits(1);
        assert!(ran.stderr.contains("it is the default"), "{ran:?}");
    }
    net.run(&["uninstall", "-n", "--force", "1.22.5"]).exits(0);
    assert!(net.root().exists());
    fs::remove_file(net.world.home().join("config.toml")).unwrap();
    let used = platform::in_use(&net.root());
    let mut uninstall = net.world.ours(&["uninstall", "1.22.5"]);
    uninstall.envs(used.vars.iter().copied());
    let ran = ran(uninstall).exits(used.code);
    assert!(ran.stderr.contains(&used.words), "{ran:?}");
    net.is_whole(false);
    drop(used);
    net.run(&["uninstall", "1.22.5"]).exits(0);
    assert_eq!(net.traces(), BTreeSet::new());
}
