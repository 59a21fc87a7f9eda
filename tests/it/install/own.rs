//! What the user answers for: the hash of an archive, and which archive of a folder is meant.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::publish::Toolchain;

/// A machine that reaches nobody.
fn dark() -> Net {
    let mut net = Net::new().var("GOPROXY", "http://127.0.0.1:1");
    net.without_site();
    net
}

#[test]
fn own_hash_lets_an_archive_in_without_a_network_and_is_named_as_such() {
    for form in ["go.tar.gz", "go.zip"] {
        let net = dark();
        let archive = net.world.path(form);
        let bytes = match form {
            "go.zip" => net.toolchain.module_zip(),
            _ => net.toolchain.archive(),
        };
        fs::write(&archive, &bytes).unwrap();
        let (from, sum) = (archive.to_str().unwrap(), Sha256Sum::of(&bytes).to_string());
        net.run(&["install", "--from", from]).exits(1);
        let ran = net.run(&["install", "--from", from, "--sha256", &sum]).exits(0);
        assert!(ran.stdout.contains(&format!("{sum} is the user's own hash")), "{ran:?}");
        net.is_whole(form == "go.zip");
        assert_eq!(net.receipt()["own_sha256"], sum);
        assert_eq!(net.receipt()["sha256"], serde_json::Value::Null);
        assert_eq!(net.receipt()["unverified"], serde_json::Value::Null);
        let list = net.run(&["list"]).exits(0);
        assert!(list.stdout.contains("the user's own hash"), "{list:?}");
        let json = net.run(&["list", "--format", "json"]).exits(0).json();
        assert_eq!(json[0]["verified"]["own_sha256"], sum);
        let verify = net.run(&["verify"]).exits(0);
        assert!(verify.stdout.contains("attested by the user's own hash"), "{verify:?}");
        assert!(!verify.stdout.contains("as published"), "{verify:?}");
        fs::write(net.root().join("go.env"), "GOTOOLCHAIN=loxal\n").unwrap();
        net.run(&["verify"]).exits(6);
    }
}

#[test]
fn own_hash_that_differs_is_refused_and_does_not_outvote_anybody() {
    let net = Net::new();
    let archive = net.world.path("go.tar.gz");
    fs::write(&archive, net.toolchain.archive()).unwrap();
    let from = archive.to_str().unwrap();
    let (own, other) =
        (Sha256Sum::of(&net.toolchain.archive()).to_string(), Sha256Sum::of(b"x").to_string());
    let ran = net.run(&["install", "--from", from, "--sha256", &other]).exits(6);
    assert!(ran.stderr.contains(&format!("{other} is the user's own hash")), "{ran:?}");
    assert!(ran.stderr.contains(&own), "{ran:?}");
    for wrong in [
        &["install", "1.22.5", "--sha256", &own][..],
        &["install", "--from", from, "--sha256", "12ab"],
        &["install", "--from", from, "--sha256", &own, "--unverified"],
    ] {
        net.run(wrong).exits(2);
    }
    let dir = net.world.path("goroot");
    net.unpack(&dir);
    net.run(&["install", "--from", dir.to_str().unwrap(), "--sha256", &own]).exits(2);
    // The index and the log still count.
    let mut altered = Toolchain::new("1.22.5");
    altered.files.insert("bin/extra".to_owned(), (true, b"x".to_vec()));
    fs::write(&archive, altered.archive()).unwrap();
    let theirs = Sha256Sum::of(&altered.archive()).to_string();
    net.run(&["install", "--from", from, "--sha256", &theirs]).exits(6);
    assert_eq!(net.traces(), BTreeSet::new());
    // Transparency demands the log, whatever the user knows.
    let dark = dark();
    let archive = dark.world.path("go.tar.gz");
    fs::write(&archive, dark.toolchain.archive()).unwrap();
    let args = ["install", "--from", archive.to_str().unwrap(), "--sha256", &own];
    dark.run(&[&args[..], &["--verify", "transparency"]].concat()).exits(1);
    let both = Net::new();
    let ran = both.run(&args).exits(0);
    assert!(ran.stdout.contains("is in the release index"), "{ran:?}");
    assert!(ran.stdout.contains("the user's own hash"), "{ran:?}");
}

#[test]
fn install_from_a_folder_takes_the_archive_of_the_version() {
    let versions = ["1.21.4", "1.22.5", "1.22.6"];
    let folder = |net: &Net, names: &[(&str, &str)]| {
        let folder = net.world.path("archives");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        for (name, version) in names {
            fs::write(folder.join(name), Toolchain::new(version).archive()).unwrap();
        }
        fs::write(folder.join("SHA256SUMS"), "x").unwrap();
        folder.to_str().unwrap().to_owned()
    };
    let here = goenvmgr::go::platform::Platform::host();
    let name = |version: &str| format!("go{version}.{}-{}.tar.gz", here.os, here.dl_arch());
    let named = versions.map(|version| (name(version), version));
    let mut all: Vec<(&str, &str)> = named.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    all.push(("go1.22.5.plan9-mips.tar.gz", "1.22.5"));
    let net = Net::new().var("GOSUMDB", "off");
    for version in versions {
        net.site.publish(&Toolchain::new(version));
    }
    let from = folder(&net, &all);
    let install =
        |request: &[&str], from: &str| net.run(&[&["install", "--from", from], request].concat());
    for (request, end, words) in [
        (&["1.22.5"][..], 0, "installed go1.22.5"),
        (&["1.21"], 0, "installed go1.21.4"),
        (&["1.22"], 2, "more than one archive of Go 1.22"),
        (&["latest"], 2, "more than one archive of Go latest"),
        (&[], 2, "more than one archive of Go"),
        (&["1.22.7"], 2, "has no archive of Go 1.22.7"),
        (&["1.20"], 2, "has no archive of Go 1.20"),
    ] {
        let dry = install(&[request, &["-n"]].concat(), &from).exits(end);
        let ran = install(request, &from).exits(end);
        assert!(ran.stdout.contains(words) || ran.stderr.contains(words), "{request:?}: {ran:?}");
        if end == 2 {
            assert!(dry.stderr.contains(words), "{dry:?}");
            assert!(ran.stderr.contains(&from), "{ran:?}");
        }
    }
    let both = folder(&net, &[("a.tgz", "1.22.6"), (&name("1.22.6"), "1.22.6")]);
    let ran = install(&["1.22.6"], &both).exits(2);
    assert!(ran.stderr.contains("a.tgz") && ran.stderr.contains(&name("1.22.6")), "{ran:?}");
    // A name of somebody's own says nothing: what is inside does. One alone needs no version.
    let own = folder(&net, &[("mine.tar.gz", "1.22.6")]);
    let ran = install(&[], &own).exits(0);
    assert!(ran.stdout.contains("installed go1.22.6"), "{ran:?}");
    // A name that lies is found out.
    let lies = folder(&net, &[(&name("1.22.7"), "1.22.6")]);
    install(&["1.22.7"], &lies).exits(2);
    assert!(Path::new(&lies).join(name("1.22.7")).exists());
}

#[test]
fn failure_stands_in_the_json_with_its_version() {
    let net = Net::new().var("GOPROXY", "off");
    for dry in [&[][..], &["-n"]] {
        let args = ["install", "--format", "json", "1.99.0", "1.22.5", "1.98"];
        let ran = net.run(&[&args[..], dry].concat()).exits(1);
        let json = ran.json();
        assert_eq!(json.as_array().unwrap().len(), 3, "{json}");
        for (at, version, request) in [(0, Some("1.99.0"), "1.99.0"), (2, None, "1.98")] {
            let one = &json[at];
            assert_eq!(one["version"].as_str(), version, "{json}");
            assert_eq!(one["request"], request, "{json}");
            assert_eq!(one["status"], "failed", "{json}");
            assert_eq!(one["error"]["exit"], 1, "{json}");
            assert!(one["error"]["what"].as_str().unwrap().contains("no source has"), "{json}");
        }
        assert_eq!(json[1]["version"], "1.22.5");
        let alone = net.run(&[&["install", "--format", "json", "1.99.0"], dry].concat()).exits(1);
        assert_eq!(alone.json()[0]["version"], "1.99.0");
        assert!(alone.stderr.contains("error: no source has go1.99.0"), "{alone:?}");
    }
    // A version that was resolved and could not be fetched is named.
    let newer = Toolchain::new("1.23.4");
    net.site.announce(&newer, &"0".repeat(64), 9);
    let json = net.run(&["install", "latest", "--format", "json"]).exits(1).json();
    assert_eq!(json[0]["version"], "1.23.4", "{json}");
}

#[test]
fn hint_about_the_default_comes_once_and_not_where_a_pin_decides() {
    let net = Net::new();
    let other = Toolchain::new("1.21.4");
    net.site.publish(&other);
    let hints = |args: &[&str]| net.run(args).exits(0).stderr.matches("goenvmgr default").count();
    let pin = net.world.work().join(".go-version");
    fs::write(&pin, "1.22.5\n").unwrap();
    assert_eq!(hints(&["install"]), 0, "a pin decides");
    fs::remove_file(&pin).unwrap();
    assert_eq!(hints(&["install", "1.22.5"]), 0, "it was there");
    assert_eq!(hints(&["install", "1.21.4"]), 1);
    assert_eq!(hints(&["install", "--reinstall", "1.22.5"]), 0, "it has been said");
}
