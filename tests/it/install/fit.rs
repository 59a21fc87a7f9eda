//! What is published is a toolchain of the version that was asked for, for this machine, and nobody
//! but its owner writes to it: whatever the source, and whoever attests its bytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::platform::PermissionsExt;
use crate::support::program;
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;
use crate::support::world::ran;

type Change = Box<dyn Fn(&mut Toolchain)>;

fn put(path: &'static str, bytes: impl Into<Vec<u8>>) -> Change {
    let bytes = bytes.into();
    Box::new(move |toolchain| {
        toolchain.files.insert(path.to_owned(), (path.starts_with("bin/"), bytes.clone()));
    })
}

fn in_its_place(path: &'static str, below: &'static str) -> Change {
    Box::new(move |toolchain| {
        let file = toolchain.files.remove(path).unwrap();
        if !below.is_empty() {
            toolchain.files.insert(format!("{path}/{below}"), file);
        }
    })
}

/// Programs that are none of this machine's, and the words that refuse them.
fn programs() -> Vec<(&'static str, Change)> {
    let own = program::fake_go();
    let changed = |at: usize, byte: u8| {
        let mut bytes = own.to_vec();
        bytes[at] = byte;
        bytes
    };
    let (machine, words) = match own[18] {
        183 => (62, "bin/go is for amd64"),
        _ => (183, "bin/go is for arm64"),
    };
    vec![
        ("bin/go is not there", in_its_place("bin/go", "")),
        ("bin/go is not there", in_its_place("bin/go", "go")),
        ("bin/gofmt is not there", in_its_place("bin/gofmt", "")),
        ("bin/go is no program for linux", put("bin/go", "#!/bin/sh\necho go version go1.22.5\n")),
        ("bin/go is no program for linux", put("bin/go", "")),
        ("bin/go is no program for linux", put("bin/go", b"MZ\x90\0".repeat(500))),
        ("bin/gofmt is no program for linux", put("bin/gofmt", b"\xcf\xfa\xed\xfe".repeat(500))),
        (words, put("bin/go", changed(18, machine))),
        ("bin/go is for another system (ELF ABI 9)", put("bin/go", changed(7, 9))),
        ("bin/gofmt is not linked", put("bin/gofmt", changed(16, 1))),
        ("bin/go is cut off", put("bin/go", &own[..own.len() / 3])),
    ]
}

/// VERSION files that do not name go1.22.5, and the words that refuse them.
fn versions() -> Vec<(&'static str, Change)> {
    vec![
        ("VERSION says go1.22.6", put("VERSION", "go1.22.6\n")),
        ("VERSION says go1.22.5-acme", put("VERSION", "go1.22.5-acme\n")),
        ("VERSION is not there", in_its_place("VERSION", "")),
        ("VERSION cannot be read", in_its_place("VERSION", "x")),
        ("VERSION does not begin with a version", put("VERSION", "")),
        ("VERSION holds 16 characters", put("VERSION", "go1.22.5; reboot\n")),
        ("VERSION holds 10 characters", put("VERSION", "go1.22.5\ntime never\n")),
        ("VERSION cannot be read", put("VERSION", b"go1.22.5\n\xff".to_vec())),
        ("VERSION cannot be read", put("VERSION", "go1.22.5\n".to_owned() + &"\n".repeat(9000))),
    ]
}

fn odd(change: &Change) -> Toolchain {
    let mut toolchain = Toolchain::new("1.22.5");
    change(&mut toolchain);
    toolchain
}

#[track_caller]
fn is_refused(net: &Net, args: &[&str], code: i32, words: &str) {
    let told = net.run(args);
    assert_eq!(told.code, code, "{words}: {told:?}");
    assert!(told.stderr.contains(words), "{words}: {told:?}");
    assert_eq!(net.traces(), BTreeSet::new(), "{words}");
}

#[test]
fn archive_of_an_index_that_is_no_such_go_is_refused() {
    let mut net = Net::new().var("GOPROXY", "off").var("GOSUMDB", "off");
    for (words, change) in programs().into_iter().chain(versions()) {
        let site = ReleaseSite::with(&[&odd(&change)]);
        net.set("GOENVMGR_INDEX_URL", site.index_url());
        net.set("GOENVMGR_ARCHIVE_URL", site.archive_url());
        is_refused(&net, &["install", "1.22.5"], 6, words);
    }
    let kept = fs::read_dir(net.world.home().join("state/evidence")).unwrap().count();
    assert!(kept > 0, "it is evidence");
}

#[test]
fn module_zip_that_is_no_such_go_is_refused_though_the_log_attests() {
    for (words, change) in [programs().remove(0), programs().remove(7), versions().remove(0)] {
        let toolchain = odd(&change);
        let h1 = toolchain.h1();
        let net = Net::with_record(toolchain, &h1).var("GOENVMGR_SOURCES", "goproxy");
        is_refused(&net, &["install", "1.22.5"], 6, words);
    }
}

#[test]
fn local_bytes_that_are_no_go_are_refused_also_unverified() {
    for (words, change) in programs() {
        let toolchain = odd(&change);
        let h1 = toolchain.h1();
        let net = Net::with_record(toolchain, &h1);
        let [archive, zip, dir] = ["go.tar.gz", "go.zip", "goroot"].map(|n| net.world.path(n));
        fs::write(&archive, net.toolchain.archive()).unwrap();
        fs::write(&zip, net.toolchain.module_zip()).unwrap();
        net.unpack(&dir);
        for from in [&archive, &zip, &dir] {
            let args = ["install", "--from", from.to_str().unwrap(), "--unverified"];
            is_refused(&net, &args[..3], 6, words);
            is_refused(&net, &args, 6, words);
        }
    }
    for (_, change) in versions().drain(2..8) {
        let net = Net::new();
        let archive = net.world.path("go.tar.gz");
        fs::write(&archive, odd(&change).archive()).unwrap();
        let args = ["install", "--from", archive.to_str().unwrap(), "--unverified"];
        is_refused(&net, &args, 2, "does not say which Go it is");
    }
}

/// Runs the binary under this umask.
#[track_caller]
fn install_under(net: &Net, umask: &str, args: &[&str]) {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "umask $0 && exec \"$@\"", umask]);
    ran(net.world.behind(shell, args)).exits(0);
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Everything below the path, links not followed.
fn below(path: &Path) -> Vec<std::path::PathBuf> {
    let mut all = vec![path.to_owned()];
    let mut at = 0;
    while let Some(dir) = all.get(at).cloned() {
        if fs::symlink_metadata(&dir).unwrap().is_dir() {
            all.extend(fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()));
        }
        at += 1;
    }
    all
}

#[test]
fn modes_are_those_of_a_toolchain_whatever_archive_directory_and_umask_say() {
    let mut net = Net::new();
    let dir = net.world.path("goroot");
    net.unpack(&dir);
    for path in below(&dir) {
        let mode = if path.is_dir() { 0o2777 } else { 0o4777 };
        let mode = if path.ends_with("bin/go") { 0o666 } else { mode };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let archives = [0o777, 0o666, 0o000, 0o6777].map(|mode| {
        let archive = net.toolchain.archive_with_modes(|_| mode);
        let site = ReleaseSite::start();
        site.announce(&net.toolchain, &Sha256Sum::of(&archive).to_string(), archive.len());
        site.server.on(&ReleaseSite::path(&net.toolchain), Answer::ok(archive));
        site
    });
    let from = dir.to_str().unwrap();
    let remote = &["install", "--reinstall", "1.22.5"][..];
    let local = &["install", "--reinstall", "--unverified", "--from", from][..];
    for umask in ["000", "002", "022"] {
        for site in archives.iter().map(Some).chain([None]) {
            if let Some(site) = site {
                net.set("GOENVMGR_INDEX_URL", site.index_url());
                net.set("GOENVMGR_ARCHIVE_URL", site.archive_url());
            }
            install_under(&net, umask, if site.is_some() { remote } else { local });
            for path in below(&net.root()) {
                let mode = mode(&path);
                assert_eq!(mode & 0o7022, 0, "umask {umask}: {mode:o} {}", path.display());
                assert_eq!(mode & 0o444, 0o444, "umask {umask}: {mode:o} {}", path.display());
            }
            for program in ["bin/go", "bin/gofmt", "pkg/tool/any/compile"] {
                assert_eq!(mode(&net.root().join(program)), 0o755, "umask {umask}: {program}");
            }
            net.run(&["verify", "1.22.5"]);
            let again = net.run(&["install", "1.22.5"]).exits(0);
            assert!(again.stdout.contains("already installed"), "{again:?}");
        }
        for path in below(&net.world.home()) {
            let mode = mode(&path);
            let link = fs::symlink_metadata(&path).unwrap().is_symlink();
            assert!(link || mode & 0o002 == 0, "umask {umask}: {mode:o} {}", path.display());
        }
    }
}
