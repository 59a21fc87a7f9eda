//! Sites that fail once and then answer: beginning again is enough. Sites that never end: the length
//! that the index says is where we do.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::publish::ReleaseSite;
use crate::support::server::Answer;

/// The site is all there is.
fn alone() -> Net {
    Net::new().var("GOPROXY", "off").var("GOSUMDB", "off").var("GOENVMGR_HTTP_TIMEOUT", "1")
}

#[test]
fn index_that_fails_once_serves_the_second_time() {
    let busy = |status, seconds: &str| Answer::status(status, "busy").with("retry-after", seconds);
    for first in [
        vec![Answer::Reset],
        vec![Answer::Stall],
        vec![Answer::SlowLoris],
        vec![Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[".to_vec())],
        vec![busy(503, "1")],
        vec![busy(429, "6")],
    ] {
        let net = alone();
        let what = format!("{first:?}");
        let index = [first, vec![net.site.index()]].concat();
        net.site.server.on_each(ReleaseSite::INDEX, index);
        let ran = net.run(&["install", "latest"]);
        assert_eq!(ran.code, 0, "{what}: {ran:?}");
        net.is_whole(false);
        let waits = ran.stderr.contains("asks for 6 s of rest: waiting");
        assert_eq!(waits, what.contains("\"6\""), "{ran:?}");
    }
    let net = alone();
    net.site.server.on(ReleaseSite::INDEX, busy(503, "61"));
    net.run(&["install", "1.22.5"]).exits(3);
    assert_eq!(net.site.server.seen().len(), 1, "more than a minute is not waited for");
}

#[test]
fn request_waits_as_long_as_it_was_asked_to_and_not_less() {
    let net = alone();
    let path = ReleaseSite::path(&net.toolchain);
    let busy = Answer::status(503, "busy").with("retry-after", "2");
    net.site.server.on_each(&path, vec![busy, Answer::ok(net.toolchain.archive())]);
    let began = std::time::Instant::now();
    net.run(&["install", "1.22.5"]).exits(0);
    assert!(began.elapsed() >= std::time::Duration::from_secs(2), "{:?}", began.elapsed());
}

/// Answers to a download that goes on: name, and what comes before the whole file.
fn servers(net: &Net) -> Vec<(&'static str, Vec<Answer>)> {
    let body = Arc::new(net.toolchain.archive());
    let (total, bytes) = (body.len(), 700);
    let cut = |tag: &str| {
        let cut = Answer::CutAfter { bytes, headers: Vec::new(), body: Arc::clone(&body) };
        if tag.is_empty() { cut } else { cut.with("etag", tag) }
    };
    let whole = |tag: &str| Answer::ok(body.to_vec()).with("etag", tag);
    let ranged = |range: String, body: Vec<u8>| Answer::WrongRange {
        content_range: range,
        headers: vec![("etag".to_owned(), "\"a\"".to_owned())],
        body: Arc::new(body),
    };
    let right = format!("bytes {bytes}-{}/{total}", total - 1);
    vec![
        ("ignores ranges", vec![cut("\"a\""), whole("\"a\"")]),
        ("changes its tag", vec![cut("\"a\""), whole("\"b\"").with("accept-ranges", "bytes")]),
        ("weak tag", vec![cut("W/\"a\"")]),
        ("no tag", vec![cut("")]),
        ("416", vec![cut("\"a\""), Answer::status(416, "")]),
        (
            "416 of another length",
            vec![cut("\"a\""), Answer::status(416, "").with("content-range", "bytes */12")],
        ),
        ("400", vec![cut("\"a\""), Answer::status(400, "no ranges")]),
        ("reset", [vec![cut("\"a\"")], vec![Answer::Reset; 3]].concat()),
        ("another range", vec![cut("\"a\""), ranged(format!("bytes 0-9/{total}"), vec![1; 10])]),
        ("another file", vec![cut("\"a\""), ranged(right, vec![7; total - bytes])]),
        ("cut twice", vec![cut(""), cut("\"a\""), cut("\"b\"")]),
    ]
}

#[test]
fn download_that_cannot_go_on_begins_again() {
    for number in 0..servers(&alone()).len() {
        let net = alone();
        let (name, mut answers) = servers(&net).remove(number);
        answers.push(Answer::ok(net.toolchain.archive()));
        net.site.server.on_each(&ReleaseSite::path(&net.toolchain), answers);
        let ran = net.run(&["install", "1.22.5"]);
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
        net.is_whole(false);
        net.is_tidy();
    }
}

#[test]
fn beginning_of_an_earlier_run_that_cannot_go_on_is_dropped() {
    for number in 0..servers(&alone()).len() {
        let net = alone();
        let path = ReleaseSite::path(&net.toolchain);
        let (name, mut answers) = servers(&net).remove(number);
        net.site.server.on(&path, answers.remove(0));
        net.run(&["install", "1.22.5"]).exits(3);
        answers.push(Answer::ok(net.toolchain.archive()));
        net.site.server.on_each(&path, answers);
        let ran = net.run(&["install", "1.22.5"]);
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
        net.is_whole(false);
    }
}

#[test]
fn body_that_never_ends_is_refused_at_the_size_of_the_index() {
    let net = alone();
    let archive = net.toolchain.archive();
    let size = archive.len();
    let behind = [archive, vec![0; 1 << 16]].concat();
    for endless in [vec![7; 1 << 16], vec![0; 1 << 16], behind] {
        net.site.server.on(&ReleaseSite::path(&net.toolchain), Answer::Endless(Arc::new(endless)));
        let ran = net.run(&["install", "1.22.5"]).exits(6);
        let words = format!("it goes on after the {size} bytes that the release index says");
        assert!(ran.stderr.contains(&words), "{ran:?}");
        assert_eq!(net.traces(), BTreeSet::new());
        let kept = fs::read_dir(net.world.home().join("cache/downloads")).unwrap();
        let kept: u64 = kept.map(|file| file.unwrap().metadata().unwrap().len()).sum();
        assert!(kept < 1 << 20, "{kept} bytes");
    }
}

#[test]
fn size_that_is_not_the_indexs_is_refused_in_words() {
    let net = alone();
    let archive = net.toolchain.archive();
    let sum = Sha256Sum::of(&archive).to_string();
    for (said, words) in [
        (archive.len() + 1, format!("{} bytes in the release index", archive.len() + 1)),
        (archive.len() - 1, format!("it goes on after the {} bytes", archive.len() - 1)),
    ] {
        let site = ReleaseSite::start();
        site.announce(&net.toolchain, &sum, said);
        site.server.on(&ReleaseSite::path(&net.toolchain), Answer::ok(archive.clone()));
        let mut command = net.world.ours(&["install", "1.22.5"]);
        command.env("GOENVMGR_INDEX_URL", site.index_url());
        command.env("GOENVMGR_ARCHIVE_URL", site.archive_url());
        let ran = crate::support::world::ran(command).exits(6);
        assert!(ran.stderr.contains(&words), "{ran:?}");
        assert_eq!(net.traces(), BTreeSet::new());
    }
}
