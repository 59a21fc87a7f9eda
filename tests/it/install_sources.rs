//! `goenvmgr install` against publishers that answer well, badly, or not at all: how it ends, what
//! it names, and that the store is as it was.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::net::Net;
use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::server::{Answer, Server};
use crate::support::world::Ran;
use crate::support::{sumdb, tls};

/// Everybody answers, at most five seconds apart; what runs finds a shell.
fn net() -> Net {
    Net::new().var("GOENVMGR_HTTP_TIMEOUT", "5").var("PATH", "/usr/bin:/bin")
}

impl Net {
    fn install(&self, version: &str) -> Ran {
        self.run(&["install", version])
    }

    fn archive_path(&self) -> String {
        ReleaseSite::path(&self.toolchain)
    }

    fn zip_path(&self) -> String {
        ModuleProxy::zip_path(&self.toolchain)
    }
}

impl Ran {
    fn ends(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "no {word:?} in:\n{}", self.stderr);
        }
    }
}

const DOWN: &str = "/dl/?mode=json&include=all";

#[test]
fn source_that_is_first_serves_and_both_proofs_are_taken() {
    let net = net();
    let ran = net.install("1.22.5");
    ran.ends(0, &[]);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert!(!net.proxy.server.targets().contains(&net.zip_path()), "the site had it");
    let list = net.run(&["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(list[0]["verified"]["h1"], net.toolchain.h1());
    assert!(list[0]["verified"]["sha256"].is_string(), "{list}");
    assert_eq!(list[0]["verified"]["transparency"]["tree_size"], 301);
}

#[test]
fn proxy_of_a_company_is_enough_where_the_site_is_out_of_reach() {
    let mut net = net();
    net.without_site();
    net.install("1.22.5").ends(0, &[]);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert_eq!(net.run(&["exec", "1.22.5", "--", "go", "version"]).code, 0);
}

#[test]
fn version_does_not_exist_only_where_every_source_said_so() {
    let (site, refuses) = (Server::start(), ModuleProxy::with(&[], 403));
    let absent = ModuleProxy::with(&[], 404);
    let mut net = net();
    net.set("GOPROXY", absent.url());
    let said = [&*absent.server.place(), "404", &*net.site.server.place(), "index"];
    net.install("1.99.0").ends(1, &said);

    net.set("GOPROXY", refuses.url());
    let said = [&*refuses.server.place(), "403", "unknown", &*net.site.server.place()];
    net.install("1.99.0").ends(3, &said);

    net.set("GOPROXY", absent.url());
    net.set("GOENVMGR_INDEX_URL", site.url() + "/dl/");
    site.on(DOWN, Answer::status(503, "out for lunch").with("retry-after", "86400"));
    net.install("1.99.0").ends(3, &["503", "out for lunch", "404"]);
    site.on(DOWN, Answer::html());
    net.install("1.99.0").ends(3, &["web page", "404"]);
    net.without_site();
    net.set("GOPROXY", "off");
    net.install("1.99.0").ends(3, &["refused", "off"]);
    assert!(net.installed().is_empty());
}

#[test]
fn list_of_proxies_is_walked_as_go_walks_it() {
    let mut net = net();
    net.without_site();
    let (absent, refuses) = (ModuleProxy::with(&[], 404), ModuleProxy::with(&[], 403));
    // Each proxy of a list may be asked for the log; these have none.
    let refused = format!("{},{}", refuses.url(), net.proxy.url());
    net.set("GOPROXY", refused);
    net.install("1.22.5").ends(3, &["403", &refuses.server.place()]);
    assert!(!net.proxy.server.targets().contains(&net.zip_path()));
    net.set("GOPROXY", format!("{},{}", absent.url(), net.proxy.url()));
    net.install("1.22.5").ends(0, &[]);
    assert_eq!(net.installed(), ["go1.22.5"]);
}

#[test]
fn download_that_breaks_is_taken_up_again() {
    let net = net();
    let body = std::sync::Arc::new(net.toolchain.archive());
    let with = |bytes| {
        Answer::CutAfter { bytes, headers: Vec::new(), body: std::sync::Arc::clone(&body) }
            .with("etag", "\"t\"")
            .with("accept-ranges", "bytes")
    };
    net.site.server.on_each(&net.archive_path(), vec![with(200), with(100_000)]);
    net.install("1.22.5").ends(0, &[]);
    let seen = net.site.server.seen();
    let again = seen.iter().find(|seen| seen.header("range").is_some()).unwrap();
    assert_eq!(
        (again.header("range"), again.header("if-range")),
        (Some("bytes=200-"), Some("\"t\""))
    );
}

#[test]
fn bytes_that_are_not_what_was_published_end_with_6_and_nothing_stands() {
    let mut net = net();
    let mut forged = Toolchain::new("1.22.5");
    forged.files.insert("bin/go".to_owned(), (true, b"#!/bin/sh\necho owned\n".to_vec()));
    // Another archive than the index has, of the same length or not.
    net.site.server.on(&net.archive_path(), Answer::ok(forged.archive()));
    net.install("1.22.5").ends(6, &[]);
    assert!(net.installed().is_empty());
    // A proxy's zip that the log does not know.
    net.without_site();
    net.proxy.server.on(&net.zip_path(), Answer::ok(forged.module_zip()));
    net.install("1.22.5").ends(6, &[]);
    assert!(net.installed().is_empty());
    // An index and an archive that agree, and a log that does not.
    let site = ReleaseSite::with(&[&forged]);
    net.set("GOENVMGR_INDEX_URL", site.index_url());
    net.set("GOENVMGR_ARCHIVE_URL", site.archive_url());
    net.install("1.22.5").ends(6, &[]);
    assert!(net.installed().is_empty());
}

#[test]
fn site_that_misbehaves_is_named_and_the_next_source_serves() {
    let net = net();
    let body = std::sync::Arc::new(net.toolchain.archive());
    for answer in [
        Answer::html(),
        Answer::status(403, "no"),
        Answer::status(404, "gone"),
        Answer::Reset,
        Answer::redirect(ReleaseSite::path(&net.toolchain)),
        Answer::CutAfter { bytes: 300, headers: Vec::new(), body: std::sync::Arc::clone(&body) },
        Answer::WrongLength { announced: body.len() + 1, body: std::sync::Arc::clone(&body) },
    ] {
        let what = format!("{answer:?}");
        net.site.server.on(&net.archive_path(), answer);
        let ran = net.install("1.22.5");
        assert_eq!(ran.code, 0, "{}: {}{}", &what[..12], ran.stdout, ran.stderr);
        assert_eq!(net.installed(), ["go1.22.5"], "{}", &what[..12]);
        assert_eq!(net.run(&["uninstall", "--force", "1.22.5"]).code, 0);
    }
}

#[test]
fn site_that_misbehaves_without_a_next_source_ends_with_3_and_leaves_nothing() {
    let mut net = net();
    net.set("GOPROXY", "off");
    net.set("GOENVMGR_HTTP_TIMEOUT", "1");
    let body = std::sync::Arc::new(net.toolchain.archive());
    for (answer, words) in [
        (Answer::html(), "web page"),
        (Answer::status(403, "not for you"), "not for you"),
        (Answer::Reset, "connection"),
        (Answer::Stall, "silence"),
        (Answer::SlowLoris, "silence"),
        (Answer::redirect(ReleaseSite::path(&net.toolchain)), "redirect"),
        (Answer::StallAfter { bytes: 300, body: std::sync::Arc::clone(&body) }, "silence"),
        (Answer::WrongLength { announced: body.len() + 1, body }, "bytes"),
    ] {
        net.site.server.on(&net.archive_path(), answer);
        net.install("1.22.5").ends(3, &[words, &net.site.server.place()]);
        assert!(net.installed().is_empty(), "{words}");
    }
}

#[test]
fn gzip_label_changes_nothing() {
    let net = net();
    let archive = Answer::ok(net.toolchain.archive()).with("content-encoding", "gzip");
    net.site.server.on(&net.archive_path(), archive);
    net.install("1.22.5").ends(0, &[]);
}

#[test]
fn archive_may_come_from_a_mirror_but_not_its_hash() {
    let mut net = net();
    net.set("GOENVMGR_VERIFY", "standard");
    let mirror = Server::start();
    let name = net.archive_path().replace("/go/", "/golang/");
    mirror.on(&name, Answer::ok(net.toolchain.archive()));
    let url = mirror.url() + "/golang/";
    net.run(&["install", "1.22.5", "--mirror", &url]).ends(0, &[]);
    assert_eq!(mirror.targets(), [name], "no .sha256 and no index of the mirror's");
}

#[test]
fn source_that_is_silent_costs_two_seconds_while_another_is_left() {
    let mut net = net();
    // The kernel takes the connection; nobody answers the TLS hello.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    net.set("GOENVMGR_INDEX_URL", format!("https://{}/dl/", silent.local_addr().unwrap()));
    net.set("SSL_CERT_FILE", tls::authority().to_str().unwrap());
    net.set("GOENVMGR_HTTP_TIMEOUT", "30");
    let start = Instant::now();
    net.install("1.22.5").ends(0, &[]);
    let took = start.elapsed();
    assert!(took >= Duration::from_millis(1900) && took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn credentials_appear_in_no_message_and_no_file() {
    let mut net = net();
    net.without_site();
    let proxy = tls::server("good");
    proxy.on(&ModuleProxy::zip_path(&net.toolchain), Answer::ok(net.toolchain.module_zip()));
    let records = sumdb::behind_proxy(&net.database.name(), &net.database.files());
    proxy.otherwise(move |seen| {
        records.get(seen.target().trim_start_matches('/')).cloned().map(Answer::ok)
    });
    net.set("SSL_CERT_FILE", tls::authority());
    net.set("GOPROXY", format!("https://ann:s3cret@{}", proxy.place()));
    let found = net.install("1.22.5");
    found.ends(0, &[]);
    let absent = net.install("1.99.0");
    let listed = net.run(&["list", "--format", "json"]);
    for text in [found.stdout, found.stderr, absent.stdout, absent.stderr, listed.stdout] {
        assert!(!text.contains("s3cret"), "{text}");
    }
    let grep = Command::new("grep").args(["-rl", "s3cret"]).arg(net.world.home()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&grep.stdout), "");
    let sent = proxy.seen();
    assert!(!sent.is_empty() && sent.iter().all(|seen| seen.header("authorization").is_some()));
}

#[test]
fn archive_serves_without_its_index_where_the_log_attests_and_unverified_files_stay_out() {
    // The index is gone, fails, or is a web page; the archive stands at a mirror.
    for (answer, words) in [
        (None, "not reached"),
        (Some(Answer::status(503, "out for lunch")), "out for lunch"),
        (Some(Answer::html()), "web page"),
    ] {
        let mut net = net();
        net.set("GOENVMGR_SOURCES", "go.dev");
        match answer {
            None => net.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/"),
            Some(answer) => net.site.server.on(DOWN, answer),
        }
        let ran = net.run(&["install", "1.22.5"]).exits(0);
        net.is_whole(true);
        assert_eq!(net.receipt()["source"], "go.dev", "{words}");
        assert_eq!(net.receipt()["sha256"], serde_json::Value::Null, "{words}");
        assert_eq!(net.receipt()["transparency"]["h1"], net.toolchain.h1());
        let absent = serde_json::json!(["api", "doc", "misc", "test"]);
        assert_eq!(net.receipt()["absent"], absent, "{words}");
        for told in ["the release index was not used", words, "without api, doc, misc, test"] {
            assert!(ran.stdout.contains(told), "{told}: {ran:?}");
        }
        let list = net.run(&["list"]).exits(0);
        assert!(list.stdout.contains("without api, doc, misc, test"), "{list:?}");
        assert!(list.stdout.contains("sum.test tree#301"), "{list:?}");
        net.run(&["verify", "1.22.5"]).exits(0);
        let again = net.run(&["install", "1.22.5"]).exits(0);
        assert!(again.stdout.contains("already installed"), "{again:?}");
        net.is_tidy();
    }
}

#[test]
fn archive_without_index_is_refused_where_forged_and_leaves_it_open_where_missing() {
    let mut net = net();
    net.set("GOENVMGR_SOURCES", "go.dev");
    net.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
    let mut forged = Toolchain::new("1.22.5");
    forged.files.insert("bin/go".to_owned(), (true, b"#!/bin/sh\necho owned\n".to_vec()));
    net.site.server.on(&net.archive_path(), Answer::ok(forged.archive()));
    net.install("1.22.5").ends(6, &["h1:"]);
    // A name that has the same hash as another: the tree would lack src/go.mod.
    let mut renamed = Toolchain::new("1.22.5");
    let file = renamed.files.remove("src/go.mod").unwrap();
    renamed.files.insert("src/_go.mod".to_owned(), file);
    net.site.server.on(&net.archive_path(), Answer::ok(renamed.archive()));
    net.install("1.22.5").ends(6, &["src/_go.mod"]);
    net.site.server.on(&net.archive_path(), Answer::status(404, "gone"));
    net.install("1.22.5").ends(3, &["127.0.0.1:1", "404", &net.site.server.place()]);
    let asked = net.site.server.targets().len();
    net.set("GOSUMDB", "off");
    net.install("1.22.5").ends(3, &["127.0.0.1:1"]);
    assert_eq!(net.site.server.targets().len(), asked, "nothing could have attested");
    assert!(net.installed().is_empty());
}

#[test]
fn executable_bits_that_nothing_verifies_are_those_of_gos_release_tool() {
    let mut net = net();
    net.set("GOENVMGR_SOURCES", "go.dev");
    net.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
    let mut stripped = Toolchain::new("1.22.5");
    stripped.files.values_mut().for_each(|(executable, _)| *executable = !*executable);
    net.site.server.on(&net.archive_path(), Answer::ok(stripped.archive()));
    net.install("1.22.5").ends(0, &[]);
    net.is_whole(true);
}

#[test]
fn log_that_is_silent_does_not_hide_a_source_whose_index_attests() {
    let mut net = net();
    net.set("GOENVMGR_SOURCES", "goproxy,go.dev");
    net.set("GOSUMDB", format!("{} http://127.0.0.1:1", net.database.key()));
    net.install("1.22.5").ends(0, &[]);
    assert_eq!(net.receipt()["source"], "go.dev");
    net.is_whole(false);
    // Nobody else is left: each one's answer, and the question stays open.
    net.set("GOENVMGR_SOURCES", "goproxy");
    net.run(&["uninstall", "1.22.5"]).exits(0);
    let said = ["nothing verifies go1.22.5", "the checksum database was not reached"];
    net.install("1.22.5").ends(3, &said);
    assert!(net.installed().is_empty());
}

#[test]
fn log_that_says_nothing_does_not_hold_up_a_site_whose_index_attests() {
    let mut net = net();
    // Takes connections and never shakes hands.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    net.set("SSL_CERT_FILE", tls::authority().to_str().unwrap());
    net.set("GOSUMDB", format!("{} {url}", net.database.key()));
    net.set("GOPROXY", "direct");
    net.set("GOENVMGR_HTTP_TIMEOUT", "3600");
    let ran = net.install("1.22.5");
    ran.ends(0, &[]);
    let said = "the checksum database was not reached";
    assert!(ran.stdout.contains(said) && ran.stdout.contains(&url), "{ran:?}");
    assert!(net.receipt()["sha256"].is_object(), "{}", net.receipt());
    assert_eq!(net.receipt()["transparency"], serde_json::Value::Null);
    net.is_whole(false);
    let list = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(list[0]["verified"]["transparency"], serde_json::Value::Null, "{list}");
    // Attested by the index alone: fine, and said so.
    net.run(&["verify", "1.22.5"]).exits(0);
    // Where the log must attest it is asked again, with more patience, and then the answer is open.
    net.set("GOENVMGR_HTTP_TIMEOUT", "3");
    let ran = net.run(&["install", "--reinstall", "--verify", "transparency", "1.22.5"]);
    ran.ends(3, &["nothing verifies go1.22.5", said]);
    net.is_whole(false);
    net.is_tidy();
}

#[test]
fn local_files_that_nothing_verifies_are_left_out_or_marked() {
    let net = net().var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
    let dir = net.world.path("go");
    net.unpack(&dir);
    let from = dir.to_str().unwrap();
    let ran = net.run(&["install", "--from", from]).exits(0);
    assert!(ran.stdout.contains("without api, doc, misc, test"), "{ran:?}");
    net.is_whole(true);
    let ran = net.run(&["install", "--reinstall", "--unverified", "--from", from]).exits(0);
    assert!(ran.stdout.contains("the files in api, doc, misc, test"), "{ran:?}");
    net.is_whole(false);
    assert!(net.receipt()["unverified"].is_string());
}
