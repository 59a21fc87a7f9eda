//! The Go vulnerability database that the setting `vulnerability_url` names.

use serde_json::{Value, json};

use crate::support::net::Net;
use crate::support::publish::Toolchain;
use crate::support::server::{Answer, Server};

/// An entry about releases of 1.22 below this one.
fn entry(id: &str, below: &str) -> String {
    json!({
        "id": id,
        "affected": [{
            "package": {"name": "stdlib", "ecosystem": "Go"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.22.0-0"}, {"fixed": below}]}],
            "ecosystem_specific": {"imports": [{"path": "net/http"}]},
        }],
    })
    .to_string()
}

/// A database of this time, with these entries and when each was changed.
fn serve(server: &Server, modified: &str, entries: &[(&str, &str, &str)]) {
    let named = |(id, modified, _): &(&str, &str, &str)| json!({"id": id, "modified": modified});
    let modules = json!([
        {"path": "example.com/other", "vulns": [{"id": "GO-2099-9999", "modified": modified}]},
        {"path": "stdlib", "vulns": entries.iter().map(named).collect::<Vec<_>>()},
    ]);
    server.on("/db/index/db.json", Answer::ok(json!({"modified": modified}).to_string()));
    server.on("/db/index/modules.json", Answer::ok(modules.to_string()));
    for (id, _, below) in entries {
        server.on(&format!("/db/ID/{id}.json"), Answer::ok(entry(id, below)));
    }
}

/// Of a later day than the table that is built in, and no day to come.
fn today() -> String {
    jiff::Timestamp::now().to_string()[..10].to_owned()
}

/// This hour of it.
fn at(hour: u8) -> String {
    format!("{}T0{hour}:00:00Z", today())
}

/// A machine with go1.22.5 that asks this server.
fn net(server: &Server) -> Net {
    let net = Net::new().var("GOSUMDB", "off");
    net.site.publish(&Toolchain::new("1.22.5"));
    net.run(&["install", "1.22.5"]).exits(0);
    net.var("GOENVMGR_VULNERABILITY_URL", &format!("{}/db", server.url()))
}

fn ids(list: &Value) -> Vec<String> {
    let ids = list[0]["vulnerabilities"]["ids"].as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn outdated_reads_the_database_once_and_then_what_changed() {
    let server = Server::start();
    serve(
        &server,
        &at(1),
        &[("GO-2026-90001", "then", "1.22.6"), ("GO-2026-90002", "then", "1.22.4")],
    );
    let net = net(&server);
    let told = net.run(&["outdated", "--format", "json"]).exits(0).json();
    assert_eq!(told["vulnerabilities_as_of"], today(), "{told}");
    assert_eq!(told["versions"][0]["vulnerabilities"]["ids"], json!(["GO-2026-90001"]), "{told}");
    assert!(
        !server.targets().iter().any(|target| target.contains("9999")),
        "{:?}",
        server.targets()
    );
    // The same for those that ask nobody.
    let list = net.run(&["list", "--format", "json", "--offline"]).exits(0).json();
    assert_eq!(ids(&list), ["GO-2026-90001"]);
    let exe = crate::support::world::exe();
    let doctor = net.run(&["exec", "1.22.5", "--", exe, "doctor", "--only", "go.vulnerable"]);
    assert!(doctor.stdout.contains("fixed in 1.22.6"), "{doctor:?}");

    let before = server.targets().len();
    net.run(&["outdated"]).exits(0);
    assert_eq!(server.targets()[before..], ["/db/index/db.json"]);

    serve(
        &server,
        &at(2),
        &[("GO-2026-90001", "then", "1.22.6"), ("GO-2026-90002", "later", "1.22.7")],
    );
    let before = server.targets().len();
    net.run(&["outdated"]).exits(0);
    let new = ["/db/index/db.json", "/db/index/modules.json", "/db/ID/GO-2026-90002.json"];
    assert_eq!(server.targets()[before..], new);
    let list = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(ids(&list), ["GO-2026-90001", "GO-2026-90002"]);
}

#[test]
fn outdated_says_what_was_known_where_the_database_cannot_be_read() {
    let server = Server::start();
    let whole = [("GO-2026-90001", "then", "1.22.6")];
    serve(&server, &at(1), &whole);
    let net = net(&server);
    net.run(&["outdated"]).exits(0);
    for (path, answer) in [
        ("/db/index/db.json", Answer::status(503, "")),
        ("/db/index/db.json", Answer::ok("<html>")),
        ("/db/index/db.json", Answer::ok(r#"{"modified":"soon"}"#)),
        ("/db/index/modules.json", Answer::status(404, "")),
        ("/db/index/modules.json", Answer::ok("[]")),
        (
            "/db/index/modules.json",
            Answer::ok(r#"[{"path":"stdlib","vulns":[{"id":"GO-1-1/../../x","modified":"x"}]}]"#),
        ),
        ("/db/ID/GO-2026-90003.json", Answer::ok("{}")),
        ("/db/ID/GO-2026-90003.json", Answer::ok(entry("GO-2026-90001", "1.22.6"))),
    ] {
        serve(&server, &at(3), &[whole[0], ("GO-2026-90003", "x", "1.22.6")]);
        server.on(path, answer);
        let told = net.run(&["outdated"]).exits(0);
        assert!(told.stderr.contains(&format!("known on {}", today())), "{path}: {told:?}");
        let list = net.run(&["list", "--format", "json"]).exits(0).json();
        assert_eq!(ids(&list), ["GO-2026-90001"], "{path}");
    }
}

#[test]
fn database_counts_while_the_setting_names_it_and_no_longer() {
    let server = Server::start();
    serve(&server, &at(1), &[("GO-2026-90001", "then", "1.22.6")]);
    let net = net(&server);
    net.run(&["outdated"]).exits(0);
    let list = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(ids(&list), ["GO-2026-90001"]);
    for url in ["", "http://127.0.0.1:9/other"] {
        let other = net
            .world
            .ours(&["list", "--format", "json"])
            .env("GOENVMGR_VULNERABILITY_URL", url)
            .output();
        let list: Value = serde_json::from_slice(&other.unwrap().stdout).unwrap();
        assert!(ids(&list).contains(&"GO-2024-3105".to_owned()), "{url}: {list}");
    }
}

#[test]
fn database_of_a_day_to_come_is_none() {
    let server = Server::start();
    serve(&server, "2999-12-31T00:00:00Z", &[("GO-2026-90001", "then", "1.22.6")]);
    let net = net(&server);
    let told = net.run(&["outdated", "--format", "json"]).exits(0).json();
    assert!(told["vulnerabilities_as_of"].as_str().unwrap() < "2999", "{told}");
    assert!(ids(&told["versions"]).contains(&"GO-2024-3105".to_owned()), "{told}");
}

#[test]
fn database_that_is_older_than_this_program_takes_nothing_back() {
    let server = Server::start();
    serve(&server, "2020-01-02T00:00:00Z", &[("GO-2020-0001", "x", "1.22.6")]);
    let net = net(&server);
    let told = net.run(&["outdated", "--format", "json"]).exits(0).json();
    assert!(told["vulnerabilities_as_of"].as_str().unwrap() > "2026", "{told}");
    assert!(!ids(&told["versions"]).contains(&"GO-2020-0001".to_owned()), "{told}");
}
