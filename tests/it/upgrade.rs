//! `goenvmgr upgrade` and `outdated`.

use std::fs;

use serde_json::{Value, json};

use crate::support::net::Net;
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;

/// A home with go1.22.5 as the default and go1.20.1, of a time when 1.23.2, 1.22.9 and 1.20.7 are out.
fn old() -> Net {
    let net = Net::new().var("GOSUMDB", "off");
    net.site.publish(&Toolchain::new("1.20.1"));
    for version in ["1.22.5", "1.20.1"] {
        net.run(&["install", version]).exits(0);
    }
    net.run(&["default", "1.22.5"]).exits(0);
    for version in ["1.24rc1", "1.23.2", "1.22.9", "1.20.7"] {
        net.site.publish(&Toolchain::new(version));
    }
    net
}

fn installed(net: &Net) -> Vec<String> {
    net.installed()
}

/// A project that goenvmgr knows, with this pin.
fn project(net: &Net, name: &str, pin: &str) -> String {
    let dir = net.world.path(name);
    net.world.write(&dir.join("go.mod"), "module m\n\ngo 1.20\n");
    net.world.write(&dir.join(".go-version"), pin);
    let dir = dir.to_str().unwrap().to_owned();
    net.run(&["roots", "add", &dir]).exits(0);
    dir
}

#[test]
fn outdated_names_old_versions_lines_that_ended_and_pins() {
    let net = old();
    let dir = project(&net, "shop", "1.22.3\n");
    let told = net.run(&["outdated", "--exit-code", "--format", "json"]).exits(1).json();
    assert_eq!(told["supported"], json!(["1.23", "1.22"]));
    let rows = told["versions"].as_array().unwrap();
    let row = |version: &str| rows.iter().find(|row| row["version"] == version).unwrap().clone();
    let say =
        |row: Value| json!([row["newest"], row["supported"], row["outdated"], row["installed"]]);
    assert_eq!(say(row("1.22.5")), json!(["1.22.9", true, true, true]));
    assert_eq!(say(row("1.20.1")), json!(["1.20.7", false, true, true]));
    assert_eq!(say(row("1.22.3")), json!(["1.22.9", true, true, false]));
    assert_eq!(row("1.22.3")["wanted_by"][0], format!("{dir}/.go-version:1"));
    let human = net.run(&["outdated"]).exits(0).stdout;
    assert!(
        human.contains("no longer supported") && human.contains("Go supports 1.23 and 1.22"),
        "{human}"
    );
}

#[test]
fn upgrade_installs_the_newest_of_each_line_and_moves_the_default() {
    let net = old();
    project(&net, "shop", "1.22.5\n");
    let plan = net.run(&["upgrade", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains("1.22.9 would be installed (1.22.5)"), "{plan}");
    assert!(plan.contains("the default would be moved from 1.22.5 to 1.22.9"), "{plan}");
    assert_eq!(installed(&net), ["go1.20.1", "go1.22.5"]);
    net.run(&["upgrade"]).exits(0);
    assert_eq!(installed(&net), ["go1.20.1", "go1.20.7", "go1.22.5", "go1.22.9"]);
    assert!(net.run(&["default"]).exits(0).stdout.starts_with("1.22.9"));
    assert_eq!(fs::read_to_string(net.world.path("shop/.go-version")).unwrap(), "1.22.5\n");
    let again = net.run(&["upgrade"]).exits(0).stdout;
    assert!(again.contains("1.22.9 is installed already (1.22.5)"), "{again}");
}

#[test]
fn upgrade_prunes_what_nobody_asks_for() {
    let net = old();
    let dir = project(&net, "shop", "1.22.5\n");
    let told = net.run(&["upgrade", "--prune"]).exits(0).stdout;
    assert!(told.contains("1.20.1 removed"), "{told}");
    assert!(told.contains(&format!("1.22.5 stays: wanted by {dir}")), "{told}");
    assert_eq!(installed(&net), ["go1.20.7", "go1.22.5", "go1.22.9"]);
}

#[test]
fn upgrade_of_one_line_leaves_the_others_and_minor_goes_further() {
    let net = old();
    net.run(&["upgrade", "1.20"]).exits(0);
    assert_eq!(installed(&net), ["go1.20.1", "go1.20.7", "go1.22.5"]);
    net.run(&["upgrade", "--minor"]).exits(0);
    assert!(installed(&net).contains(&"go1.23.2".to_owned()), "{:?}", installed(&net));
    assert!(net.run(&["default"]).exits(0).stdout.starts_with("1.23.2"));
}

#[test]
fn upgrade_that_is_stopped_leaves_default_and_versions() {
    let mut net = old();
    net.set("GOENVMGR_ARCHIVE_URL", "http://127.0.0.1:1/go/");
    net.set("GOENVMGR_SOURCES", "go.dev");
    net.run(&["upgrade", "--prune"]).exits(3);
    assert_eq!(installed(&net), ["go1.20.1", "go1.22.5"]);
    assert!(net.run(&["default"]).exits(0).stdout.starts_with("1.22.5"));
}

#[test]
fn upgrade_goes_on_after_one_that_fails_and_ends_with_its_code() {
    for (fails, comes, stay) in [
        ("1.22.9", "1.20.7", ["go1.20.7", "go1.22.5"]),
        ("1.20.7", "1.22.9", ["go1.20.1", "go1.22.9"]),
    ] {
        let mut net = old();
        net.set("GOENVMGR_SOURCES", "go.dev");
        net.site.server.on(&ReleaseSite::path(&Toolchain::new(fails)), Answer::ok("no archive"));
        let done = net.run(&["upgrade", "--prune", "--format", "json"]).exits(6);
        assert!(done.stderr.contains(&format!("go{fails}")), "{done:?}");
        let told = done.json();
        assert_eq!(told["failed"][0]["version"], fails, "{told}");
        assert_eq!(told["failed"][0]["error"]["exit"], 6, "{told}");
        assert_eq!(told["failed"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told["upgrades"][0]["to"], comes, "{told}");
        assert_eq!(told["upgrades"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!(installed(&net), stay, "what a failed one would have replaced stays");
        let default = if comes == "1.22.9" { comes } else { "1.22.5" };
        assert!(net.run(&["default"]).exits(0).stdout.starts_with(default));
    }
}

#[test]
fn install_of_a_range_takes_the_newest_that_lies_in_it() {
    let net = old();
    let said = net.run(&["install", ">=1.21 <1.23", "--format", "json"]).exits(0).json();
    assert!(said.to_string().contains("1.22.9"), "{said}");
    assert!(installed(&net).contains(&"go1.22.9".to_owned()));
    net.run(&["default", "~1.22.5"]).exits(0);
    assert_eq!(net.run(&["current", "--format", "json"]).json()["version"], "1.22.9");
    let none = net.run(&["install", ">1.22.9 <1.23"]).exits(1).stderr;
    assert!(none.contains(">1.22.9 <1.23"), "{none}");
}

/// What was known of these two when they ended is known for good.
#[test]
fn outdated_and_list_count_known_vulnerabilities() {
    let net = old();
    let told = net.run(&["outdated", "--format", "json"]).exits(0).json();
    assert!(told["vulnerabilities_as_of"].as_str().unwrap() >= "2026-08-21", "{told}");
    let of = |list: &Value, version: &str| {
        let list = list.as_array().unwrap();
        list.iter().find(|row| row["version"] == version).unwrap()["vulnerabilities"].clone()
    };
    let list = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(of(&list, "1.22.5"), of(&told["versions"], "1.22.5"));
    let ids = |version: &str| of(&list, version)["ids"].as_array().unwrap().clone();
    assert!(ids("1.20.1").contains(&"GO-2024-2887".into()), "{list}");
    assert!(!ids("1.22.5").contains(&"GO-2024-2887".into()), "{list}");
    assert!(of(&list, "1.20.1")["fixed_in"].is_null(), "its line ended: {list}");
    let human = net.run(&["outdated"]).exits(0).stdout;
    assert!(human.contains(&format!("{} known", ids("1.22.5").len())), "{human}");
    assert!(human.lines().all(|line| line.chars().count() <= 80), "{human}");
    let human = net.run(&["list"]).exits(0).stdout;
    assert!(human.contains("; no 1.20 is without them"), "{human}");
}

#[test]
fn uninstall_keeps_the_newest_of_each_line_and_what_is_needed() {
    let net = Net::new().var("GOSUMDB", "off");
    for version in ["1.20.1", "1.20.7", "1.22.3", "1.22.4", "1.22.9", "1.23.1", "1.23.2", "1.23.3"]
    {
        net.site.publish(&Toolchain::new(version));
        net.run(&["install", version]).exits(0);
    }
    project(&net, "ranged", "~1.22.4 <1.22.9\n");
    let list = net.world.path("listed");
    net.world.write(&list.join("go.mod"), "module m\n\ngo 1.20\n");
    net.world.write(&list.join(".tool-versions"), "golang 1.99.0 1.20.1\n");
    net.run(&["roots", "add", list.to_str().unwrap()]).exits(0);
    net.run(&["default", "1.23.1"]).exits(0);
    let plan = net.run(&["uninstall", "--keep-newest", "--dry-run"]).exits(0).stdout;
    let said = net.run(&["uninstall", "--keep-newest"]).exits(0).stdout;
    assert_eq!(
        installed(&net),
        ["go1.20.1", "go1.20.7", "go1.22.4", "go1.22.9", "go1.23.1", "go1.23.3"],
        "{plan}\n{said}"
    );
    for (name, why) in [("go1.20.1", "listed"), ("go1.22.4", "ranged"), ("go1.23.1", "default")] {
        let line = said.lines().find(|line| line.starts_with(&format!("{name} stays: ")));
        assert!(line.is_some_and(|line| line.contains(why)), "{name}: {said}");
    }
    let nothing = net.run(&["uninstall", "--keep-newest", "1.22"]).exits(0).stdout;
    assert!(nothing.contains("go1.22.4 stays"), "{nothing}");
}

#[test]
fn upgrade_of_a_range_pin_stays_in_the_range() {
    let net = old();
    net.site.publish(&Toolchain::new("1.23.5"));
    project(&net, "ranged", ">=1.23.1 <1.23.5\n");
    net.run(&["upgrade"]).exits(0);
    assert!(installed(&net).contains(&"go1.23.2".to_owned()), "{:?}", installed(&net));
    assert!(!installed(&net).contains(&"go1.23.5".to_owned()), "{:?}", installed(&net));
}
