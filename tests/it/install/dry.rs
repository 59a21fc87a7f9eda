//! A dry run ends as the real one does, for each kind of request and of source.

use std::collections::BTreeSet;
use std::fs;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;

/// Requests, by what they are to the sources below.
const REQUESTS: [&str; 5] = ["1.22.5", "1.22.99", "1.22", "latest", "rc"];

type Source = fn() -> (Net, Option<ReleaseSite>);

const SOURCES: [(&str, Source); 12] = [
    ("all", || (Net::new(), None)),
    ("site only", || (Net::new().var("GOPROXY", "off"), None)),
    ("site without log", || (Net::new().var("GOPROXY", "off").var("GOSUMDB", "off"), None)),
    ("proxy only", || {
        let mut net = Net::new();
        net.without_site();
        (net, None)
    }),
    ("proxy by setting", || (Net::new().var("GOENVMGR_SOURCES", "goproxy"), None)),
    ("proxy without log", || {
        (Net::new().var("GOENVMGR_SOURCES", "goproxy").var("GOSUMDB", "off"), None)
    }),
    ("proxy off", || (Net::new().var("GOENVMGR_SOURCES", "goproxy").var("GOPROXY", "off"), None)),
    ("nobody", || {
        let mut net = Net::new().var("GOPROXY", "http://127.0.0.1:1");
        net.without_site();
        (net, None)
    }),
    ("mirror that has nothing", || {
        let empty = ReleaseSite::start();
        let net = Net::new().var("GOPROXY", "off");
        (net.var("GOENVMGR_ARCHIVE_URL", &empty.archive_url()), Some(empty))
    }),
    ("archives that fail", || {
        let net = Net::new().var("GOPROXY", "off");
        net.site.server.on(&ReleaseSite::path(&net.toolchain), Answer::status(503, "later"));
        (net, None)
    }),
    ("a page for an archive", || {
        let net = Net::new().var("GOPROXY", "off");
        net.site.server.on(&ReleaseSite::path(&net.toolchain), Answer::html());
        (net, None)
    }),
    ("a log that knows another", || {
        let site = ReleaseSite::with(&[&Toolchain::new("1.22.5"), &Toolchain::new("1.22.6")]);
        let net = Net::new()
            .var("GOENVMGR_VERIFY", "transparency")
            .var("GOENVMGR_INDEX_URL", &site.index_url())
            .var("GOENVMGR_ARCHIVE_URL", &site.archive_url());
        (net, Some(site))
    }),
];

#[test]
fn dry_run_of_a_download_ends_as_the_real_one() {
    let mut ends = BTreeSet::new();
    for (name, source) in SOURCES {
        for request in REQUESTS {
            let (net, _site) = source();
            let dry = net.run(&["install", "-n", request]);
            assert_eq!(net.traces(), BTreeSet::new(), "{name}: {request}");
            let real = net.run(&["install", request]);
            assert_eq!(dry.code, real.code, "{name}: {request}: {dry:?} {real:?}");
            let error = |text: &str| {
                text.lines().find(|line| line.starts_with("error: ")).map(str::to_owned)
            };
            assert_eq!(error(&dry.stderr), error(&real.stderr), "{name}: {request}");
            ends.insert(real.code);
        }
    }
    assert_eq!(ends, BTreeSet::from([0, 1, 2, 3]), "the table has every kind of end");
}

#[test]
fn dry_run_of_local_bytes_ends_as_the_real_one() {
    let mut ends = BTreeSet::new();
    for offline in [false, true] {
        for form in ["go.tar.gz", "go.zip", "goroot", "altered.tar.gz", "cut.tar.gz", "folder"] {
            for more in [&[][..], &["--unverified"], &["--sha256", "own"], &["--sha256", "other"]] {
                let mut net = Net::new();
                if offline {
                    net.without_site();
                    net.set("GOPROXY", "http://127.0.0.1:1");
                }
                let from = net.world.path(form);
                let mut altered = Toolchain::new("1.22.5");
                altered.files.insert("bin/extra".to_owned(), (true, b"x".to_vec()));
                let bytes = match form {
                    "go.zip" => net.toolchain.module_zip(),
                    "altered.tar.gz" => altered.archive(),
                    _ => net.toolchain.archive(),
                };
                match form {
                    "goroot" => net.unpack(&from),
                    "folder" => {
                        fs::create_dir(&from).unwrap();
                        fs::write(from.join("go.tar.gz"), &bytes).unwrap();
                    }
                    "cut.tar.gz" => fs::write(&from, &bytes[..bytes.len() - 300]).unwrap(),
                    _ => fs::write(&from, &bytes).unwrap(),
                }
                let sum = match more.last() {
                    Some(&"own") => Sha256Sum::of(&bytes).to_string(),
                    _ => Sha256Sum::of(b"other").to_string(),
                };
                let more: Vec<&str> = more
                    .iter()
                    .map(|word| if word.starts_with('-') { *word } else { sum.as_str() })
                    .collect();
                let args = [&["install", "--from", from.to_str().unwrap()][..], &more].concat();
                let dry = net.run(&[&args[..], &["-n"]].concat());
                assert_eq!(net.traces(), BTreeSet::new(), "{args:?}");
                assert!(!net.world.home().join("state/evidence").exists(), "{args:?}");
                let real = net.run(&args);
                assert_eq!(dry.code, real.code, "{args:?}: {dry:?} {real:?}");
                ends.insert(real.code);
            }
        }
    }
    assert_eq!(ends, BTreeSet::from([0, 1, 2, 6]), "the table has every kind of end");
}

#[test]
fn rc_that_is_older_than_the_newest_release_says_so() {
    let [candidate, release] = ["1.22rc2", "1.22.5"].map(Toolchain::new);
    for newest in ["1.23rc1", "1.22rc2"] {
        let newest = Toolchain::new(newest);
        let site = ReleaseSite::with(&[&candidate, &release, &newest]);
        let net = Net::new()
            .var("GOSUMDB", "off")
            .var("GOENVMGR_INDEX_URL", &site.index_url())
            .var("GOENVMGR_ARCHIVE_URL", &site.archive_url());
        let old = newest.version == "1.22rc2";
        let dry = net.run(&["install", "rc", "-n"]).exits(0);
        assert!(dry.stdout.contains(&format!("go{}", newest.version)), "{dry:?}");
        let real = net.run(&["install", "rc"]).exits(0);
        let list = net.run(&["list", "--remote", "rc"]).exits(0);
        for (what, said) in [("-n", dry.stdout), ("", real.stderr), ("list", list.stdout)] {
            let says = said.contains("newest release") && said.contains("1.22.5");
            assert_eq!(says, old, "{what}: {said}");
        }
    }
    // A proxy that lists a candidate and a release.
    let mut net = Net::new();
    net.proxy.publish(&candidate);
    net.without_site();
    let dry = net.run(&["install", "rc", "-n"]);
    assert!(!dry.stdout.contains("would install go1.22.5"), "{dry:?}");
    let latest = net.run(&["install", "latest", "-n"]).exits(0);
    assert!(!latest.stdout.contains("older"), "{latest:?}");
}
