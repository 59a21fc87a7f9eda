//! What a directory asks `install` for, on a machine that has no Go yet: the request of a selection
//! is a value, whichever file it stands in and whoever installs it.

use std::fs;

use crate::support::net::Net;
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::world::Ran;

/// What a machine has before.
const MACHINES: [&str; 3] = ["no go", "GOTOOLCHAIN=local", "strict"];

/// Files of a project, and the version that they ask for.
const PROJECTS: [(&[(&str, &str)], &str); 10] = [
    (&[("go.mod", "module m\n\ngo 1.22.5\n")], "1.22.5"),
    (&[("go.mod", "module m\n\ngo 1.22\n")], "1.22.0"),
    (&[("go.mod", "module m\n\ngo 1.20\n")], "1.20"),
    (&[("go.mod", "module m\n\ngo 1.22rc1\n")], "1.22rc1"),
    (&[("go.mod", "module m\n\ngo 1.21\n\ntoolchain go1.22.5\n")], "1.22.5"),
    (&[("go.work", "go 1.22.5\n\nuse .\n"), ("go.mod", "module m\n\ngo 1.20\n")], "1.22.5"),
    (&[("go.work", "go 1.21.0\n\ntoolchain go1.22.5\n")], "1.22.5"),
    (&[(".tool-versions", "golang 1.22.5 1.22.0 path:/opt/go\n")], "1.22.5"),
    (&[("mise.toml", "[tools]\ngo = ['prefix:1.22.5', '1.22.0']\n")], "1.22.5"),
    (&[("goenvmgr.toml", "[tools]\ngo = \"1.22.0\"\n")], "1.22.0"),
];

/// A site with every version of the table, and a machine with the project in its directory.
fn machine(kind: &str, files: &[(&str, &str)]) -> (Net, ReleaseSite) {
    let versions = ["1.20", "1.22rc1", "1.22.0", "1.22.5"].map(Toolchain::new);
    let site = ReleaseSite::with(&versions.each_ref());
    let mut net = Net::new()
        .var("GOSUMDB", "off")
        .var("GOENVMGR_INDEX_URL", &site.index_url())
        .var("GOENVMGR_ARCHIVE_URL", &site.archive_url());
    for (name, text) in files {
        net.world.write(&net.world.work().join(name), text);
    }
    if kind != "no go" {
        net.world = net.world.system("1.19.13");
    }
    match kind {
        "GOTOOLCHAIN=local" => net.set("GOTOOLCHAIN", "local"),
        "strict" => {
            net.world.write(&net.world.home().join("config.toml"), "toolchain = \"strict\"\n");
        }
        _ => {}
    }
    (net, site)
}

fn asked_by_bash(net: &Net, args: &[&str]) -> Ran {
    let mut command = net.world.ours(args);
    command.env("__GOENVMGR_EMIT", "bash");
    crate::support::world::ran(command)
}

#[test]
fn install_on_a_fresh_machine_takes_the_minimum_of_the_project() {
    for kind in MACHINES {
        for (files, version) in PROJECTS {
            let (net, _site) = machine(kind, files);
            let said = net.run(&["exec", "--", "go", "version"]).exits(127);
            let hint = said.stderr.rsplit("hint: goenvmgr ").next().unwrap().trim().to_owned();
            let dry = net.run(&["install", "-n", "--format", "json"]).exits(0).json();
            assert_eq!(dry[0]["version"], version, "{kind}: {files:?}");
            net.run(&["install"]).exits(0);
            assert_eq!(net.installed(), [format!("go{version}")], "{kind}: {files:?}");
            net.run(&["exec", "--", "go", "version"]).exits(0);
            // What was to be typed means the same.
            let args: Vec<&str> = hint.split(' ').collect();
            let again = net.run(&args).exits(0);
            assert!(again.stdout.contains("already installed"), "{hint}: {again:?}");
        }
    }
}

#[test]
fn use_install_and_auto_install_take_the_minimum_of_the_project() {
    for (kind, (files, version)) in MACHINES.iter().cycle().zip(PROJECTS) {
        let (net, _site) = machine(kind, files);
        let said = asked_by_bash(&net, &["use", "--install"]).exits(0);
        assert_eq!(net.installed(), [format!("go{version}")], "{kind}: {files:?}");
        assert!(said.stdout.contains(&format!("toolchains/go{version}/bin")), "{said:?}");
        let (mut net, _site) = machine(kind, files);
        net.set("GOENVMGR_AUTO_INSTALL", "true");
        let said = asked_by_bash(&net, &["hook"]).exits(0);
        assert_eq!(net.installed(), [format!("go{version}")], "{kind}: {files:?}");
        assert!(said.stdout.contains(&format!("toolchains/go{version}/bin")), "{said:?}");
    }
}

/// asdf installs all that a list names; here it is the first, in whose place the system's Go ran.
#[test]
fn install_fulfils_the_first_of_a_list_unless_another_of_it_is_installed() {
    let (net, _site) =
        machine("GOTOOLCHAIN=local", &[(".tool-versions", "golang 1.22.5 1.22.0 system\n")]);
    let current = || net.run(&["current", "--format", "json"]).exits(0).json()["version"].clone();
    assert_eq!(current(), "1.19.13");
    net.run(&["install", "1.22.0"]).exits(0);
    assert_eq!(current(), "1.22.0");
    net.run(&["install"]).exits(0);
    assert_eq!(net.installed(), ["go1.22.0"]);
    net.run(&["uninstall", "1.22.0", "--force"]).exits(0);
    net.run(&["install"]).exits(0);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert_eq!(current(), "1.22.5");
}

#[test]
fn use_install_takes_what_go_would_fetch_itself() {
    let (net, _site) = machine("no go", &[("go.mod", "module m\n\ngo 1.22.5\n")]);
    net.run(&["install", "1.22.0"]).exits(0);
    let said = net.run(&["current"]).exits(0);
    assert!(said.stdout.contains("Go will fetch 1.22.5"), "{said:?}");
    asked_by_bash(&net, &["use", "--install"]).exits(0);
    assert!(net.root().exists());
}

#[test]
fn install_without_a_version_says_that_the_systems_go_is_enough() {
    let system = |file: &str, text: &str| {
        let net = Net::new();
        net.world.write(&net.world.work().join(file), text);
        net
    };
    for (file, text, words) in [
        ("go.mod", "module m\n\ngo 1.21\n", "go 1.21, which the system's Go 1.26.1 meets"),
        (".go-version", "system\n", "asks for the system's Go 1.26.1"),
    ] {
        let mut net = system(file, text);
        net.world = net.world.system("1.26.1");
        let ran = net.run(&["install"]).exits(0);
        assert!(ran.stderr.contains(words), "{ran:?}");
        assert!(ran.stderr.contains(file), "{ran:?}");
        assert_eq!(
            net.run(&["install", "--format", "json"]).exits(0).json(),
            serde_json::json!([])
        );
        assert_eq!(net.traces(), Default::default());
    }
    let ran = system(".go-version", "system\n").run(&["install"]).exits(1);
    assert!(ran.stderr.contains("there is none on PATH"), "{ran:?}");
    let ran = system(".go-version", "1.22.5.6\n").run(&["install"]).exits(2);
    assert!(ran.stderr.contains(".go-version:1"), "{ran:?}");
}

#[test]
fn install_without_a_version_is_content_with_what_satisfies_where_nothing_newer_can_be_had() {
    let pins: [(&str, &str); 5] = [
        (".go-version", "1.22\n"),
        (".go-version", "latest\n"),
        (".go-version", "1\n"),
        (".tool-versions", "golang 1.22\n"),
        ("goenvmgr.toml", "go = \"latest\"\n"),
    ];
    for (file, text) in pins {
        let mut net = Net::new();
        net.run(&["install", "1.22.5"]).exits(0);
        fs::remove_dir_all(net.world.home().join("cache")).unwrap();
        net.world.write(&net.world.work().join(file), text);
        net.without_site();
        net.set("GOPROXY", "http://127.0.0.1:1");
        for more in [&[][..], &["-n"]] {
            let ran = net.run(&[&["install"], more].concat()).exits(0);
            assert!(ran.stdout.contains("already installed"), "{text}: {ran:?}");
            assert!(ran.stdout.contains("newer"), "{text}: {ran:?}");
            assert!(ran.stdout.contains(file), "{text}: {ran:?}");
        }
        // Who names it asks for the newest; who wants it again gets it again or not at all.
        for named in ["1.22", "latest", "1"] {
            net.run(&["install", named]).exits(3);
        }
        net.run(&["install", "--reinstall"]).exits(3);
        net.is_whole(false);
        // What is damaged does not satisfy.
        fs::remove_file(net.root().join("src/fmt/print.go")).unwrap();
        net.run(&["install"]).exits(3);
    }
}

#[test]
fn install_without_a_version_is_content_where_the_newest_is_known_and_cannot_be_fetched() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let newer = Toolchain::new("1.22.6");
    net.world.write(&net.world.work().join(".go-version"), "1.22\n");
    net.site.announce(&newer, &"0".repeat(64), 9);
    let ran = net.run(&["install"]).exits(0);
    assert!(ran.stdout.contains("go1.22.6 is the newest published"), "{ran:?}");
    net.run(&["install", "1.22"]).exits(3);
    // Bytes that are not what was published are no matter of reach.
    let wrong = crate::support::server::Answer::ok(newer.archive());
    net.site.server.on(&ReleaseSite::path(&newer), wrong);
    net.run(&["install"]).exits(6);
}
