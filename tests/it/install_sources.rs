//! `goenvmgr install` against publishers that answer well, badly, or not at all: how it ends, what
//! it names, and that the store is as it was.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use goenvmgr::platform::TOOLCHAIN_MODULE;

use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::server::{Answer, Server};
use crate::support::sumdb::{self, Database};

/// A home, a release site, and a module proxy with a log.
struct World {
    dir: tempfile::TempDir,
    toolchain: Toolchain,
    site: ReleaseSite,
    proxy: ModuleProxy,
    vars: Vec<(&'static str, String)>,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl World {
    /// Everybody has go1.22.5 and tells the truth.
    fn new() -> Self {
        let toolchain = Toolchain::new("1.22.5");
        let site = ReleaseSite::with(&[&toolchain]);
        let proxy = ModuleProxy::with(&[&toolchain], 403);
        let mut world =
            Self { dir: tempfile::tempdir().unwrap(), toolchain, site, proxy, vars: vec![] };
        let h1 = world.toolchain.h1();
        let key = world.log(&h1);
        world.set("GOSUMDB", key);
        world.set("GOPROXY", world.proxy.url());
        world.set("GOENVMGR_INDEX_URL", world.site.index_url());
        world.set("GOENVMGR_ARCHIVE_URL", world.site.archive_url());
        world.set("GOENVMGR_HTTP_TIMEOUT", "5");
        world
    }

    /// A log behind the proxy that has this hash; returns its key.
    fn log(&self, h1: &str) -> String {
        let mut database = Database::new();
        database.add(TOOLCHAIN_MODULE, &self.toolchain.module_version(), h1);
        self.proxy.serve_database(sumdb::behind_proxy(&database.name(), &database.files()));
        database.key()
    }

    fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.vars.retain(|(known, _)| *known != name);
        self.vars.push((name, value.into()));
    }

    fn own(&self) -> PathBuf {
        self.dir.path().join("own")
    }

    fn run(&self, args: &[&str]) -> Ran {
        let ran = Command::new(env!("CARGO_BIN_EXE_goenvmgr"))
            .args(args)
            .current_dir(self.dir.path())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.dir.path())
            .env("GOENVMGR_HOME", self.own())
            .env("GOENV", "off")
            .envs(self.vars.iter().cloned())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ran { code: ran.status.code().unwrap(), out: text(&ran.stdout), err: text(&ran.stderr) }
    }

    fn install(&self, version: &str) -> Ran {
        self.run(&["install", version])
    }

    /// What stands below `toolchains/`.
    fn installed(&self) -> Vec<String> {
        let Ok(found) = std::fs::read_dir(self.own().join("toolchains")) else { return Vec::new() };
        found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn archive_path(&self) -> String {
        ReleaseSite::path(&self.toolchain)
    }

    fn zip_path(&self) -> String {
        ModuleProxy::zip_path(&self.toolchain)
    }

    /// Nobody answers at the release site.
    fn without_site(&mut self) {
        self.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
        self.set("GOENVMGR_ARCHIVE_URL", "http://127.0.0.1:1/go/");
    }
}

impl Ran {
    fn ends(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "no {word:?} in:\n{}", self.err);
        }
    }
}

const DOWN: &str = "/dl/?mode=json&include=all";

#[test]
fn the_first_source_serves_and_both_proofs_are_taken() {
    let world = World::new();
    let ran = world.install("1.22.5");
    ran.ends(0, &[]);
    assert_eq!(world.installed(), ["go1.22.5"]);
    assert!(!world.proxy.server.targets().contains(&world.zip_path()), "the site had it");
    let list = world.run(&["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list[0]["verified"]["h1"], world.toolchain.h1());
    assert!(list[0]["verified"]["sha256"].is_string(), "{list}");
    assert_eq!(list[0]["verified"]["transparency"]["tree_size"], 301);
}

#[test]
fn where_the_site_is_out_of_reach_a_company_proxy_is_enough() {
    let mut world = World::new();
    world.without_site();
    world.install("1.22.5").ends(0, &[]);
    assert_eq!(world.installed(), ["go1.22.5"]);
    assert_eq!(world.run(&["exec", "1.22.5", "--", "go", "version"]).code, 0);
}

#[test]
fn no_means_no_only_where_every_source_said_so() {
    let (site, refuses) = (Server::start(), ModuleProxy::with(&[], 403));
    let absent = ModuleProxy::with(&[], 404);
    let mut world = World::new();
    world.set("GOPROXY", absent.url());
    let said = [&*absent.server.place(), "404", &*world.site.server.place(), "index"];
    world.install("1.99.0").ends(1, &said);

    world.set("GOPROXY", refuses.url());
    let said = [&*refuses.server.place(), "403", "unknown", &*world.site.server.place()];
    world.install("1.99.0").ends(3, &said);

    world.set("GOPROXY", absent.url());
    world.set("GOENVMGR_INDEX_URL", site.url() + "/dl/");
    site.on(DOWN, Answer::status(503, "out for lunch").with("retry-after", "86400"));
    world.install("1.99.0").ends(3, &["503", "out for lunch", "404"]);
    site.on(DOWN, Answer::html());
    world.install("1.99.0").ends(3, &["web page", "404"]);
    world.without_site();
    world.set("GOPROXY", "off");
    world.install("1.99.0").ends(3, &["refused", "off"]);
    assert!(world.installed().is_empty());
}

#[test]
fn a_list_of_proxies_is_walked_as_go_walks_it() {
    let mut world = World::new();
    world.without_site();
    let (absent, refuses) = (ModuleProxy::with(&[], 404), ModuleProxy::with(&[], 403));
    // Each proxy of a list may be asked for the log; these have none.
    let refused = format!("{},{}", refuses.url(), world.proxy.url());
    world.set("GOPROXY", refused);
    world.install("1.22.5").ends(3, &["403", &refuses.server.place()]);
    assert!(!world.proxy.server.targets().contains(&world.zip_path()));
    world.set("GOPROXY", format!("{},{}", absent.url(), world.proxy.url()));
    world.install("1.22.5").ends(0, &[]);
    assert_eq!(world.installed(), ["go1.22.5"]);
}

#[test]
fn a_download_that_breaks_is_taken_up_again() {
    let world = World::new();
    let body = std::sync::Arc::new(world.toolchain.archive());
    let with = |bytes| {
        Answer::CutAfter { bytes, headers: Vec::new(), body: std::sync::Arc::clone(&body) }
            .with("etag", "\"t\"")
            .with("accept-ranges", "bytes")
    };
    world.site.server.on_each(&world.archive_path(), vec![with(200), with(100_000)]);
    world.install("1.22.5").ends(0, &[]);
    let seen = world.site.server.seen();
    let again = seen.iter().find(|seen| seen.header("range").is_some()).unwrap();
    assert_eq!(
        (again.header("range"), again.header("if-range")),
        (Some("bytes=200-"), Some("\"t\""))
    );
}

#[test]
fn bytes_that_are_not_what_was_published_end_with_6_and_nothing_stands() {
    let mut world = World::new();
    let mut forged = Toolchain::new("1.22.5");
    forged.files.insert("bin/go".to_owned(), (true, b"#!/bin/sh\necho owned\n".to_vec()));
    // Another archive than the index has, of the same length or not.
    world.site.server.on(&world.archive_path(), Answer::ok(forged.archive()));
    world.install("1.22.5").ends(6, &[]);
    assert!(world.installed().is_empty());
    // A proxy's zip that the log does not know.
    world.without_site();
    world.proxy.server.on(&world.zip_path(), Answer::ok(forged.module_zip()));
    world.install("1.22.5").ends(6, &[]);
    assert!(world.installed().is_empty());
    // An index and an archive that agree, and a log that does not.
    let site = ReleaseSite::with(&[&forged]);
    world.set("GOENVMGR_INDEX_URL", site.index_url());
    world.set("GOENVMGR_ARCHIVE_URL", site.archive_url());
    world.install("1.22.5").ends(6, &[]);
    assert!(world.installed().is_empty());
}

#[test]
fn a_site_that_misbehaves_is_named_and_the_next_source_serves() {
    let world = World::new();
    let body = std::sync::Arc::new(world.toolchain.archive());
    for answer in [
        Answer::html(),
        Answer::status(403, "no"),
        Answer::status(404, "gone"),
        Answer::Reset,
        Answer::redirect(ReleaseSite::path(&world.toolchain)),
        Answer::CutAfter { bytes: 300, headers: Vec::new(), body: std::sync::Arc::clone(&body) },
        Answer::WrongLength { announced: body.len() + 1, body: std::sync::Arc::clone(&body) },
    ] {
        let what = format!("{answer:?}");
        world.site.server.on(&world.archive_path(), answer);
        let ran = world.install("1.22.5");
        assert_eq!(ran.code, 0, "{}: {}{}", &what[..12], ran.out, ran.err);
        assert_eq!(world.installed(), ["go1.22.5"], "{}", &what[..12]);
        assert_eq!(world.run(&["uninstall", "--force", "1.22.5"]).code, 0);
    }
}

#[test]
fn the_same_without_a_next_source_ends_with_3_and_leaves_nothing() {
    let mut world = World::new();
    world.set("GOPROXY", "off");
    world.set("GOENVMGR_HTTP_TIMEOUT", "1");
    let body = std::sync::Arc::new(world.toolchain.archive());
    for (answer, words) in [
        (Answer::html(), "web page"),
        (Answer::status(403, "not for you"), "not for you"),
        (Answer::Reset, "connection"),
        (Answer::Stall, "silence"),
        (Answer::SlowLoris, "silence"),
        (Answer::redirect(ReleaseSite::path(&world.toolchain)), "redirect"),
        (Answer::StallAfter { bytes: 300, body: std::sync::Arc::clone(&body) }, "silence"),
        (Answer::WrongLength { announced: body.len() + 1, body }, "bytes"),
    ] {
        world.site.server.on(&world.archive_path(), answer);
        world.install("1.22.5").ends(3, &[words, &world.site.server.place()]);
        assert!(world.installed().is_empty(), "{words}");
    }
}

#[test]
fn a_gzip_label_changes_nothing() {
    let world = World::new();
    let archive = Answer::ok(world.toolchain.archive()).with("content-encoding", "gzip");
    world.site.server.on(&world.archive_path(), archive);
    world.install("1.22.5").ends(0, &[]);
}

#[test]
fn the_archive_may_come_from_a_mirror_but_not_its_hash() {
    let mut world = World::new();
    world.set("GOENVMGR_VERIFY", "standard");
    let mirror = Server::start();
    let name = world.archive_path().replace("/go/", "/golang/");
    mirror.on(&name, Answer::ok(world.toolchain.archive()));
    let url = mirror.url() + "/golang/";
    world.run(&["install", "1.22.5", "--mirror", &url]).ends(0, &[]);
    assert_eq!(mirror.targets(), [name], "no .sha256 and no index of the mirror's");
}

#[test]
fn a_source_that_is_silent_costs_two_seconds_while_another_is_left() {
    let mut world = World::new();
    // The kernel takes the connection; nobody answers the TLS hello.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    world.set("GOENVMGR_INDEX_URL", format!("https://{}/dl/", silent.local_addr().unwrap()));
    world.set("SSL_CERT_FILE", crate::support::tls::authority().to_str().unwrap());
    world.set("GOENVMGR_HTTP_TIMEOUT", "30");
    let start = Instant::now();
    world.install("1.22.5").ends(0, &[]);
    let took = start.elapsed();
    assert!(took >= Duration::from_millis(1900) && took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn credentials_appear_in_no_message_and_no_file() {
    let mut world = World::new();
    world.without_site();
    world.set("GOPROXY", world.proxy.url().replace("://", "://ann:s3cret@"));
    let found = world.install("1.22.5");
    found.ends(0, &[]);
    let absent = world.install("1.99.0");
    let listed = world.run(&["list", "--format", "json"]);
    for text in [found.out, found.err, absent.out, absent.err, listed.out] {
        assert!(!text.contains("s3cret"), "{text}");
    }
    let grep = Command::new("grep").args(["-rl", "s3cret"]).arg(world.own()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&grep.stdout), "");
    let sent = world.proxy.server.seen();
    assert!(sent.iter().all(|seen| seen.header("authorization").is_some()));
}
