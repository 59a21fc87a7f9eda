//! The network client against servers that misbehave.

use std::time::{Duration, Instant};

use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::{Client, Fetch, NetError, NetErrorKind, Patience, Request, Response};

use crate::support::proxies::{Manner, Proxy};
use crate::support::server::{Answer, Server};
use crate::support::tls;

/// The limit on silence where a test waits for it.
const SHORT: Duration = Duration::from_millis(300);
/// Where it must not matter.
const LONG: Duration = Duration::from_secs(30);

fn client(silence: Duration) -> Client {
    Client::new(&Env::bare(&[]), silence)
}

fn get(client: &Client, url: impl Into<String>) -> Result<Response, NetError> {
    client.get(&Request::get(url))
}

fn body(client: &Client, url: impl Into<String>) -> Result<Vec<u8>, NetError> {
    get(client, url)?.bytes(1 << 20)
}

#[test]
fn bytes_arrive_as_stored_and_nothing_is_inflated() {
    let server = Server::start();
    server.on(
        "/a.tar.gz",
        Answer::ok(b"\x1f\x8bnot really gzip".to_vec()).with("content-encoding", "gzip"),
    );
    let client = client(LONG);
    assert_eq!(body(&client, server.url() + "/a.tar.gz").unwrap(), b"\x1f\x8bnot really gzip");
    let seen = server.seen();
    assert_eq!(seen[0].header("accept-encoding"), Some("identity"));
    assert!(seen[0].header("user-agent").unwrap().starts_with("goenvmgr/"));
}

#[test]
fn status_is_an_answer_and_not_an_error() {
    let server = Server::start();
    let client = client(LONG);
    for status in [403, 404, 410] {
        server.on("/x", Answer::status(status, "why not"));
        let answer = get(&client, server.url() + "/x").unwrap();
        assert_eq!(answer.status, status);
        assert_eq!(answer.excerpt(100), "why not");
    }
    assert_eq!(server.seen().len(), 3, "none of them is asked again");
}

#[test]
fn request_that_may_pass_is_asked_again_and_one_that_takes_too_long_is_not() {
    let server = Server::start();
    let client = client(LONG);
    for status in [429, 500, 502, 503, 504] {
        let path = format!("/{status}");
        server.on_each(&path, vec![Answer::status(status, ""), Answer::ok("at last")]);
        assert_eq!(body(&client, server.url() + &path).unwrap(), b"at last", "{status}");
    }
    let before = server.seen().len();
    server.on("/later", Answer::status(503, "come back tomorrow").with("retry-after", "86400"));
    assert_eq!(get(&client, server.url() + "/later").unwrap().status, 503);
    assert_eq!(server.seen().len(), before + 1, "a day is not waited for");
    server.on_each("/reset", vec![Answer::Reset, Answer::ok("second")]);
    assert_eq!(body(&client, server.url() + "/reset").unwrap(), b"second");
}

#[test]
fn body_that_ends_early_or_stalls_is_an_error() {
    let server = Server::start();
    let whole = std::sync::Arc::new(vec![7u8; 100_000]);
    server.on("/cut", Answer::CutAfter { bytes: 60_000, headers: vec![], body: whole.clone() });
    server.on("/length", Answer::WrongLength { announced: 100_001, body: whole.clone() });
    server.on("/stall", Answer::StallAfter { bytes: 60_000, body: whole.clone() });
    server.on(
        "/chunked",
        Answer::Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel".to_vec()),
    );
    server.on("/trickle", Answer::Trickle { gap: Duration::from_millis(20) });
    let client = client(SHORT);
    for (path, kind, words) in [
        ("/cut", NetErrorKind::Answer, "60000 of 100000"),
        ("/length", NetErrorKind::Answer, "100000 of 100001"),
        ("/stall", NetErrorKind::Silence, ""),
        ("/chunked", NetErrorKind::Answer, "in its middle"),
        ("/trickle", NetErrorKind::Silence, "now and then"),
    ] {
        let error = get(&client, server.url() + path).unwrap().bytes(u64::MAX).unwrap_err();
        assert_eq!(error.kind, kind, "{path}: {error}");
        assert!(error.to_string().contains(words), "{path}: {error}");
        assert!(error.to_string().starts_with(&server.place()), "{path}: {error}");
    }
    server.on("/more", Answer::WrongLength { announced: 5, body: whole });
    assert_eq!(body(&client, server.url() + "/more").unwrap(), [7; 5], "what was announced");
}

#[test]
fn head_that_does_not_come_is_silence_and_garbage_is_no_answer() {
    let server = Server::start();
    server.on("/stall", Answer::Stall);
    server.on("/loris", Answer::SlowLoris);
    server.on("/raw", Answer::Raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()));
    let client = client(SHORT);
    for path in ["/stall", "/loris"] {
        let start = Instant::now();
        let error = get(&client, server.url() + path).err().unwrap();
        assert_eq!(error.kind, NetErrorKind::Silence, "{path}: {error}");
        assert!(start.elapsed() < Duration::from_secs(5), "{path}");
    }
    let error = get(&client, server.url() + "/raw").err().unwrap();
    assert_eq!(error.kind, NetErrorKind::Answer, "{error}");
}

#[test]
fn redirects_are_bounded_and_credentials_stay_with_their_host() {
    let (server, other) = (Server::start(), Server::start());
    server.on("/loop", Answer::redirect("/loop"));
    server.on("/away", Answer::redirect(other.url() + "/landed?signature=s3cret"));
    server.on("/near", Answer::redirect("/here"));
    server.on("/here", Answer::ok("here"));
    server.on("/file", Answer::redirect("file:///etc/passwd"));
    other.on("/landed?signature=s3cret", Answer::ok("landed"));
    let client = client(LONG);
    let error = get(&client, server.url() + "/loop").err().unwrap();
    assert_eq!(error.kind, NetErrorKind::Redirect);
    assert_eq!(server.seen().len(), 11);
    let error = get(&client, server.url() + "/file").err().unwrap();
    assert_eq!(error.kind, NetErrorKind::Redirect, "{error}");

    let with_secret = server.url().replace("://", "://user:pass@");
    let mut request = Request::get(with_secret.clone() + "/away");
    request.headers.push(("range".to_owned(), "bytes=1-".to_owned()));
    let answer = client.get(&request).unwrap();
    assert_eq!(answer.url, other.url() + "/landed");
    let asked = &other.seen()[0];
    assert_eq!((asked.header("authorization"), asked.header("range")), (None, Some("bytes=1-")));
    get(&client, with_secret + "/near").unwrap();
    let here = server.seen().into_iter().find(|seen| seen.target() == "/here").unwrap();
    assert_eq!(here.header("authorization"), Some("Basic dXNlcjpwYXNz"));

    let mut request = Request::get(server.url() + "/away");
    request.headers.push(("Authorization".to_owned(), "Bearer s3cret".to_owned()));
    client.get(&request).unwrap();
    assert_eq!(other.seen()[1].header("authorization"), None);
    assert!(server.seen().last().unwrap().header("authorization").is_some());
}

/// What a header means to a server, nobody here knows: what a caller adds is for the host that was named.
#[test]
fn redirect_to_another_host_takes_along_no_header_of_a_caller() {
    let (server, other) = (Server::start(), Server::start());
    server.on("/away", Answer::redirect(other.url() + "/landed"));
    server.on("/near", Answer::redirect("/here"));
    server.on("/here", Answer::ok("here"));
    other.on("/landed", Answer::ok("landed"));
    let client = client(LONG);
    let told = [("private-token", "s3cret"), ("x-api-key", "s3cret"), ("accept", "text/plain")];
    for as_secrets in [false, true] {
        let asked = |path: &str| {
            let mut request = Request::get(server.url() + path);
            let list = if as_secrets { &mut request.secrets.0 } else { &mut request.headers };
            list.extend(told.map(|(name, value)| (name.to_owned(), value.to_owned())));
            assert!(!as_secrets || !format!("{request:?}").contains("s3cret"));
            client.get(&request).unwrap();
        };
        asked("/near");
        let here = server.seen().pop().unwrap();
        assert!(told.iter().all(|(name, value)| here.header(name) == Some(value)));
        asked("/away");
        let landed = other.seen().pop().unwrap();
        assert_eq!((landed.header("private-token"), landed.header("x-api-key")), (None, None));
        assert_eq!(landed.header("accept") == Some("text/plain"), !as_secrets);
    }
}

#[test]
fn connections_are_kept_and_shared() {
    let server = Server::start();
    server.on("/a", Answer::ok("a"));
    let client = client(LONG);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(body(&client, server.url() + "/a").unwrap(), b"a"));
        }
    });
    for _ in 0..20 {
        assert_eq!(body(&client, server.url() + "/a").unwrap(), b"a");
    }
    assert!(server.connections() <= 4, "{} connections", server.connections());
}

#[test]
fn text_larger_than_allowed_is_not_read() {
    let server = Server::start();
    server.on("/big", Answer::ok(vec![b'x'; 1001]));
    server.on("/bin", Answer::ok(vec![0xff, 0xfe]));
    let client = client(LONG);
    let ask = |path: &str, limit| get(&client, server.url() + path).unwrap().text(limit);
    assert_eq!(ask("/big", 1000).unwrap_err().kind, NetErrorKind::Answer);
    assert_eq!(ask("/big", 1001).unwrap().len(), 1001);
    assert_eq!(ask("/bin", 1001).unwrap_err().kind, NetErrorKind::Answer);
}

#[test]
fn file_urls_are_read_and_missing_ones_are_404() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a b"), "text").unwrap();
    let client = client(LONG);
    let url = |name: &str| format!("file://{}/{name}", folder.path().display());
    assert_eq!(body(&client, url("a%20b")).unwrap(), b"text");
    assert_eq!(get(&client, url("none")).unwrap().status, 404);
    assert_eq!(get(&client, url("")).unwrap().status, 404, "a directory");
    assert_eq!(get(&client, url("a%20b/below")).unwrap().status, 404);
}

#[test]
fn connection_that_is_refused_says_so_at_once_and_nothing_is_held_against_the_host() {
    let gone = Server::start();
    let url = gone.url();
    drop(gone);
    let client = client(LONG);
    for _ in 0..2 {
        let error = wait_for_refusal(&client, &url);
        assert_eq!(error.kind, NetErrorKind::Connection, "{error}");
        assert!(error.to_string().ends_with("connection refused"), "{error}");
    }
}

/// The listener closes on its own thread: until then a connection may still be taken.
fn wait_for_refusal(client: &Client, url: &str) -> NetError {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        match get(client, url) {
            Err(error) if error.to_string().contains("refused") => return error,
            other => assert!(Instant::now() < deadline, "{:?}", other.err()),
        }
    }
}

#[test]
fn host_that_takes_connections_and_never_shakes_hands_costs_two_seconds_once() {
    // The kernel takes the connection; nobody ever reads it.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let asked = || std::iter::from_fn(|| listener.accept().ok()).count();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let env = Env::bare(&[("SSL_CERT_FILE", tls::authority().to_str().unwrap())]);
    let client = Client::new(&env, Duration::from_millis(2300));
    let ask = |patience| {
        let start = Instant::now();
        let error = client.get(&Request { patience, ..Request::get(&url) }).err().unwrap();
        (error, start.elapsed())
    };
    let (error, took) = ask(Patience::Brief);
    assert_eq!(error.kind, NetErrorKind::FirstContact, "{error}");
    assert!(error.to_string().contains("TLS handshake"), "{error}");
    assert!(took >= Duration::from_millis(1900), "{took:?}");
    assert_eq!(asked(), 1);
    let (error, _) = ask(Patience::Brief);
    assert_eq!(error.kind, NetErrorKind::FirstContact, "{error}");
    assert_eq!(asked(), 0, "not asked again");
    let (error, took) = ask(Patience::Long);
    assert_eq!(error.kind, NetErrorKind::Silence, "{error}");
    assert!(took >= Duration::from_millis(2250), "{took:?}");
    assert_eq!(asked(), 1);
    ask(Patience::Long);
    assert_eq!(asked(), 0, "once more, not twice");
}

#[test]
fn certificates_are_checked_against_what_this_machine_trusts() {
    let authority = tls::authority();
    let trusting = Client::new(&Env::bare(&[("SSL_CERT_FILE", authority.to_str().unwrap())]), LONG);
    let distrusting = client(LONG);
    let good = tls::server("good");
    good.on("/", Answer::ok("over TLS"));
    let url = |server: &Server| server.url().replace("http:", "https:") + "/";
    assert_eq!(body(&trusting, url(&good)).unwrap(), b"over TLS");
    for (client, server, words) in [
        (&distrusting, &good, "not trusted by this machine"),
        (&trusting, &tls::server("expired"), "expired"),
        (&trusting, &tls::server("other"), "another host"),
    ] {
        let error = body(client, url(server)).unwrap_err();
        assert_eq!(error.kind, NetErrorKind::Tls, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
    // Nobody is advised to set what is set: what is wrong with it is said.
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "").unwrap();
    let other = tls::certificate("other");
    for (file, words) in [
        ("/nowhere/company.pem", "SSL_CERT_FILE=/nowhere/company.pem cannot be read: No such file"),
        (empty.to_str().unwrap(), "empty.pem holds no certificate"),
        (other.to_str().unwrap(), "other.pem does not hold who signed it"),
    ] {
        let client = Client::new(&Env::bare(&[("SSL_CERT_FILE", file)]), LONG);
        let error = body(&client, url(&good)).unwrap_err().to_string();
        assert!(error.contains(words) && !error.contains("set SSL_CERT_FILE"), "{error}");
    }
    let dirs = "/nowhere/certs";
    let client = Client::new(&Env::bare(&[("SSL_CERT_DIR", dirs)]), LONG);
    let error = body(&client, url(&good)).unwrap_err().to_string();
    assert!(error.contains("SSL_CERT_DIR=/nowhere/certs cannot be read"), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let dirs = format!("/nowhere:{}", folder.path().display());
    std::fs::copy(&authority, folder.path().join("own.pem")).unwrap();
    let by_folder = Client::new(&Env::bare(&[("SSL_CERT_DIR", &dirs)]), LONG);
    assert_eq!(body(&by_folder, url(&good)).unwrap(), b"over TLS");
    // No plain text after TLS.
    let plain = Server::start();
    good.on("/down", Answer::redirect(plain.url() + "/"));
    let error = body(&trusting, url(&good) + "down").unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Redirect, "{error}");
    assert!(plain.seen().is_empty());
}

fn through(kind: &str, proxy: &Proxy, login: &str) -> Client {
    let value = format!("{kind}://{login}{}", proxy.place());
    let authority = tls::authority();
    let vars = [
        ("HTTP_PROXY", value.as_str()),
        ("HTTPS_PROXY", &value),
        ("SSL_CERT_FILE", authority.to_str().unwrap()),
    ];
    Client::new(&Env::bare(&vars), SHORT)
}

#[test]
fn http_proxies_are_used_for_both_schemes_and_asked_as_go_asks_them() {
    let (plain, secure) = (Server::start(), tls::server("good"));
    plain.on("/p?q", Answer::ok("plain"));
    secure.on("/s", Answer::ok("secure"));
    let http = Proxy::http(&plain.place(), Manner::Password);
    let client = through("http", &http, "user:pass@");
    assert_eq!(body(&client, "http://go.example/p?q").unwrap(), b"plain");
    assert_eq!(http.asked(), ["GET http://go.example/p?q"]);
    let connect = Proxy::http(&secure.place(), Manner::Password);
    let client = through("http", &connect, "user:p%61ss@");
    assert_eq!(body(&client, "https://go.example/s").unwrap(), b"secure");
    assert_eq!(connect.asked(), ["CONNECT go.example:443"]);
    assert!(secure.seen()[0].header("proxy-authorization").is_none());
    // Loopback never goes through a proxy.
    assert_eq!(body(&client, plain.url() + "/p?q").unwrap(), b"plain");
    assert_eq!(connect.asked().len(), 1);
}

#[test]
fn socks_proxies_resolve_the_name_themselves() {
    let (plain, secure) = (Server::start(), tls::server("good"));
    plain.on("/p", Answer::ok("plain"));
    secure.on("/s", Answer::ok("secure"));
    for scheme in ["socks5", "socks5h"] {
        let proxy = Proxy::socks5(&plain.place(), Manner::Password);
        assert_eq!(
            body(&through(scheme, &proxy, "user:pass@"), "http://go.example/p").unwrap(),
            b"plain"
        );
        assert_eq!(proxy.asked(), ["socks go.example:80"]);
        let proxy = Proxy::socks5(&secure.place(), Manner::Open);
        assert_eq!(body(&through(scheme, &proxy, ""), "https://go.example/s").unwrap(), b"secure");
    }
}

#[test]
fn proxy_that_refuses_is_named_and_its_password_is_not() {
    type Start = fn(&str, Manner) -> Proxy;
    let cases: [(&str, Start, Manner, &str, &str); 7] = [
        ("http", Proxy::http, Manner::Password, "", "407: it wants a user and a password"),
        ("http", Proxy::http, Manner::Password, "user:s3cret@", "407: it does not accept"),
        ("http", Proxy::http, Manner::Ntlm, "", "wants NTLM"),
        ("http", Proxy::http, Manner::Refuse, "", "403 Forbidden by rule"),
        ("socks5", Proxy::socks5, Manner::Password, "", "wants a user"),
        ("socks5", Proxy::socks5, Manner::Password, "user:s3cret@", "wrong user or password"),
        ("socks5", Proxy::socks5, Manner::Refuse, "", "rules do not allow"),
    ];
    for (scheme, start, manner, login, words) in cases {
        let proxy = start("127.0.0.1:1", manner);
        let error = body(&through(scheme, &proxy, login), "https://go.example/").unwrap_err();
        let text = error.to_string();
        assert_eq!(error.kind, NetErrorKind::Proxy, "{text}");
        assert!(text.starts_with("go.example: ") && text.contains(words), "{text}");
        assert!(text.contains(&proxy.place()) && !text.contains("s3cret"), "{text}");
    }
}

#[test]
fn proxy_that_says_nothing_costs_two_seconds() {
    let proxy = Proxy::http("127.0.0.1:1", Manner::Stall);
    let client = through("http", &proxy, "");
    let start = Instant::now();
    let error = body(&client, "https://go.example/").unwrap_err();
    assert_eq!(error.kind, NetErrorKind::FirstContact, "{error}");
    assert!(error.to_string().contains("the proxy did not open the way"), "{error}");
    assert!(start.elapsed() >= Duration::from_millis(1900), "{:?}", start.elapsed());
}

#[test]
fn credentials_do_not_travel_in_the_clear() {
    let error = get(&client(LONG), "http://user:s3cret@go.example/").err().unwrap();
    assert_eq!(error.kind, NetErrorKind::Url);
    assert!(!error.to_string().contains("s3cret"), "{error}");
    let error = get(&client(LONG), "gopher://user:s3cret@go.example/").err().unwrap();
    assert!(!error.to_string().contains("s3cret"), "{error}");
}

#[test]
fn name_that_does_not_exist_is_said_to_not_resolve() {
    let error = get(&client(LONG), "http://no-such-host.invalid/").err().unwrap();
    assert_eq!(error.kind, NetErrorKind::Resolve, "{error}");
}
