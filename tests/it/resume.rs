//! Downloads that go on where they stopped, and start over where that cannot be trusted.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::resume::{Download, Identity, Opened, Partial, open, open_immutable};
use goenvmgr::sys::net::{Client, NetErrorKind, Request};

use crate::support::server::{Answer, Server};

const TAG: &str = "\"one\"";

fn client() -> Client {
    Client::new(&Env::bare(&[]), Duration::from_millis(300))
}

fn file() -> Arc<Vec<u8>> {
    Arc::new((0..200_000u32).map(|n| u8::try_from(n % 251).unwrap()).collect())
}

fn served(body: &Arc<Vec<u8>>) -> Answer {
    tagged(body, TAG)
}

fn tagged(body: &Arc<Vec<u8>>, tag: &str) -> Answer {
    Answer::Ok { status: 200, headers: Vec::new(), body: Arc::clone(body) }
        .with("etag", tag)
        .with("accept-ranges", "bytes")
}

fn cut(body: &Arc<Vec<u8>>, bytes: usize) -> Answer {
    Answer::CutAfter { bytes, headers: Vec::new(), body: Arc::clone(body) }
        .with("etag", TAG)
        .with("accept-ranges", "bytes")
}

fn have(url: &str, length: u64) -> Partial {
    let etag = Some(TAG.to_owned());
    let url = url.to_owned();
    let total = Some(200_000);
    let identity = Identity { url, etag, last_modified: None, total, immutable: false };
    Partial { identity, length }
}

fn opened<'a>(client: &'a Client, url: &str, have: Option<&Partial>) -> Download<'a> {
    match open(client, Request::get(url), have).unwrap() {
        Opened::Bytes(download) => download,
        Opened::Answer(answer) => panic!("status {}", answer.status),
    }
}

fn all(mut download: Download<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    download.read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn download_that_is_partial_goes_on_where_it_stopped() {
    let (server, body, client) = (Server::start(), file(), client());
    server.on("/f", served(&body));
    let url = server.url() + "/f";
    let download = opened(&client, &url, Some(&have(&url, 150_000)));
    assert_eq!((download.start(), download.total()), (150_000, Some(200_000)));
    assert_eq!(all(download), body[150_000..]);
    let seen = &server.seen()[0];
    assert_eq!((seen.header("range"), seen.header("if-range")), (Some("bytes=150000-"), Some(TAG)));
    let complete = opened(&client, &url, Some(&have(&url, 200_000)));
    assert_eq!((complete.start(), all(complete).len()), (200_000, 0));
}

#[test]
fn connection_that_is_cut_is_taken_up_again_without_anybody_noticing() {
    let (server, body, client) = (Server::start(), file(), client());
    server.on_each("/f", vec![cut(&body, 70_000), cut(&body, 50_000), served(&body)]);
    let download = opened(&client, &(server.url() + "/f"), None);
    assert_eq!(all(download), *body);
    let ranges: Vec<_> =
        server.seen().iter().map(|s| s.header("range").map(str::to_owned)).collect();
    assert_eq!(ranges, [None, Some("bytes=70000-".into()), Some("bytes=120000-".into())]);
}

#[test]
fn download_never_goes_on_with_another_file() {
    let (server, body, client) = (Server::start(), file(), client());
    let url = server.url() + "/f";
    let wrong = |tag: &str, content_range: &str| Answer::WrongRange {
        content_range: content_range.to_owned(),
        headers: vec![("etag".to_owned(), tag.to_owned())],
        body: Arc::new(body[100_000..].to_vec()),
    };
    for first in [
        tagged(&body, "\"two\""),
        wrong(TAG, "bytes 99999-199998/200000"),
        wrong(TAG, "bytes 100000-199999/200001"),
        wrong(TAG, "bytes 100000-199999/*"),
        wrong(TAG, "nonsense"),
        wrong("\"two\"", "bytes 100000-199999/200000"),
        Answer::status(416, "").with("content-range", "bytes */100000"),
    ] {
        server.on_each("/f", vec![first, served(&body)]);
        let download = opened(&client, &url, Some(&have(&url, 100_000)));
        assert_eq!(download.start(), 0);
        assert_eq!(all(download), *body);
    }
    // A beginning of something else is not even asked about.
    let before = server.seen().len();
    server.on("/f", served(&body));
    assert_eq!(opened(&client, &url, Some(&have("http://h/f", 100_000))).start(), 0);
    assert_eq!(server.seen()[before].header("range"), None);
}

#[test]
fn weak_validators_are_not_trusted() {
    let (server, client) = (Server::start(), client());
    for (name, value, date, kept) in [
        ("etag", "\"strong\"", "", true),
        ("etag", "W/\"weak\"", "", false),
        ("last-modified", "Wed, 01 Jan 2025 00:00:00 GMT", "Wed, 01 Jan 2025 01:00:00 GMT", true),
        ("last-modified", "Wed, 01 Jan 2025 00:00:00 GMT", "Wed, 01 Jan 2025 00:00:01 GMT", false),
        ("last-modified", "Wed, 01 Jan 2025 00:00:00 GMT", "", false),
        ("last-modified", "yesterday", "Wed, 01 Jan 2025 01:00:00 GMT", false),
    ] {
        server.on("/f", Answer::ok("x").with(name, value).with("date", date));
        let download = opened(&client, &(server.url() + "/f"), None);
        let identity = download.identity();
        let any = identity.etag.is_some() || identity.last_modified.is_some();
        assert_eq!(any, kept, "{name}: {value}, date: {date}");
    }
}

#[test]
fn failure_is_passed_on_without_a_validator_or_without_progress() {
    let (server, body, client) = (Server::start(), file(), client());
    let url = server.url() + "/f";
    let plain = Answer::CutAfter { bytes: 10, headers: Vec::new(), body: Arc::clone(&body) };
    server.on("/f", plain);
    let error = opened(&client, &url, None).read_to_end(&mut Vec::new()).unwrap_err();
    let error = goenvmgr::sys::net::NetError::from_io("", &error);
    assert_eq!(error.kind, NetErrorKind::Answer, "{error}");
    assert_eq!(server.seen().len(), 1);
    server.on_each("/f", vec![cut(&body, 10), cut(&body, 0)]);
    assert!(opened(&client, &url, None).read_to_end(&mut Vec::new()).is_err());
    assert_eq!(server.seen().len(), 4);
}

#[test]
fn login_page_is_recognised_and_a_status_is_handed_over() {
    let (server, client) = (Server::start(), client());
    server.on("/f", Answer::html());
    assert!(opened(&client, &(server.url() + "/f"), None).is_page());
    let answer = open(&client, Request::get(server.url() + "/none"), None).unwrap();
    assert!(matches!(answer, Opened::Answer(answer) if answer.status == 404));
}

#[test]
fn file_that_never_changes_needs_no_validator_but_its_length() {
    let (server, body, client) = (Server::start(), file(), client());
    let url = server.url() + "/f";
    let whole = Answer::Ok { status: 200, headers: Vec::new(), body: Arc::clone(&body) };
    let cut = Answer::CutAfter { bytes: 70_000, headers: Vec::new(), body: Arc::clone(&body) };
    server.on_each("/f", vec![cut, whole.with("accept-ranges", "bytes")]);
    let Opened::Bytes(download) = open_immutable(&client, Request::get(&url), None).unwrap() else {
        panic!("no bytes");
    };
    let identity = download.identity().clone();
    assert_eq!(all(download), *body);
    assert_eq!(server.seen()[1].header("range"), Some("bytes=70000-"));
    let kept = serde_json::to_string(&identity).unwrap();
    let identity: Identity = serde_json::from_str(&kept).unwrap();
    let have = Partial { identity, length: 199_999 };
    assert_eq!(all(opened(&client, &url, Some(&have))), body[199_999..]);
    server.on("/f", Answer::ok("shorter").with("accept-ranges", "bytes"));
    let have = Partial { length: 3, ..have };
    assert_eq!(all(opened(&client, &url, Some(&have))), b"shorter");
}
