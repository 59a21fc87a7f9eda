//! Certificates and GOPROXY itself, from servers on loopback that misbehave. Beside each: what
//! `go mod download` does.

use std::io::{Read as _, Write as _};

use crate::support::module;
use crate::support::server::{Answer, Server};
use crate::support::tls;

use super::session::Session;

pub(super) const DOWNLOAD: &str = "go mod download example.com/a@v1.0.0";
const INFO: &str = "/example.com/a/@v/v1.0.0.info";

/// A shell whose module needs `example.com/a`.
pub(super) fn ready(mut session: Session) -> Session {
    session.run(
        "printf 'module hello.example\\n\\ngo 1.21\\n\\nrequire example.com/a v1.0.0\\n' >go.mod; \
        export GOFLAGS=-modcacherw GONOSUMDB='*'",
    );
    session
}

pub(super) fn start() -> Session {
    ready(Session::start())
}

/// A server that has the module.
pub(super) fn serving() -> Server {
    let server = Server::start();
    module::serve(&server, "");
    server
}

/// What answers a TLS handshake as a server of plain HTTP does.
pub(super) fn speaking_http_only() -> Server {
    Server::start_with(|mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        None
    })
}

/// The only check of the network that is not content, and its finding; nothing where all are.
pub(super) fn only_fault(session: &mut Session) -> Option<(String, serde_json::Value)> {
    let found = session.examine("--only net,dns,tls,sumdb,sys.clock");
    let bad: Vec<_> =
        found.iter().filter(|f| !matches!(f["status"].as_str(), Some("PASS" | "SKIP"))).collect();
    assert!(bad.len() < 2, "one cause, one finding: {bad:#?}");
    let text = serde_json::to_string(&found).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
    bad.first().map(|f| (f["check"].as_str().unwrap().to_owned(), (*f).clone()))
}

/// Go fails with these words, doctor says FAIL under this id; after the cure both are content. It is
/// the printed one where it is named (`check: cure`), else this; `-`: nothing here cures.
pub(super) fn proves(session: &mut Session, provoke: &str, named: &str, says: &str, cure: &str) {
    let check = named.split(": ").next().unwrap();
    session.run(provoke);
    let go = session.run(&format!("timeout 20 {DOWNLOAD}"));
    assert_ne!(go.code, 0, "{provoke}: go does not fail");
    assert!(go.text.contains(says), "{provoke}: go says {}", go.text);
    let (id, found) = only_fault(session).unwrap_or_else(|| panic!("{provoke}: nothing is found"));
    assert_eq!((id.as_str(), &found["status"]), (check, &"FAIL".into()), "{provoke}: {found:#}");
    // What Go printed leads to the same check, where it is a message that is known.
    std::fs::write(session.path("tmp/log"), &go.text).unwrap();
    let told = session.run("\"$world/goenvmgr\" doctor explain $world/tmp/log");
    // To Go, no certificates at all are the same as the wrong ones.
    let id = if check == "tls.roots" { "tls.chain" } else { check };
    let same = told.code == 1 || told.text.contains(&format!("--only {id}\n"));
    assert!(same, "{provoke}: {}: {}", go.text, told.text);
    if cure == "-" {
        return;
    }
    let typed = if cure.is_empty() {
        session.cure(&found, named)
    } else {
        session.run(cure);
        cure.to_owned()
    };
    let go = session.run(DOWNLOAD);
    assert_eq!(go.code, 0, "after {typed}: {}", go.text);
    let after = only_fault(session).filter(|(_, found)| found["status"] == "FAIL");
    assert!(after.is_none(), "after {typed}: {after:#?}");
}

/// Go succeeds all the same, doctor warns; where a cure is named, it is typed, and doctor is content.
pub(super) fn bears(session: &mut Session, provoke: &str, named: &str) {
    let check = named.split(": ").next().unwrap();
    session.run(provoke);
    let go = session.run(DOWNLOAD);
    assert_eq!(go.code, 0, "{provoke}: {}", go.text);
    let (id, found) = only_fault(session).unwrap_or_else(|| panic!("{provoke}: nothing is found"));
    assert_eq!((id.as_str(), &found["status"]), (check, &"WARN".into()), "{provoke}: {found:#}");
    if named != check {
        session.cure(&found, named);
        assert_eq!(session.run(DOWNLOAD).code, 0);
        let after = only_fault(session);
        assert!(after.is_none(), "{provoke}: {after:#?}");
    }
}

#[test]
fn goproxy_answers_are_told_apart() {
    let good = serving();
    let bad = Server::start();
    for (answer, check, says) in [
        (Answer::status(403, "no"), "net.goproxy-reach", "403"),
        (Answer::status(500, "no"), "net.goproxy-reach", "500"),
        (Answer::html(), "net.goproxy-reach", "invalid character '<'"),
        (Answer::status(401, "who"), "net.goproxy-auth", "401"),
        (Answer::Raw(b"hello\n".to_vec()), "net.goproxy-reach", "malformed HTTP"),
    ] {
        bad.on(INFO, answer);
        let mut session = start();
        let cure = format!("export GOPROXY={}", good.url());
        session.run(&format!("export GOPROXY={}", bad.url()));
        if says == "401" {
            let fix = session.doctor(check)["fix"].to_string();
            assert!(fix.contains("by https:// in GOPROXY: over http Go sends no login"), "{fix}");
        }
        proves(&mut session, ":", check, says, &cure);
        let mut session = start();
        // What follows a comma is asked after 404 and 410 only; what follows | always.
        let provoke = format!("export GOPROXY={},{}", bad.url(), good.url());
        let goes_on = check == "net.goproxy-reach" && !says.contains('<');
        let (named, cure) =
            if goes_on { ("net.goproxy-reach: export GOPROXY=<list>", "") } else { (check, "-") };
        proves(&mut session, &provoke, named, says, cure);
        let mut session = start();
        bears(&mut session, &format!("export GOPROXY='{}|{}'", bad.url(), good.url()), check);
    }
    bad.on(INFO, Answer::status(404, "not here"));
    let mut session = start();
    session.run(&format!("export GOPROXY={},{}", bad.url(), good.url()));
    assert_eq!(session.run(DOWNLOAD).code, 0);
    assert!(only_fault(&mut session).is_none());
}

/// What passes by itself is asked for again and passes; that it did not at once is said. What will
/// not pass by itself is asked for once.
#[test]
fn attempts_are_counted_and_made_only_where_they_can_help() {
    let server = serving();
    let good = module::files()[0].1.clone();
    let busy = || Answer::status(503, "later");
    for (answers, status, attempts) in [
        (vec![busy(), Answer::ok(good.clone())], "PASS", 2),
        (vec![Answer::Reset, Answer::ok(good.clone())], "PASS", 2),
        (vec![busy(), busy(), Answer::ok(good.clone())], "PASS", 3),
        (vec![busy(), busy(), busy()], "FAIL", 3),
        (vec![Answer::status(403, "no")], "FAIL", 1),
        (vec![Answer::html()], "FAIL", 1),
        (vec![Answer::ok(good)], "PASS", 1),
    ] {
        let mut session = start();
        session.run(&format!("export GOPROXY={}", server.url()));
        server.on_each(INFO, answers.clone());
        let found = session.doctor("net.goproxy-reach");
        let told = (found["status"].as_str().unwrap(), found["attempts"].as_u64().unwrap());
        assert_eq!(told, (status, attempts), "{found:#}");
        assert_eq!(found["flaky"], attempts > 1 && status == "PASS", "{found:#}");
        server.on_each(INFO, answers.clone());
        let said = session.run("\"$world/goenvmgr\" doctor --only net.goproxy-reach");
        let words = match (status, attempts) {
            (_, 1) => "",
            ("PASS", _) => {
                &format!("1 passed (net.goproxy-reach passed only at attempt {attempts})")
            }
            _ => &format!("asked      attempts {attempts}"),
        };
        assert!(said.text.contains(words), "{words}: {}", said.text);
        assert!(attempts > 1 || !said.text.contains("attempt"), "{}", said.text);
        if attempts == 2 && status == "PASS" {
            server.on_each(INFO, answers);
            let go = session.run(DOWNLOAD);
            assert_ne!(go.code, 0, "go asks once: {}", go.text);
        }
    }
}

#[test]
fn port_where_nobody_listens() {
    let good = serving();
    let cure = format!("export GOPROXY={}", good.url());
    let provoke = "export GOPROXY=http://127.0.0.1:1";
    proves(&mut start(), provoke, "net.goproxy-reach", "connection refused", &cure);
    let mut session = start();
    bears(
        &mut session,
        &format!("export GOPROXY='http://127.0.0.1:1|{}'", good.url()),
        "net.goproxy-reach",
    );
}

#[test]
fn server_that_hangs_cannot_hang_us() {
    let server = Server::start();
    server.on(INFO, Answer::Stall);
    let mut session = start();
    session.run(&format!("export GOPROXY={}", server.url()));
    let go = session.run(&format!("timeout 3 {DOWNLOAD}"));
    assert_eq!(go.code, 124, "go waits: {}", go.text);
    let begun = std::time::Instant::now();
    let found = session.doctor("net.goproxy-reach");
    assert_eq!(found["status"], "WARN", "{found:#}");
    assert!(begun.elapsed().as_secs() < 20, "the limit is four seconds");
    server.on(INFO, Answer::SlowLoris);
    assert_eq!(session.doctor("net.goproxy-reach")["status"], "WARN");
    let found = session.examine("--only net,dns,tls --offline");
    assert!(found.iter().all(|f| matches!(f["status"].as_str(), Some("PASS" | "SKIP"))));
    let skipped = found.iter().filter(|f| f["message"] == "--offline").count();
    assert!(skipped > 5, "{found:#?}");
}

#[test]
fn requests_are_one_in_quick_mode_and_none_offline() {
    let (first, second) = (serving(), serving());
    let mut session = start();
    session.run(&format!("export GOPROXY='{}|{}'", first.url(), second.url()));
    session.run("\"$world/goenvmgr\" doctor --offline; \"$world/goenvmgr\" doctor --mode full --offline --skip go.smoke");
    assert_eq!(first.connections() + second.connections(), 0);
    session.run("\"$world/goenvmgr\" doctor");
    assert_eq!((first.targets().len(), second.connections()), (1, 0));
}

#[test]
fn credentials() {
    let server = tls::server("good");
    let files = module::files();
    server.otherwise(move |seen| {
        if seen.header("authorization") != Some("Basic bWU6aHVudGVyMg==") {
            return Some(Answer::status(401, "who are you"));
        }
        let name = seen.target().rsplit('/').next()?;
        files.iter().find(|(n, _)| *n == name).map(|(_, bytes)| Answer::ok(bytes.clone()))
    });
    let ca = tls::authority();
    let mut session = start();
    let (place, ca) = (server.place(), ca.display());
    let netrc = |machine: &str, password: &str| {
        format!(
            "printf 'machine {machine} login me password {password}\\n' >$HOME/.netrc; chmod 600 $HOME/.netrc"
        )
    };
    let provoke = format!(
        "export SSL_CERT_FILE={ca} GOPROXY=https://{place}; {}",
        netrc("127.0.0.1", "hunter2")
    );
    proves(&mut session, &provoke, "net.goproxy-auth", "401", &netrc(&place, "hunter2"));
    let wrong = netrc(&place, "stale");
    session.run("chmod -R u+w $HOME/go; rm -rf $HOME/go");
    proves(
        &mut session,
        &wrong,
        "net.goproxy-auth",
        "401",
        &format!("export GOPROXY=https://me:hunter2@{place}"),
    );
    // A netrc that is right, and that GOAUTH does not read.
    session.run(&format!(
        "rm -rf $HOME/go; {}; export GOPROXY=https://{place}",
        netrc(&place, "hunter2")
    ));
    for value in ["off", "/nonexistent/command"] {
        let provoke = format!("export GOAUTH={value}");
        proves(&mut session, &provoke, "net.goproxy-auth", "401", "-");
        let fix = session.doctor("net.goproxy-auth")["fix"].to_string();
        assert!(fix.contains("unset GOAUTH, which brings no login"), "{fix}");
    }
    proves(&mut session, ":", "net.goproxy-auth", "401", "unset GOAUTH");
    let plain = serving();
    let provoke = format!("rm -rf $HOME/go; export GOPROXY=http://me:hunter2@{}", plain.place());
    let cure = format!("export GOPROXY={}", plain.url());
    proves(
        &mut session,
        &provoke,
        "net.goproxy-auth",
        "refusing to pass credentials to insecure URL",
        &cure,
    );
}

#[test]
fn certificates() {
    let ca = tls::authority();
    let ca = ca.display();
    for (name, trust, says) in [
        (
            "good",
            format!("unset SSL_CERT_FILE; export REQUESTS_CA_BUNDLE={ca}"),
            "unknown authority",
        ),
        (
            "self",
            format!("export REQUESTS_CA_BUNDLE={}", tls::certificate("self").display()),
            "unknown authority",
        ),
        ("expired", format!("export SSL_CERT_FILE={ca}"), "expired or is not yet valid"),
        ("other", format!("export SSL_CERT_FILE={ca}"), "x509: "),
        (
            "future",
            format!("export SSL_CERT_FILE={}", tls::certificate("future").display()),
            "expired or is not yet valid",
        ),
    ] {
        let server = tls::server(name);
        module::serve(&server, "");
        let provoke = format!("{trust}; export GOPROXY=https://{}", server.place());
        // Where others were told of the certificate already, the printed line tells Go.
        let (named, cure) = match trust.contains("REQUESTS") {
            true => ("tls.chain: export SSL_CERT_FILE=<file>", ""),
            false => ("tls.chain", "-"),
        };
        proves(&mut start(), &provoke, named, says, cure);
    }
    let plain = serving();
    let no_tls = speaking_http_only();
    let provoke = format!("export GOPROXY=https://{}", no_tls.place());
    let cure = format!("export GOPROXY={}", plain.url());
    proves(&mut start(), &provoke, "tls.chain", "server gave HTTP response to HTTPS client", &cure);
    let server = tls::server("good");
    module::serve(&server, "");
    let provoke = format!(
        "mkdir $world/none; export SSL_CERT_FILE=$world/gone SSL_CERT_DIR=$world/none GOPROXY=https://{}",
        server.place()
    );
    const NONE: &str = "tls.roots: unset SSL_CERT_FILE SSL_CERT_DIR";
    // The system's own bundle, which is read then, is one that knows the server.
    let mut session = ready(Session::with_mounts());
    session.run(&format!("mount --bind {ca} /etc/ssl/certs/ca-certificates.crt"));
    proves(&mut session, &provoke, NONE, "unknown authority", "");
    let provoke = format!("export SSL_CERT_FILE=$world/gone GOPROXY={}", plain.url());
    bears(&mut start(), &provoke, NONE);
}

/// Who may be trusted for what: what Go refuses, we refuse, and what it believes, we believe. Each
/// server shows the first certificate; the second one is all that is trusted.
#[test]
fn certificates_that_are_trusted_for_something_else() {
    for (shown, trusted, believed) in [
        ("self", "self", true),
        ("future", "future", false),
        // A trusted certificate that the server shows itself has nothing above it to constrain it.
        ("narrow", "narrow", true),
        ("mute", "mute", true),
        ("twin", "self", false),
        ("purpose", "purpose", false),
        // What they sign.
        ("good", "ca", true),
        ("good", "good", true),
        ("under-good", "good", false),
        ("under-purpose", "purpose", false),
        ("under-narrow", "narrow", false),
        ("under-mute", "mute", false),
        ("under-old", "old", false),
        ("under-endless", "endless", true),
    ] {
        let server = tls::server(shown);
        module::serve(&server, "");
        let trust = tls::certificate(trusted);
        let set = format!(
            "mkdir -p $world/none; export SSL_CERT_DIR=$world/none SSL_CERT_FILE={} GOPROXY=https://{}",
            trust.display(),
            server.place()
        );
        if believed {
            let mut session = start();
            session.run(&set);
            let go = session.run(DOWNLOAD);
            assert_eq!(go.code, 0, "{shown} by {trusted}: {}", go.text);
            let told = only_fault(&mut session);
            assert!(told.is_none(), "{shown} by {trusted}: {told:#?}");
        } else {
            let says = if trusted == "purpose" { "incompatible key usage" } else { "x509: " };
            proves(&mut start(), &set, "tls.chain", says, "-");
        }
    }
}

#[test]
fn clock_that_is_wrong() {
    let server = serving();
    let info = module::files()[0].1.clone();
    server.on(INFO, Answer::ok(info).with("date", "Sun, 06 Nov 1994 08:49:37 GMT"));
    bears(&mut start(), &format!("export GOPROXY={}", server.url()), "sys.clock");
}

#[test]
fn direct_without_git() {
    let mut session = start();
    let bare = "mkdir $world/bare; ln -s /usr/bin/timeout /bin/bash $world/bare/; PATH=/usr/local/go/bin:$world/bare; hash -r; \
        export GOPROXY=direct GOVCS='*:git' GONOSUMDB='*'; sed() { /usr/bin/sed \"$@\"; }";
    session.run(bare);
    session.run("rm() { /bin/rm \"$@\"; }");
    let go = session.run("go mod download example.com/a.git@v1.0.0");
    assert!(go.code != 0 && go.text.contains("missing Git command"), "{}", go.text);
    let found = session.doctor("net.git");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    session.run("export PATH=/usr/local/go/bin:/usr/bin:/bin; hash -r");
    assert_eq!(session.doctor("net.git")["status"], "PASS");
}
