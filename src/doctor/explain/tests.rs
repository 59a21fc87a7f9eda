//! Messages as Go prints them.

use super::*;
use crate::doctor::catalogue;

#[test]
fn messages_are_found_by_their_own_parts_unless_an_earlier_one_is_more_special() {
    for known in messages::all() {
        let line = known.parts.join(" x ");
        let found = explain(&line);
        assert_eq!(found.len(), 1, "{line}");
        assert!(!known.cause.ends_with('.') && !known.cure.ends_with('.'), "{line}");
    }
    let unreachable: Vec<_> = (messages::all())
        .filter(|known| explain(&known.parts.join(" x "))[0].cause != known.cause)
        .map(|known| known.parts)
        .collect();
    assert!(unreachable.is_empty(), "an earlier entry hides {unreachable:?}");
}

#[test]
fn log_is_explained_line_by_line_each_cause_once() {
    let log = "go: downloading x v1\n\
        compile: version \"go1.19.8\" does not match go tool version \"go1.27.3\"\n\
        compile: version \"go1.19.8\" does not match go tool version \"go1.27.3\"\n\
        go: x@v1: reading https://me:pw@proxy.example/x/@v/v1.info: 403 Forbidden\n";
    let found = explain(log);
    let checks: Vec<_> = found.iter().map(|e| e.check).collect();
    assert_eq!(checks, ["env.goroot", "net.goproxy-reach"]);
    assert!(!found[1].line.contains("pw@"), "{}", found[1].line);
    assert_eq!(
        explain("note: module requires Go 1.25\n").len(),
        1,
        "as Go before 1.21 ends a build"
    );
    assert_eq!(explain("cat: /src/go.mod: No such file or directory\n"), []);
    assert_eq!(explain("ok  \tx.example/a\t0.1s\n"), []);
}

#[test]
fn messages_name_checks_that_exist() {
    for known in messages::all() {
        let exists = known.check.is_empty() || catalogue::find(known.check).is_some();
        assert!(exists, "{}: {:?}", known.check, known.parts);
        for word in known.cure.split("doctor --only ").skip(1) {
            let ids = word.split('`').next().unwrap_or_default();
            let ids = ids.split(' ').next().unwrap_or_default().trim_matches('\'');
            for id in ids.split(',') {
                let named =
                    catalogue::all().any(|one| crate::doctor::model::check::matches(id, one.id));
                assert!(named, "{id}: {}", known.cure);
            }
        }
    }
}

#[test]
fn line_is_repeated_without_secrets_and_no_longer_than_anybody_reads() {
    let known = messages::all().next().unwrap().parts.join(" x ");
    let line =
        format!("{known} u:Zq7w@h.example https://h.example/x?token=Zq7w {}", ";".repeat(1 << 20));
    let found = explain(&line);
    assert!(found[0].line.contains("h.example https://h.example/x?…"), "{}", found[0].line);
    assert!(!found[0].line.contains("Zq7w") && found[0].line.chars().count() == 1001);
}

#[test]
fn name_server_is_told_from_a_host_that_does_not_answer() {
    for end in ["i/o timeout", "connection refused"] {
        let asked = "Get \"https://h/x\": dial tcp";
        let server = format!(
            "{asked}: lookup h on 127.0.0.53:53: read udp 127.0.0.1:9->127.0.0.53:53: {end}"
        );
        let host = format!("{asked} 192.0.2.1:443: {end}");
        assert_eq!(explain(&server)[0].check, "dns.resolve", "{end}");
        assert_eq!(explain(&host)[0].check, "net.goproxy-reach", "{end}");
    }
}
