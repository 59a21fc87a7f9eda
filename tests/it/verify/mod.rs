//! `goenvmgr verify`: what it finds, what it names, and how it ends.

mod evidence;
mod others;
mod rebuild;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::base::progress::Silent;
use goenvmgr::go::archive;
use goenvmgr::go::platform::{Platform, TOOLCHAIN_MODULE};
use goenvmgr::go::sumdb::{Choice, Client, Evidence, gosumdb};
use goenvmgr::go::version::GoVersion;
use goenvmgr::settings::home::Home;
use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::Client as Fetcher;
use goenvmgr::toolchains::store::receipt::{IndexAttestation, Receipt, SCHEMA};

use crate::support::net::Net;
use crate::support::platform::{self, PermissionsExt, symlink};
use crate::support::sumdb;
use crate::support::world::{Ran, ran};

/// Publishers on loopback, and a PATH on which another Go may stand.
fn net() -> Net {
    let net = Net::new().var("GOENVMGR_HTTP_TIMEOUT", "10");
    let path = net.world.path("other go/bin");
    net.var("PATH", path.to_str().unwrap())
}

fn home(net: &Net) -> Home {
    Home::at(&net.world.home())
}

/// Nobody answers for modules.
fn go_offline(net: &mut Net) {
    net.set("GOPROXY", "http://127.0.0.1:1");
}

fn verify(net: &Net, args: &[&str]) -> Ran {
    let mut command = net.world.ours(&["--quiet", "verify"]);
    ran(command.args(args).current_dir(net.world.path("")))
}

/// What the log has about the toolchain.
fn evidence(net: &Net) -> Evidence {
    let given = format!("{} {}/sumdb/{}", net.database.key(), net.proxy.url(), net.database.name());
    let Ok(Choice::Use(database)) = gosumdb::parse(&given) else { panic!("{given}") };
    let fetch = Fetcher::new(&Env::capture(), Duration::from_secs(10));
    let state = tempfile::tempdir().unwrap();
    let client = Client::new(&fetch, &database, Vec::new(), state.path());
    client.lookup(TOOLCHAIN_MODULE, &net.toolchain.module_version()).unwrap()
}

/// Installs the toolchain as `install` would have, and returns its GOROOT.
fn install(net: &Net, change: impl FnOnce(&mut Receipt)) -> PathBuf {
    let home = home(net);
    let root = home.toolchains().join("go1.22.5");
    net.unpack(&root);
    let version = GoVersion::parse("1.22.5").unwrap();
    let tree = archive::scan(&root, &Silent).unwrap().tree;
    fs::create_dir_all(home.receipts()).unwrap();
    fs::write(Receipt::manifest_path(&home, &version), tree.to_text()).unwrap();
    let index = "https://go.dev/dl/".to_owned();
    let mut receipt = Receipt {
        schema: SCHEMA,
        version: version.clone(),
        platform: Platform::host(),
        installed_at: 0,
        source: "go.dev".to_owned(),
        origin: "https://dl.google.com/go/go1.22.5.tar.gz".to_owned(),
        archive_bytes: Some(1),
        files: tree.files.len() as u64,
        size_bytes: tree.bytes(),
        h1: net.toolchain.h1(),
        sha256: Some(IndexAttestation { sha256: Sha256Sum::of(b"archive"), index }),
        own_sha256: None,
        transparency: Some(evidence(net)),
        unverified: None,
        absent: Vec::new(),
        notes: Vec::new(),
        rebuilt: None,
    };
    change(&mut receipt);
    receipt.write(&Receipt::path(&home, &version)).unwrap();
    root
}

#[test]
fn version_of_ours_is_checked_offline() {
    let mut net = net();
    install(&net, |_| {});
    go_offline(&mut net);
    for what in [vec!["1.22.5"], vec!["1.22"], vec![], vec!["home/toolchains/go1.22.5"]] {
        let ran = verify(&net, &what);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stdout.contains("as published: 15 files"), "{ran:?}");
        assert!(ran.stdout.contains("attested by sum.test: record 300 of 301"), "{ran:?}");
        assert!(ran.stdout.contains("not covered by the log: 4 files in api, doc, misc, test"));
    }
    let told: serde_json::Value =
        serde_json::from_str(&verify(&net, &["1.22.5", "--format", "json"]).stdout).unwrap();
    assert_eq!(told[0]["vouched_by"][0]["tree_size"], 301);
    assert_eq!(told[0]["h1"], net.toolchain.h1());
}

#[test]
fn verify_names_every_changed_missing_and_extra_file_and_lost_bit() {
    type Damage = fn(&Path);
    let mut cases: Vec<(&str, Damage)> = vec![
        ("changed: src/fmt/print.go", |root| {
            let mut bytes = fs::read(root.join("src/fmt/print.go")).unwrap();
            bytes[100] ^= 1;
            fs::write(root.join("src/fmt/print.go"), bytes).unwrap();
        }),
        ("changed: api/go1.txt", |root| fs::write(root.join("api/go1.txt"), "pkg FMT\n").unwrap()),
        ("changed: VERSION", |root| fs::write(root.join("VERSION"), "go1.22.6\n").unwrap()),
        ("missing: VERSION", |root| fs::remove_file(root.join("VERSION")).unwrap()),
        ("missing: src/vendor/.gitignore", |root| {
            fs::remove_dir_all(root.join("src/vendor")).unwrap();
        }),
        ("extra: src/fmt/evil.go", |root| {
            fs::write(root.join("src/fmt/evil.go"), "package fmt\n").unwrap();
        }),
    ];
    let of_unix: [(&str, Damage); 3] = [
        ("extra: src/out", |root| symlink("/usr", root.join("src/out")).unwrap()),
        ("not executable: bin/go", |root| {
            let mode = fs::Permissions::from_mode(0o644);
            fs::set_permissions(root.join("bin/go"), mode).unwrap();
        }),
        ("extra: src/a\\u{1b}[2K", |root| fs::write(root.join("src/a\x1b[2K"), "").unwrap()),
    ];
    cases.extend(of_unix.into_iter().filter(|_| platform::IS_UNIX));
    for (told, damage) in cases {
        let mut net = net();
        let root = install(&net, |_| {});
        go_offline(&mut net);
        damage(&root);
        let ran = verify(&net, &["1.22.5"]);
        assert_eq!(ran.code, 6, "{told}: {ran:?}");
        let findings: Vec<&str> = ran
            .stdout
            .lines()
            .map(str::trim)
            .filter(|line| {
                ["changed", "missing", "extra", "not exec"].iter().any(|w| line.starts_with(w))
            })
            .collect();
        assert_eq!(findings, [told], "{ran:?}");
    }
}

#[test]
fn evidence_that_does_not_hold_is_a_mismatch_and_an_unknown_key_attests_nothing() {
    let other = evidence(&net());
    type Change = Box<dyn Fn(&mut Evidence)>;
    let cases: [(&str, i32, Change); 5] = [
        ("does not lead to the signed root", 6, Box::new(|e| e.record_id -= 1)),
        ("invalid signature", 6, Box::new(|e| e.head = e.head.replace("301", "300"))),
        (
            "is about golang.org/toolchain@v0.0.1-go1.22.6",
            6,
            Box::new(|e| {
                e.version = e.version.replace("1.22.5", "1.22.6");
            }),
        ),
        ("the log has h1:", 6, Box::new(|e| e.h1 = Sha256Sum::of(b"x").to_h1())),
        (
            "signed by a key of sum.test that GOSUMDB does not name here",
            1,
            Box::new(|e| {
                e.key = sumdb::Signer::new("sum.test", 9).key().to_string();
            }),
        ),
    ];
    assert!(other.check().is_ok());
    for (words, code, change) in cases {
        let mut net = net();
        install(&net, |receipt| change(receipt.transparency.as_mut().unwrap()));
        go_offline(&mut net);
        let ran = verify(&net, &["1.22.5"]);
        assert_eq!(ran.code, code, "{words}: {ran:?}");
        assert!(ran.stdout.contains(words), "{words}: {ran:?}");
    }
}

#[test]
fn configuration_that_cannot_be_used_hinders_no_offline_check() {
    let mut net = net();
    install(&net, |receipt| receipt.transparency = None);
    net.set("GOSUMDB", "on");
    net.set("GOPROXY", ",");
    let ran = verify(&net, &["1.22.5"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn manifest_that_was_changed_with_the_files_does_not_pass() {
    let mut net = net();
    let root = install(&net, |_| {});
    go_offline(&mut net);
    fs::write(root.join("src/fmt/print.go"), "package fmt // changed\n").unwrap();
    let tree = archive::scan(&root, &Silent).unwrap().tree;
    let version = GoVersion::parse("1.22.5").unwrap();
    fs::write(Receipt::manifest_path(&home(&net), &version), tree.to_text()).unwrap();
    let ran = verify(&net, &["1.22.5"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.stdout.contains("the manifest gives h1:"), "{ran:?}");
}

#[test]
fn verify_says_what_attests_and_nothing_is_not_enough() {
    for (words, code, has_index, unverified) in [
        ("attested by the sha256 of https://go.dev/dl/ alone", 0, true, None),
        (
            "unverified: the index has another sha256",
            1,
            false,
            Some("the index has another sha256"),
        ),
        ("nothing verifies these files", 1, false, None),
    ] {
        let mut net = net();
        install(&net, |receipt| {
            receipt.transparency = None;
            receipt.unverified = unverified.map(str::to_owned);
            receipt.sha256 = receipt.sha256.take().filter(|_| has_index);
        });
        go_offline(&mut net);
        let ran = verify(&net, &["1.22.5"]);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.stdout.contains(words), "{ran:?}");
        assert!(!ran.stdout.contains("not covered by the log"), "{ran:?}");
    }
}

#[test]
fn verify_without_a_manifest_asks_the_log() {
    let net = net();
    let root = install(&net, |_| {});
    fs::remove_dir_all(home(&net).receipts()).unwrap();
    let ran = verify(&net, &["1.22.5"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("go1.22.5.files is missing"), "{ran:?}");
    fs::write(root.join("src/a.go"), "package a\n").unwrap();
    assert_eq!(verify(&net, &["1.22.5"]).code, 6);
}
